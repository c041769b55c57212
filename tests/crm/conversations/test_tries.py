"""Tries of staff's: marked by themselves or by hand, with what is said later in the same chat."""

from __future__ import annotations

import pytest

from crm import records
from crm.conversations import identities
from crm.conversations.outcomes import close_interaction
from crm.conversations.tries import mark_try
from crm.database.store import Store
from crm.errors import NotFound
from crm.staff import members
from tests.support.store_rows import SARA, answer, rows, say, visitor


async def ended(store: Store, interaction_id: int) -> None:
    await store.transact(lambda connection: close_interaction(connection, interaction_id, store.clock.now()) and None)


async def marks(store: Store) -> list[bool]:
    return [one.is_test for one in await rows(store, records.Interaction)]


async def test_a_chat_of_staff_has_nothing_but_tries(store: Store) -> None:
    who, _ = await identities.create_visitor(store, language="fa", is_test=True)
    await answer(store, await say(store, who, "is there a sauna?"), "?", status="fallback", intent="nlu_fallback")
    await answer(
        store, await say(store, await visitor(store), "a pool?"), "?", status="fallback", intent="nlu_fallback"
    )
    assert await marks(store) == [True, False]
    assert [one.sample_redacted for one in await rows(store, records.UnansweredQuestion)] == ["a pool?"]


async def test_one_that_is_marked_by_hand_and_the_next_of_the_chat(store: Store) -> None:
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password")
    who = await visitor(store)
    first = (await say(store, who)).interaction
    await mark_try(store, first.public_id, SARA, is_test=True)
    await mark_try(store, first.public_id, SARA, is_test=True)
    await ended(store, first.id)
    second = (await say(store, who)).interaction
    assert await marks(store) == [True, True]
    await mark_try(store, second.public_id, SARA, is_test=False)
    await ended(store, second.id)
    await say(store, who)
    assert await marks(store) == [True, False, False]
    noted = [one.action for one in await rows(store, records.AuditEvent) if "test" in one.action]
    assert noted == ["conversation.marked_test", "conversation.unmarked_test"]
    with pytest.raises(NotFound):
        await mark_try(store, "nobody", SARA, is_test=True)
