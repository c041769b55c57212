"""The timeline has everything that happened with a patron, once, in order, whatever page it is read by."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm import records
from crm.actor import PATRON
from crm.cases.answers import acknowledge
from crm.cases.answers import answer as write
from crm.cases.file import case_file
from crm.cases.opening import open_case
from crm.cases.own_steps import add_words
from crm.cases.work import desk_case, move
from crm.conversations import feedback
from crm.database.store import Store
from crm.people.contacts import add_contact
from crm.people.timeline import SOURCES, Cursor, TimelineEntry, timeline
from crm.surveys.answering import give_unasked
from crm.surveys.definitions import ensure
from crm.trust.consents import record_consent
from crm.trust.requests import note_copy
from protocol.clock import FixedClock
from tests.support.planted import plant, team
from tests.support.store_rows import SARA, add, add_patron, answer, ends, say, sign_in, visitor

KEY = "00000000-0000-4000-8000-{:012}"


async def lived(store: Store, clock: FixedClock, patron_id: int) -> None:
    """Let one of everything happen, an hour between."""
    by = await team(store)

    def later() -> None:
        clock.advance(timedelta(hours=1))

    who = await sign_in(store, await visitor(store), patron_id)
    said = await say(store, who, "سلام")
    (bot,) = await answer(store, said, "سلام")
    later()
    await feedback.thumb(store, bot.id, who.id, 1)
    later()
    await ensure(store)
    await give_unasked(store, said.interaction.public_id, 4)
    later()
    telegram = await sign_in(store, await visitor(store), patron_id)
    await say(store, telegram, "سلام دوباره")
    later()
    more = {"subject": "noise", "description": "too loud", "language": "en", "card": "20001001"}
    await desk_case(store, "complaint", by=by, channel="phone", idempotency_key="k1", **more)
    later()
    await add_contact(store, patron_id, key=KEY.format(1), channel="in_person", subject="renewal", words="ok", by=by)
    later()
    await record_consent(store, patron_id, "new_titles", "telegram", "granted", source="chat", by=PATRON)
    later()
    await note_copy(store, patron_id, None, kind="access", by=by)
    later()
    now = clock.now()
    told = {"patron_id": patron_id, "kind": "due_soon", "channel": "email", "thing": "loan:1", "due_at": now}
    await add(store, records.Notice, **told, status="sent", planned_at=now, send_after=now, settled_at=now)
    later()
    notice = {"public_id": KEY.format(2), "engine_conversation": KEY.format(2), "patron_id": patron_id}
    shape = {"channel": "telegram", "direction": "outbound", "kind": "notice", "status": "closed"}
    ends = {"outcome": "bot_resolved", "handled_by": "system", "started_at": clock.now(), "ended_at": clock.now()}
    await add(store, records.Interaction, **notice, **shape, **ends)
    later()
    state = {"from_state": "active", "to_state": "lapsing", "reason": "time", "occurred_at": clock.now()}
    await add(store, records.LifecycleEvent, patron_id=patron_id, **state)


def kinds(entries: list[TimelineEntry]) -> list[str]:
    return [entry.values["kind"] if entry.source == "interaction" else entry.source for entry in entries]


async def read(store: Store, patron_id: int, limit: int) -> list[TimelineEntry]:
    found: list[TimelineEntry] = []
    before: Cursor | None = None
    while True:
        page = await timeline(store, patron_id, before=before, limit=limit)
        found += page.entries
        if page.next is None:
            return found
        before = Cursor.read(str(page.next))
        assert before == page.next


async def test_one_of_each_is_told_once_and_in_order(store: Store, clock: FixedClock) -> None:
    mine, other = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    await lived(store, clock, mine)
    await say(store, await sign_in(store, await visitor(store), other), "not mine")
    entries = await read(store, mine, 20)
    assert kinds(entries) == [
        "lifecycle", "notice", "notice", "data_request", "consent", "visit", "case", "conversation", "score", "thumb",
        "conversation",
    ]  # fmt: skip
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert entries[5].values["words"] == "ok"
    assert entries[6].values["channel"] == "phone"


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
async def test_pages_of_any_size_tell_the_same_once(store: Store, clock: FixedClock, limit: int) -> None:
    mine = await add_patron(store, "20001001")
    await lived(store, clock, mine)
    whole = (await timeline(store, mine, limit=50)).entries
    assert tuple(await read(store, mine, limit)) == whole
    assert len({str(entry.cursor) for entry in whole}) == len(whole)


async def test_what_happened_at_one_moment_is_not_lost_between_pages(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    await plant(store, by, mine)
    for number in range(5):
        await add_contact(store, mine, key=KEY.format(number), channel="phone", subject="x", by=by)
        await record_consent(
            store, mine, "new_titles", "telegram", "granted" if number % 2 else "withdrawn", source="page", by=PATRON
        )
    whole = (await timeline(store, mine, limit=100)).entries
    assert len({entry.at for entry in whole}) < len(whole), "the clock stands still"
    for limit in (1, 3):
        assert tuple(await read(store, mine, limit)) == whole


async def test_something_new_between_two_pages_shifts_nothing(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    for number in range(4):
        await add_contact(store, mine, key=KEY.format(number), channel="phone", subject=str(number), by=by)
        clock.advance(timedelta(minutes=1))
    first = await timeline(store, mine, limit=2)
    await add_contact(store, mine, key=KEY.format(9), channel="phone", subject="new", by=by)
    second = await timeline(store, mine, before=first.next, limit=2)
    subjects = [entry.values["subject"] for entry in (*first.entries, *second.entries)]
    assert subjects == ["3", "2", "1", "0"]


@pytest.mark.parametrize(
    "text", ["", "x", "~", "2026-11-24~case~1", "2026-11-24T08:00:00+00:00~lost~1", "2026-11-24T08:00:00+00:00~case~x",
             "2026-11-24T08:00:00+00:00~case~" + "9" * 30],
)  # fmt: skip
def test_what_is_no_cursor_is_the_first_page(text: str) -> None:
    assert Cursor.read(text) is None


def test_every_source_has_its_own_place() -> None:
    assert len(set(SOURCES)) == len(SOURCES)


async def test_what_came_of_a_case_is_told(store: Store, clock: FixedClock) -> None:
    await team(store)
    mine = await add_patron(store, "20001001")
    who = await sign_in(store, await visitor(store), mine)
    talk = (await say(store, who, "the heating is off")).interaction.public_id
    more = {"subject": "complaint", "description": "the heating is off", "language": "en", "idempotency_key": "k"}
    number = (await open_case(store, "complaint", conversation=talk, **more)).number

    async def version() -> int:
        clock.advance(timedelta(minutes=1))
        file = await case_file(store, number)
        assert file is not None
        return file.version

    await acknowledge(store, number, version=await version(), by=SARA, receipt=lambda _language, of: of)
    letter = {"letter": lambda _language, _of, words: words}
    await write(store, number, "it is warm again", version=await version(), by=SARA, **letter)
    await ends(store, number, "explained", version=await version())
    await version()
    assert await add_words(store, number, "it is not", conversation=talk) is not None
    await move(store, number, "answered", version=await version(), by=SARA)
    told = [
        (one.values["kind"], one.values["to_value"], one.values["staff"])
        for one in (await timeline(store, mine)).entries
        if one.source == "case_step"
    ]
    assert told == [
        ("status", "answered", "Sara"), ("reopen", "appealed", None), ("status", "closed", "Sara"),
        ("message", "web_chat", "Sara"),
    ]  # fmt: skip


async def test_what_staff_opened_is_told_as_theirs(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    await note_copy(store, mine, None, kind="export", by=PATRON)
    await note_copy(store, mine, None, kind="export", by=by)
    told = [one.values["staff"] for one in (await timeline(store, mine)).entries]
    assert told[1] is None and told[0]
