"""Limits 1 to 7 of Rasa's correctness: what stock Rasa loses, doubles or keeps silent about."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import web
from rasa.core.tracker_store import FailSafeTrackerStore

from engine.event_log import EVENTS, EventLogError
from engine.patches.errors import ActionFailed
from engine.turn import TurnFailed


def rows(turns: Any, sender: str = "c1") -> list[Any]:
    with turns.store.log.engine.connect() as connection:
        query = sa.select(EVENTS).where(EVENTS.c.sender_id == sender).order_by(EVENTS.c.seq)
        return list(connection.execute(query))


def break_database(turns: Any, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise EventLogError("the database is away")

    monkeypatch.setattr(turns.store.log, method, broken)


async def test_limit_1_a_failed_read_fails_the_turn_and_loses_nothing(
    ask: Any, turns: Any, actions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask("سلام", message_id="m-first")
    before = rows(turns)
    turns.store.forget("c1")
    with monkeypatch.context() as patch:
        break_database(turns, patch, "read")
        with pytest.raises(TurnFailed) as failed:
            await ask("ساعت کار امروز", message_id="m-second")
    assert failed.value.code == "tracker_failed"
    assert actions.calls == []  # nothing was done for a conversation that could not be read
    assert rows(turns) == before
    reply = await ask("ساعت کار امروز", message_id="m-second")
    assert (reply["duplicate"], len(reply["messages"])) == (False, 1)
    assert [row.seq for row in rows(turns)] == list(range(len(rows(turns))))


async def test_limit_1_even_an_empty_tracker_of_the_wrapper_cannot_swallow_a_turn(
    turns: Any, ask: Any, agent: Any
) -> None:
    await ask("سلام")
    before = len(rows(turns))
    turns.store.forget("c1")
    # What Rasa's wrapper does after a read that failed: go on with a tracker that knows nothing.
    amnesiac = turns.store.init_tracker("c1")
    from rasa.shared.core.events import SlotSet, UserUttered

    amnesiac.update(UserUttered("دوباره", message_id="m9"))
    amnesiac.update(SlotSet("shown", "x"))
    await agent.tracker_store.save(amnesiac)
    assert len(rows(turns)) == before + 2


async def test_limit_2_a_failed_insert_saves_nothing_doubles_nothing_and_is_seen(
    ask: Any, turns: Any, actions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask("سلام")
    before = rows(turns)
    with monkeypatch.context() as patch:
        break_database(turns, patch, "append")
        with pytest.raises(TurnFailed) as failed:
            await ask("ساعت کار امروز", message_id="m-lost")
    assert failed.value.code == "tracker_failed"
    assert turns.store.failures == 1
    assert rows(turns) == before
    reply = await ask("ساعت کار امروز", message_id="m-lost")
    assert reply["duplicate"] is False
    said = [row for row in rows(turns) if row.type_name == "bot"]
    assert len(said) == 2


async def test_limit_2_the_wrapper_swallows_but_the_store_counts(
    turns: Any, agent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(agent.tracker_store, FailSafeTrackerStore)
    break_database(turns, monkeypatch, "read")
    assert await agent.tracker_store.retrieve("c1") is None
    assert turns.store.failures == 1
    assert turns.store.last_failure == "the database is away"


async def test_limit_3_two_writers_of_one_conversation_collide_instead_of_mixing(
    ask: Any, turns: Any, actions: Any
) -> None:
    await ask("سلام")

    def meanwhile(_call: dict[str, Any]) -> dict[str, Any]:
        actions.behaviour = None
        another(turns)
        return {"events": [], "responses": [{"response": "utter_hours", "closes": 20}]}

    actions.behaviour = meanwhile
    with pytest.raises(TurnFailed) as failed:
        await ask("ساعت کار امروز", message_id="late")
    assert failed.value.code == "tracker_failed"
    assert (await ask("ساعت کار امروز", message_id="late"))["messages"]  # read anew, and then it fits
    numbers = [row.seq for row in rows(turns)]
    assert numbers == list(range(len(numbers)))


async def test_limit_3_an_engine_behind_the_log_does_nothing_on_what_it_remembers(
    ask: Any, turns: Any, actions: Any
) -> None:
    await ask("سلام")
    another(turns)
    await ask("renew my books", message_id="after")
    assert [call["tracker"]["slots"]["shown"] for call in actions.calls] == [1]
    numbers = [row.seq for row in rows(turns)]
    assert numbers == list(range(len(numbers)))


def another(turns: Any) -> None:
    """Go on with the conversation as an engine beside this one does."""
    last = rows(turns)[-1].seq
    turns.store.log.append("c1", last + 1, [{"event": "slot", "name": "shown", "value": 1, "timestamp": 1.0}])


async def test_limit_3_a_call_of_an_action_is_far_below_the_lock(turns: Any) -> None:
    from engine.locks import PATIENCE_SECONDS
    from protocol.patience import ACTION_CALL_SECONDS, TURN_SECONDS

    assert ACTION_CALL_SECONDS < PATIENCE_SECONDS < TURN_SECONDS


async def test_limit_4_a_burst_is_not_delayed_in_whole_seconds(ask: Any) -> None:
    loop = asyncio.get_running_loop()
    await ask("سلام")
    start = loop.time()
    await asyncio.gather(*(ask("سلام") for _ in range(4)))
    assert loop.time() - start < 1.0


@pytest.mark.parametrize("kind", ["down", "500", "401", "slow", "not json", "malformed", "null"])
async def test_limit_5_a_failed_action_is_a_failed_turn(ask: Any, turns: Any, actions: Any, kind: str) -> None:
    from engine.patches.actions import client

    await ask("سلام")
    before = rows(turns)
    original_urls = client().urls
    if kind == "down":
        client().urls = ["http://127.0.0.1:9/webhook"]
    elif kind == "slow":
        await client().close()
        client()._deadline = 0.2
        actions.delay = 0.6
    elif kind in ("500", "401"):
        actions.behaviour = lambda call: web.json_response({"error": "x"}, status=int(kind))
    elif kind == "not json":
        actions.behaviour = lambda call: web.Response(text="<html>")
    elif kind == "malformed":
        actions.behaviour = lambda call: {"events": [{"name": "no event"}], "responses": []}
    else:
        actions.behaviour = lambda call: None
    with pytest.raises(TurnFailed) as failed:
        await ask("ساعت کار امروز", message_id="try")
    # An error of the action's own is told apart from a server that cannot be asked.
    assert failed.value.code == ("action_broken" if kind == "500" else "action_failed")
    assert rows(turns) == before
    client().urls, actions.behaviour, actions.delay = original_urls, None, 0.0
    assert (await ask("ساعت کار امروز", message_id="try"))["messages"]


async def test_limit_5_an_action_that_says_nothing_is_no_answer(ask: Any, actions: Any) -> None:
    actions.behaviour = lambda call: {"events": [], "responses": []}
    with pytest.raises(TurnFailed) as failed:
        await ask("ساعت کار امروز")
    assert failed.value.code == "internal"


async def test_limit_5_a_failing_slot_validation_fails_the_turn(agent: Any, actions: Any) -> None:
    from rasa.core.actions.action import ActionExtractSlots

    from engine.reading import Silent

    actions.behaviour = lambda call: web.json_response({}, status=500)
    action = ActionExtractSlots(None)
    tracker = agent.processor.tracker_store.init_tracker("c1")
    with pytest.raises(ActionFailed):
        await action._run_custom_action("validate_x", Silent(), agent.nlg, tracker, agent.domain)


async def test_limit_6_what_is_answered_was_saved_before(ask: Any, turns: Any) -> None:
    reply = await ask("ساعت کار امروز", message_id="kept")
    assert any(json.loads(row.data).get("message_id") == "kept" for row in rows(turns))
    assert any(row.type_name == "bot" and "۲۰" in row.data for row in rows(turns))
    assert reply["event_count"] == len(rows(turns))


async def test_limit_7_a_redelivered_message_does_nothing_twice(ask: Any, actions: Any) -> None:
    replies = await asyncio.gather(*(ask("ساعت کار امروز", message_id="update-7") for _ in range(3)))
    assert len(actions.calls) == 1
    assert sorted(reply["duplicate"] for reply in replies) == [False, True, True]
    assert replies[0]["messages"] == replies[1]["messages"] == replies[2]["messages"]


async def test_limit_4_holds_for_rasas_own_handlers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.core.lock_store import LockError

    from engine import locks

    store = locks.KetabyarLockStore()
    order: list[int] = []

    async def handle(number: int) -> None:
        async with store.lock("c1"):
            order.append(number)
            await asyncio.sleep(0.01)  # so that the others come while it is held

    start = asyncio.get_running_loop().time()
    await asyncio.gather(*(handle(number) for number in range(4)))
    assert order == [0, 1, 2, 3]
    assert asyncio.get_running_loop().time() - start < 1.0
    monkeypatch.setattr(locks, "PATIENCE_SECONDS", 0.01)
    async with store.lock("c1"):
        with pytest.raises(LockError):
            await handle(4)
    assert len(store.queues) == 0
