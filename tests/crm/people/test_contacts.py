"""Contacts at the desk are written down once, changed, and taken out; they are counted while they are there."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from crm import records
from crm.actor import Actor
from crm.cases.work import desk_case
from crm.database.store import Store
from crm.errors import Conflict, InvalidValue, NotFound
from crm.figures.counting import Day, count_day
from crm.forgetting.conversations import erase_old_conversations
from crm.forgetting.patrons import erase_patron
from crm.messages import search
from crm.people.contacts import add_contact, change_contact, contact, erase_contact
from protocol.clock import FixedClock
from tests.support.planted import team
from tests.support.store_rows import add_patron, rows, say, sign_in, visitor

KEY, OTHER = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
SAID = {"channel": "phone", "subject": "Renewal", "words": "zqwords of theirs", "outcome": "staff_resolved"}


async def test_a_contact_is_written_down_once(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store)
    assert await add_contact(store, mine, key=KEY, by=by, **SAID) is True
    assert await add_contact(store, mine, key=KEY, by=by, **SAID) is False
    (row,) = await rows(store, records.Interaction)
    assert (row.kind, row.channel, row.direction, row.handled_by, row.status) == (
        "call", "phone", "inbound", "staff", "closed",
    )  # fmt: skip
    assert (row.patron_id, row.case_id, row.parent_id, row.is_test) == (mine, None, None, False)
    (message,) = await rows(store, records.Message)
    assert (message.is_internal, message.body) == (True, "zqwords of theirs")
    (event,) = await rows(store, records.AuditEvent, action="contact.added")
    (patron,) = await rows(store, records.Patron)
    assert event.subject_ref == store.subject_ref(patron.public_id)


async def test_a_contact_is_changed_and_its_old_words_are_gone(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store)
    await add_contact(store, mine, key=KEY, by=by, **SAID)
    await search.index_new(store)
    await change_contact(store, KEY, channel="in_person", subject="Fine", words="zqother", outcome="no_answer", by=by)
    await search.index_new(store)
    changed = await contact(store, KEY)
    assert (changed.channel, changed.subject, changed.words, changed.outcome) == (
        "in_person", "Fine", "zqother", "no_answer",
    )  # fmt: skip
    assert await store.look(lambda connection: search.find(connection, "zqwords", limit=5)) == []
    assert len(await store.look(lambda connection: search.find(connection, "zqother", limit=5))) == 1
    (row,) = await rows(store, records.Interaction)
    assert row.kind == "visit"


async def test_an_erased_contact_is_gone_with_its_words(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store)
    await add_contact(store, mine, key=KEY, by=by, **SAID)
    await search.index_new(store)
    await erase_contact(store, KEY, by=by)
    assert await rows(store, records.Interaction) == []
    assert await rows(store, records.Message) == []
    assert await store.look(lambda connection: search.find(connection, "zqwords", limit=5)) == []
    with pytest.raises(NotFound):
        await contact(store, KEY)


async def test_a_card_number_that_staff_write_is_not_kept(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    said = {**SAID, "subject": "card 20001001", "words": "their card is 20001001, call 021 8888 7777"}
    await add_contact(store, mine, key=KEY, by=by, **said)
    await add_contact(store, mine, key=OTHER, by=by, **SAID)
    await change_contact(store, OTHER, by=by, **said)
    for key in (KEY, OTHER):
        kept = await contact(store, key)
        assert "20001001" not in kept.subject + kept.words
        assert "021 8888 7777" in kept.words, "the library's own numbers are what a librarian writes"


async def test_figures_count_a_contact_while_it_is_there(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store)
    tehran = ZoneInfo("Asia/Tehran")
    day = Day(store.clock.now().astimezone(tehran).date(), tehran, store.clock.now())

    async def counted() -> int:
        counts = await store.look(lambda connection: count_day(connection, day))
        return counts["staff_only", ""]

    for key in (KEY, OTHER):
        await add_contact(store, mine, key=key, by=by, **SAID)
    assert await counted() == 2
    await erase_contact(store, KEY, by=by)
    assert await counted() == 1


async def test_nothing_else_passes_for_a_contact(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    said = await say(store, await sign_in(store, await visitor(store), mine))
    opened = {"subject": "s", "description": "d", "language": "en", "card": "20001001", "idempotency_key": "k"}
    case = await desk_case(store, "complaint", by=by, channel="phone", **opened)
    (of_case,) = await rows(store, records.Interaction, id=case.interaction_id)
    for public_id in (said.interaction.public_id, of_case.public_id, KEY):
        with pytest.raises(NotFound):
            await erase_contact(store, public_id, by=by)
        with pytest.raises(NotFound):
            await change_contact(store, public_id, by=by, **SAID)


@pytest.mark.parametrize(
    ("field", "value"),
    [("channel", "telegram"), ("channel", "email"), ("subject", "  "), ("subject", "x" * 201), ("words", "x" * 4001),
     ("outcome", "abandoned")],
)  # fmt: skip
async def test_what_is_wrong_is_refused(store: Store, field: str, value: str) -> None:
    by = await team(store)
    mine = await add_patron(store)
    with pytest.raises(InvalidValue) as refused:
        await add_contact(store, mine, key=KEY, by=by, **{**SAID, field: value})
    assert refused.value.field == field
    assert await rows(store, records.Interaction) == []


async def test_of_nobody_nothing_is_written_down(store: Store) -> None:
    by = await team(store)
    gone = await add_patron(store)
    await erase_patron(store, gone, by=Actor("system", "test"))
    for patron_id in (gone, 999):
        with pytest.raises(NotFound):
            await add_contact(store, patron_id, key=KEY, by=by, **SAID)


async def test_words_end_with_the_time_for_which_words_are_kept(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store)
    await add_contact(store, mine, key=KEY, by=by, **SAID)
    clock.advance(timedelta(days=200))
    assert await erase_old_conversations(store, before=clock.now() - timedelta(days=180)) == 1
    kept = await contact(store, KEY)
    assert (kept.subject, kept.words) == ("", "")
    with pytest.raises(Conflict):
        await change_contact(store, KEY, by=by, **SAID)
    await erase_contact(store, KEY, by=by)
