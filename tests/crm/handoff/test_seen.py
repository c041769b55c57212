"""What of the inbox is new to whom: each librarian has seen their own part, and nobody sees backwards."""

from __future__ import annotations

import pytest

from crm import records
from crm.database.store import Store
from crm.errors import NotFound
from crm.forgetting.stale import forget_stale
from crm.handoff import queue, steps
from crm.handoff.seen import see
from protocol.clock import FixedClock
from tests.crm.handoff.test_queue import asked
from tests.support.store_rows import SARA, how_many, say

# The accounts that `asked` makes, in its order.
SARA_ID, OMID_ID = 1, 2


async def unread(store: Store, staff_id: int) -> list[int]:
    return [each.unread for each in await queue.standings(store, staff_id)]


async def test_what_came_since_one_looked_is_new_to_each_for_themselves(store: Store) -> None:
    who, conversation = await asked(store)
    await say(store, who, "هستید؟")
    assert await unread(store, SARA_ID) == [2]
    assert await see(store, conversation, SARA_ID, 1)
    assert (await unread(store, SARA_ID), await unread(store, OMID_ID)) == ([1], [2])
    assert not await see(store, conversation, SARA_ID, 1), "said again it is no news"
    # No further than there are messages: what comes next is new.
    assert await see(store, conversation, SARA_ID, 1000)
    assert await unread(store, SARA_ID) == [0]
    assert not await see(store, conversation, SARA_ID, 1), "what was seen stays seen"
    await say(store, who, "الو؟")
    assert await unread(store, SARA_ID) == [1]
    # What a librarian or the bot says is no news of the patron.
    await steps.claim(store, conversation, SARA, wording=lambda language, name: name)
    await steps.reply(store, conversation, SARA, "سلام")
    assert await unread(store, SARA_ID) == [1]
    with pytest.raises(NotFound):
        await see(store, "nobody", SARA_ID, 1)


async def test_how_far_one_has_seen_is_forgotten_with_the_end(store: Store, clock: FixedClock) -> None:
    _, conversation = await asked(store)
    await see(store, conversation, SARA_ID, 1)
    await forget_stale(store, visitors_before=clock.now())
    assert await how_many(store, records.SeenConversation) == 1
    await steps.claim(store, conversation, SARA)
    await steps.close(store, conversation, SARA)
    await forget_stale(store, visitors_before=clock.now())
    assert await how_many(store, records.SeenConversation) == 0
