"""The list of conversations: narrowed, ordered, searched and read whole, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from crm import records
from crm.content.saved_tests import story_of
from crm.conversations import feedback, labels, listing, transcript
from crm.conversations.closing import Reply
from crm.conversations.listing import TalkFilter
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from crm.handoff import alarms, queue
from crm.messages import search
from crm.staff import members
from crm.surveys import answering
from protocol.clock import FixedClock
from tests.crm.database.test_hot_path import statements
from tests.support.givens import NOW
from tests.support.store_rows import SARA, add, add_patron, answer, rows, say, sign_in, visitor

PASSWORD = "a long password"


async def talked(store: Store, *texts: str, confidence: float = 0.9, status: str = "answered", **more: str) -> str:
    """Let somebody new talk; give the conversation's public id."""
    who = await visitor(store, more.get("language", "fa"))
    for text in texts:
        recorded = await say(store, who, text)
        intent = more.get("intent", "hours")
        await answer(store, recorded, Reply("پاسخ", status=status), intent=intent, confidence=confidence)
    return recorded.interaction.public_id


async def found(store: Store, wanted: TalkFilter, **more: object) -> list[str]:
    page = await listing.talks(store, wanted, **more)  # type: ignore[arg-type]
    return [row.public_id for row in page.rows]


async def test_what_the_list_is_narrowed_by_stands_with_the_interaction(store: Store) -> None:
    who = await visitor(store)
    for confidence, status in ((0.8, "answered"), (0.3, "fallback"), (0.6, "error"), (None, "answered")):
        recorded = await say(store, who)
        [reply] = await answer(store, recorded, Reply("پاسخ", status=status), confidence=confidence)
    await feedback.thumb(store, reply.id, who.id, 1)
    await answering.give_unasked(store, recorded.interaction.public_id, 4)
    [row] = await rows(store, records.Interaction)
    assert (row.lowest_confidence, row.fallback_count, row.score, row.thumb) == (0.3, 2, 4, 1)
    await feedback.thumb(store, reply.id, who.id, -1)
    assert (await rows(store, records.Interaction))[0].thumb == -1


@pytest.mark.parametrize(
    "change",
    [
        {"channel": "telegram"}, {"language": "en"}, {"status": "closed"}, {"outcome": "abandoned"},
        {"handled_by": "staff"}, {"intent": "renew"}, {"branch_id": 7}, {"label": "nosuch"},
        {"confidence_below": 0.4}, {"score": "5"}, {"score": "up"}, {"since": NOW + timedelta(days=1)}, {"until": NOW},
        {"q": "نیست"},
    ],
    ids=str,
)  # fmt: skip
async def test_each_filter_narrows(store: Store, change: dict[str, object]) -> None:
    public_id = await talked(store, "سلام", confidence=0.45, status="fallback")
    await search.index_new(store)
    right = TalkFilter(
        q="سلا", channel="web_chat", language="fa", status="open", handled_by="bot", intent="hours",
        confidence_below=0.5, has_fallback=True, since=NOW, until=NOW + timedelta(days=1),
    )  # fmt: skip
    assert await found(store, right) == [public_id]
    assert await found(store, replace(right, q="")) == [public_id]
    wrong = replace(right, **change)  # type: ignore[arg-type]
    assert await found(store, wrong) == []
    if "q" not in change:
        assert await found(store, replace(wrong, q="")) == []
    assert [row async for batch in listing.every_talk(store, wrong, 10) for row in batch] == []


async def test_pages_orders_and_totals(store: Store, clock: FixedClock) -> None:
    ids = []
    for number in range(5):
        ids.append(await talked(store, "سلام", confidence=number / 10))
        clock.advance(timedelta(minutes=1))
    every = TalkFilter()
    assert await found(store, every) == ids[::-1]
    assert await found(store, every, descending=False, limit=2, offset=2) == ids[2:4]
    assert await found(store, every, sort="confidence", descending=False) == ids
    page = await listing.talks(store, every, limit=2, offset=2)
    assert (page.total, page.more, page.cut) == (5, True, False)
    assert not (await listing.talks(store, every, limit=2, offset=4)).more
    given = [row.public_id async for batch in listing.every_talk(store, every, 3) for row in batch]
    assert given == ids[::-1][:3]


async def test_the_whole_list_is_given_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "BATCH", 2)
    ids = [await talked(store, "سلام", "باز هم") for _ in range(5)]
    given = [row.public_id async for batch in listing.every_talk(store, TalkFilter(), 100) for row in batch]
    assert given == ids[::-1]
    messages = [row async for batch in listing.every_message(store, TalkFilter(), 1000) for row in batch]
    assert [(row["public_id"], row["seq"]) for row in messages] == [
        (each, n) for each in ids[::-1] for n in range(1, 5)
    ]


async def test_a_search_gives_each_conversation_once_with_its_newest_hits(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await talked(store, "تمدید یک", "تمدید دو", "تمدید سه")
    second = await talked(store, "تمدید کتاب")
    await search.index_new(store)
    for hits in (400, 1):
        monkeypatch.setattr(listing, "HITS", hits)
        monkeypatch.setattr(listing, "MORE_HITS", hits)
        page = await listing.talks(store, TalkFilter(q="تمدید"))
        assert [row.public_id for row in page.rows] == [second, first]
        assert page.total is None and not page.cut
    assert [hit.text for hit in page.rows[1].hits] == ["تمدید سه", "تمدید دو"]
    assert await found(store, TalkFilter(q="تمدید"), limit=1, offset=1) == [first]
    monkeypatch.setattr(listing, "MOST_HITS", 2)
    page = await listing.talks(store, TalkFilter(q="تمدید", channel="telegram"))
    assert page.cut and page.rows == []


async def test_a_search_within_days_looks_only_there(store: Store, clock: FixedClock) -> None:
    ids = []
    for _ in range(4):
        ids.append(await talked(store, "تمدید"))
        clock.advance(timedelta(days=10))
    await search.index_new(store)
    span = TalkFilter(q="تمدید", since=NOW + timedelta(days=10), until=NOW + timedelta(days=21))
    assert await found(store, span) == [ids[2], ids[1]]
    assert await found(store, replace(span, since=NOW + timedelta(days=90))) == []


async def test_notes_are_found_only_by_those_who_may(store: Store) -> None:
    await members.add_staff(store, "sara", "Sara", "librarian", PASSWORD)
    public_id = await talked(store, "سلام")
    await queue.add_note(store, public_id, SARA, "پیگیری شود")
    await search.index_new(store)
    assert await found(store, TalkFilter(q="پیگیری")) == [public_id]
    assert await found(store, TalkFilter(q="پیگیری", internal=False)) == []
    talk = await transcript.talk(store, public_id)
    assert [line.is_internal for line in await transcript.lines(store, talk.id)] == [False, False, True]
    assert len(await transcript.lines(store, talk.id, internal=False)) == 2


async def test_a_page_takes_the_same_statements_however_many_rows_it_has(sqlite_store: Store) -> None:
    counted = []
    for more in (1, 9):
        for _ in range(more):
            await talked(sqlite_store, "سلام")
        await search.index_new(sqlite_store)
        for wanted in (TalkFilter(), TalkFilter(q="سلام")):
            with statements() as sent:
                await listing.talks(sqlite_store, wanted)
            counted.append(len(sent))
    assert counted[:2] == counted[2:]
    assert max(counted) <= 6


async def test_the_head_lines_and_others_of_a_conversation(store: Store, clock: FixedClock) -> None:
    branch = await add(store, records.Branch, code="main", name_fa="مرکزی", name_en="Main", is_main=True)
    assert branch
    who = await sign_in(store, await visitor(store), await add_patron(store, display_name="نرگس"))
    recorded = await say(store, who, "سلام")
    await answer(store, recorded, "بله", intent="greet", confidence=0.7, runner_up="help", actions=("action_greet",))
    first = recorded.interaction.public_id
    clock.advance(timedelta(hours=2))
    second = (await say(store, who, "باز هم")).interaction.public_id
    talk = await transcript.talk(store, first)
    assert talk.names == ("نرگس",) and talk.happenings[0].kind == "started"
    asked, said = await transcript.lines(store, talk.id)
    assert (asked.intent, asked.runner_up, asked.actions) == ("greet", "help", ["action_greet"])
    assert (said.sender, said.answer_status) == ("bot", "answered")
    assert [line.seq for line in await transcript.lines(store, talk.id, after=1)] == [2]
    assert [row.public_id for row in await transcript.other_talks(store, talk)] == [second]
    assert "- action: action_greet" in story_of("سلام", [asked, said])
    with pytest.raises(NotFound):
        await transcript.talk(store, "nosuch")


async def test_labels_are_made_once_and_put_once(store: Store) -> None:
    await members.add_staff(store, "sara", "Sara", "librarian", PASSWORD)
    public_id = await talked(store, "سلام")
    code = await labels.add_label(store, "پایان‌نامه", "Thesis", "info", SARA)
    assert await labels.add_label(store, "", "thesis", "bad", SARA) == code == "thesis"
    for _ in range(2):
        await labels.label(store, public_id, code, SARA)
    assert await found(store, TalkFilter(label=code)) == [public_id]
    [row] = (await listing.talks(store, TalkFilter())).rows
    assert [label.name_fa for label in row.labels] == ["پایان‌نامه"]
    await labels.unlabel(store, public_id, code, SARA)
    assert await found(store, TalkFilter(label=code)) == []
    # Made in one language, it is named in the other by writing both; one that has two names keeps them.
    assert await labels.add_label(store, "شکایت", "", "bad", SARA) == "شکایت"
    assert await labels.add_label(store, "شکایت", "Complaint", "info", SARA) == "شکایت"
    assert await labels.add_label(store, "شکایت‌ها", "complaint", "info", SARA) == "شکایت"
    assert [(one.name_fa, one.name_en, one.color) for one in await labels.labels(store)] == [
        ("پایان‌نامه", "Thesis", "info"), ("شکایت", "Complaint", "bad"),
    ]  # fmt: skip
    wrong: list[Callable[[], object]] = [
        lambda: labels.add_label(store, " ", "", "info", SARA),
        lambda: labels.add_label(store, "x" * 61, "", "info", SARA),
        lambda: labels.add_label(store, "x", "", "mauve", SARA),
        lambda: labels.add_label(store, "!!", "", "info", SARA),
    ]
    for attempt in wrong:
        with pytest.raises(InvalidValue):
            await attempt()  # type: ignore[misc]
    with pytest.raises(NotFound):
        await labels.label(store, public_id, "nosuch", SARA)


async def test_alarms_and_their_end_stand_among_the_events(store: Store, clock: FixedClock) -> None:
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password")
    public_id = (await say(store, await visitor(store), "یه نفر غش کرده")).interaction.public_id
    assert "alarm_rung" not in [one.kind for one in (await transcript.talk(store, public_id)).happenings]
    await alarms.ring(store, public_id, "medical", message="m1")
    clock.advance(timedelta(minutes=1))
    await alarms.take_back(store, public_id)
    clock.advance(timedelta(minutes=1))
    await alarms.acknowledge(store, (await alarms.ringing(store))[0], SARA)
    kinds = [(one.kind, one.staff_name) for one in (await transcript.talk(store, public_id)).happenings]
    assert kinds[-3:] == [("alarm_rung", None), ("alarm_over", None), ("alarm_seen", "Sara")]
