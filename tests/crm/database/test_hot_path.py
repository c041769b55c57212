"""What every message costs: counted in statements, which no busy machine changes."""

from __future__ import annotations

from crm.actor import Actor
from crm.content.answer_versions import AnswerText, save_version
from crm.content.in_force import InForce
from crm.conversations import patron_guard
from crm.conversations.closing import Reply
from crm.database.store import Store
from crm.staff.members import actor_named, add_staff
from tests.support.statements import statements
from tests.support.store_rows import add_patron, answer, say, sign_in, visitor


async def test_a_turn_of_a_running_conversation_takes_a_handful_of_statements(sqlite_store: Store) -> None:
    who = await sign_in(sqlite_store, await visitor(sqlite_store), await add_patron(sqlite_store))
    await answer(sqlite_store, await say(sqlite_store, who), "بله")
    with statements() as sent:
        recorded = await say(sqlite_store, who)
    assert sent == ["SELECT", "UPDATE", "INSERT", "INSERT"]
    with statements() as sent:
        await patron_guard.signed_in_patron(sqlite_store, recorded.interaction.engine_conversation)
    assert sent == ["SELECT"]
    with statements() as sent:
        await answer(sqlite_store, recorded, "یک")
    assert sent == ["UPDATE", "UPDATE", "UPDATE", "INSERT"]


async def test_answers_in_force_cost_a_turn_one_look(sqlite_store: Store) -> None:
    who, in_force = await visitor(sqlite_store), InForce(sqlite_store.clock)
    await add_staff(sqlite_store, "nora", "Nora", "editor", "a long pass phrase", by=Actor("system", "test"))
    for published in (False, True):
        if published:
            by = await actor_named(sqlite_store, "nora")
            await save_version(sqlite_store, "utter_x", AnswerText("الف", "x"), by=by, publish=True, base=0)
            await sqlite_store.look(in_force.then(len))
        recorded = await say(sqlite_store, who)
        with statements() as sent:
            await answer(sqlite_store, recorded, worded=in_force.then(lambda chosen: [Reply(f"{len(chosen)}")]))
        assert sent == ["UPDATE", "SELECT", "UPDATE", "UPDATE", "INSERT"]


async def test_more_replies_take_no_more_statements_each(sqlite_store: Store) -> None:
    who = await visitor(sqlite_store)
    counted = []
    for replies in (2, 12):
        recorded = await say(sqlite_store, who)
        with statements() as sent:
            await answer(sqlite_store, recorded, *(f"پاسخ {number}" for number in range(replies)), via_outbox=True)
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 7


async def test_a_redelivery_takes_two_look_ups(sqlite_store: Store) -> None:
    who = await visitor(sqlite_store)
    await say(sqlite_store, who, message_id="m1")
    with statements() as sent:
        assert (await say(sqlite_store, who, message_id="m1")).duplicate
    assert sent == ["SELECT", "SELECT"]
