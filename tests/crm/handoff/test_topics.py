"""What a conversation is about for a librarian is what the patron last asked for, in their words."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.database.store import Store
from crm.handoff import queue, steps
from crm.handoff.topics import Topic, topic_of
from protocol.clock import FixedClock
from tests.support.callers import CLERK, LOST, calls, open_desk, told
from tests.support.store_rows import answer, rows, say, visitor

TILES = "دربارهٔ کاشی‌های صفوی کتاب می‌خواهم"


async def topics(store: Store) -> list[Topic]:
    """Give the topics of the queue, which the page of each conversation tells too."""
    found = [row.topic for row in await queue.queue(store)]
    interactions = await rows(store, records.Interaction)
    assert [await topic_of(store, each.id) for each in interactions] == found
    return found


async def test_what_was_begun_and_dropped_is_no_topic(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    await answer(store, await say(store, who, "می‌خواهم شکایت کنم"), "از چه؟", intent="complaint")
    await answer(store, await say(store, who, "نه، ولش کن"), "باشد", intent="cancel")
    await calls(store, who, clock)
    assert await topics(store) == [Topic(None)]
    await answer(store, await say(store, who, TILES), "…", intent="find_book")
    assert await topics(store) == [Topic(TILES)]


async def test_what_was_asked_just_before_the_call_is(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    await answer(store, await say(store, who, "می‌خواهم شکایت کنم"), "از چه؟", intent="complaint")
    await answer(store, await say(store, who, TILES), "این‌ها را دارم", intent="find_book")
    await calls(store, who, clock)
    assert await topics(store) == [Topic(TILES)]


async def test_a_number_alone_is_none(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    complaint = await told(store, who, CLERK)
    conversation = await calls(store, who, clock, case_number=complaint.number)
    assert await topics(store) == [Topic(CLERK, complaint.number)]
    await answer(store, await say(store, who, "سلام"), "سلام", intent="greet")
    await answer(store, await say(store, who, LOST), "…", intent="lost_item")
    assert await topics(store) == [Topic(LOST, complaint.number)]
    await steps.leave_word(store, conversation)


async def test_what_a_librarian_was_called_for_goes_first_and_a_later_call_has_its_own(
    store: Store, clock: FixedClock
) -> None:
    who = await visitor(store)
    conversation = await calls(store, who, clock, reason="مقاله‌ای دربارهٔ قنات")
    await say(store, who, "لطفاً زودتر جواب بدهید")
    assert await topics(store) == [Topic("مقاله‌ای دربارهٔ قنات")]
    await steps.leave_word(store, conversation)
    clock.advance(timedelta(minutes=1))
    await answer(store, await say(store, who, TILES), "…", intent="find_book")
    await steps.request(store, conversation, opening=open_desk)
    assert await topics(store) == [Topic(TILES)]
