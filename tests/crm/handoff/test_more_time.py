"""More time for a librarian who asks for it, a word to the colleague, and what a patron who waits is told of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from crm import records
from crm.conversations.identities import Identity
from crm.conversations.transcript import lines, talk
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, TakenBySomebody
from crm.handoff import expiry, queue, steps
from crm.handoff.more_time import ends_at, give_time
from crm.messages.views import messages_after
from crm.staff import sessions
from crm.staff.presence import note_present
from protocol.clock import FixedClock
from tests.crm.handoff.test_queue import asked
from tests.support.statements import execute
from tests.support.store_rows import LIA, OMID, SARA, how_many, rows, say

SPAN = timedelta(minutes=10)
SARA_ID = 1


def longer(language: str, name: str) -> str:
    return f"{name} {language}"


def nobody(language: str, number: str, due_at: datetime | None) -> str:
    return f"nobody {number}"


def broken_off(language: str, number: str, due_at: datetime | None) -> str:
    return f"broken off {number}"


async def end_of(store: Store, conversation: str) -> datetime | None:
    end = await ends_at(store, conversation, within=SPAN)
    return None if end is None else end.at


async def told(store: Store, who: Identity) -> list[str]:
    return [each.text for each in await messages_after(store, who.id, 0) if each.sender == "bot"]


async def expired(store: Store) -> list[str]:
    now = store.clock.now()
    found = await expiry.expire(
        store,
        before=now - SPAN,
        held_before=now - expiry.HELD_TIMES * SPAN,
        wording=nobody,
        held_wording=broken_off,
    )
    return [each.message.text for each in found]


async def test_who_asks_for_more_time_has_it_and_the_patron_is_told(store: Store, clock: FixedClock) -> None:
    who, conversation = await asked(store)
    began = clock.now()
    assert await end_of(store, conversation) == began + SPAN
    await steps.claim(store, conversation, SARA)
    assert await end_of(store, conversation) == began + SPAN, "who has it is not there"
    token = await sessions.begin_session(store, SARA_ID)
    # Whoever does nothing from now on counts as gone after a quarter of an hour and three minutes.
    assert await end_of(store, conversation) == began + timedelta(minutes=18)
    # The desk counts down to what the patron was told.
    left = await ends_at(store, conversation, within=SPAN)
    assert left is not None and left.due == began + SPAN
    clock.advance(timedelta(minutes=25))
    await sessions.session_staff(store, token)
    first = await end_of(store, conversation)
    assert first == began + 3 * SPAN
    moved = await give_time(store, conversation, SARA, shown=None, within=SPAN, wording=longer)
    assert moved is not None and moved.at == first + SPAN == await end_of(store, conversation)
    # The same button, pressed twice, is one wish.
    assert await give_time(store, conversation, SARA, shown=None, within=SPAN, wording=longer) == moved
    assert await told(store, who) == ["Sara fa"]
    # Nobody has heard of the librarian for long, who said that it takes so long.
    clock.advance(timedelta(minutes=14))
    assert await expired(store) == []
    clock.advance(timedelta(minutes=2))
    [message] = await expired(store)
    assert message.startswith("broken off"), "that nobody came would be a lie"
    assert await how_many(store, records.ServiceCase) == 1
    with pytest.raises(Conflict):
        await give_time(store, conversation, SARA, shown=moved.held_until, within=SPAN, wording=longer)


async def test_more_time_is_never_without_end_and_nobody_elses(store: Store, clock: FixedClock) -> None:
    _, conversation = await asked(store)
    with pytest.raises(Conflict):
        await give_time(store, conversation, SARA, shown=None, within=SPAN, wording=longer)
    await steps.claim(store, conversation, SARA)
    for by in (OMID, LIA):
        with pytest.raises(TakenBySomebody):
            await give_time(store, conversation, by, shown=None, within=SPAN, wording=longer)
    clock.advance(timedelta(minutes=1))
    shown = None
    for _ in range(5):
        moved = await give_time(store, conversation, SARA, shown=shown, within=SPAN, wording=longer)
        assert moved is not None
        shown = moved.held_until
    assert shown == clock.now() + expiry.HELD_TIMES * SPAN
    # Given to somebody else it is theirs to ask for time.
    await queue.transfer(store, conversation, SARA, "omid")
    [row] = await rows(store, records.Interaction)
    assert row.held_until is None
    await steps.reply(store, conversation, OMID, "سلام")
    assert await end_of(store, conversation) is None
    assert await give_time(store, conversation, OMID, shown=shown, within=SPAN, wording=longer) is None


async def test_a_clock_that_was_set_back_keeps_nobody_waiting(store: Store, clock: FixedClock) -> None:
    _, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    await give_time(store, conversation, SARA, shown=None, within=SPAN, wording=longer)
    clock.advance(timedelta(hours=-5))
    await expired(store)
    clock.advance(timedelta(minutes=11))
    assert len(await expired(store)) == 1


async def test_the_word_to_a_colleague_is_in_the_record_and_never_the_patrons(store: Store) -> None:
    who, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    before = len(await messages_after(store, who.id, 0))
    with pytest.raises(InvalidValue):
        await queue.transfer(store, conversation, SARA, "omid", word="x" * 4001)
    await queue.transfer(store, conversation, SARA, "omid", word=" منبع را یافته‌ام، فقط نشانی مانده ")
    found = [line for line in await lines(store, (await talk(store, conversation)).id) if line.is_internal]
    assert [(line.text, line.staff_name) for line in found] == [("منبع را یافته‌ام، فقط نشانی مانده", "Sara")]
    assert len(await messages_after(store, who.id, 0)) == before
    assert await how_many(store, records.Outbox) == 0
    messages = await how_many(store, records.Message)
    await queue.transfer(store, conversation, OMID, "sara", word="  ")
    assert await how_many(store, records.Message) == messages


async def test_who_is_kept_waiting_by_somebody_who_is_there_is_told_so_once(store: Store, clock: FixedClock) -> None:
    who, conversation = await asked(store)
    token = await sessions.begin_session(store, SARA_ID)
    await steps.claim(store, conversation, SARA)

    async def tell(*, there: bool = True) -> int:
        if there:
            await sessions.session_staff(store, token)
            await note_present(store, SARA_ID)
        return await expiry.tell_those_held(store, before=clock.now() - timedelta(minutes=4), wording=longer)

    assert await tell() == 0
    clock.advance(timedelta(minutes=5))
    # Whoever is gone is not said to be there.
    assert await tell(there=False) == 0
    assert await tell() == 1
    assert await tell() == 0
    assert await told(store, who) == ["Sara fa"]
    # A next wait is another one, and an answer ends it.
    await steps.reply(store, conversation, SARA, "سلام")
    clock.advance(timedelta(minutes=5))
    assert await tell() == 0
    await say(store, who, "و آن یکی؟")
    clock.advance(timedelta(minutes=5))
    assert await tell() == 1
    await queue.transfer(store, conversation, SARA, "omid")
    clock.advance(timedelta(minutes=5))
    assert await tell() == 0, "who has it now is not there"


async def test_more_time_is_for_one_answer_and_not_for_the_next(store: Store, clock: FixedClock) -> None:
    who, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    await sessions.begin_session(store, SARA_ID)
    moved = await give_time(store, conversation, SARA, shown=None, within=SPAN, wording=longer)
    assert moved is not None and moved.held_until is not None
    clock.advance(timedelta(minutes=1))
    await steps.reply(store, conversation, SARA, "بفرمایید")
    assert (await rows(store, records.Interaction))[0].held_until is None
    clock.advance(timedelta(minutes=1))
    await say(store, who, "و آن یکی؟")
    end = await ends_at(store, conversation, within=SPAN)
    assert end is not None and end.held_until is None and end.at < moved.at
    # The page that shows what was asked for before moves nothing; the one that shows nothing does.
    assert await give_time(store, conversation, SARA, shown=moved.held_until, within=SPAN, wording=longer) == end
    again = await give_time(store, conversation, SARA, shown=None, within=SPAN, wording=longer)
    assert again is not None and again.at > end.at


async def test_what_was_asked_for_before_is_over_when_a_wait_begins(store: Store, clock: FixedClock) -> None:
    """Also where a librarian answered otherwise than by a reply: what counts is that nobody owed a word."""
    who, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    await sessions.begin_session(store, SARA_ID)
    moved = await give_time(store, conversation, SARA, shown=None, within=SPAN, wording=longer)
    assert moved is not None
    # Said while it is owed already, nothing of it ends.
    await say(store, who, "هستید؟")
    [row] = await rows(store, records.Interaction)
    assert row.held_until == moved.held_until
    interaction = table_of(records.Interaction)
    await execute(store, update(interaction).values(waiting_since=None))
    await say(store, who, "و آن یکی؟")
    [row] = await rows(store, records.Interaction)
    assert (row.waiting_since, row.held_until) == (clock.now(), None)
