"""Thumbs: one an answer."""

from __future__ import annotations

import pytest

from crm import records
from crm.conversations import feedback
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from tests.support.store_rows import answer, how_many, rows, say, visitor


async def test_a_thumb_is_on_an_answer_that_the_chat_got_and_can_turn(store: Store) -> None:
    who, other = await visitor(store), await visitor(store)
    recorded = await say(store, who)
    [reply] = await answer(store, recorded, "بله")
    await feedback.thumb(store, reply.id, who.id, 1)
    await feedback.thumb(store, reply.id, who.id, -1)
    [kept] = await rows(store, records.Feedback)
    assert (kept.value, kept.interaction_id) == (-1, recorded.interaction.id)
    for message_id, identity_id in ((reply.id, other.id), (recorded.message.id, who.id), (4711, who.id)):
        with pytest.raises(NotFound):
            await feedback.thumb(store, message_id, identity_id, 1)
    with pytest.raises(InvalidValue):
        await feedback.thumb(store, reply.id, who.id, 0)
    assert await how_many(store, records.Feedback) == 1
