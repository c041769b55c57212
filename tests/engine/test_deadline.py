"""A turn that nobody waits for any more: nothing is done for it, and nothing of it is remembered."""

from __future__ import annotations

import time
from typing import Any

import pytest

from engine.request import BadRequest, read
from engine.turn import TurnFailed
from protocol.turns import TurnRequest


async def test_a_turn_that_comes_too_late_is_not_begun(ask: Any, turns: Any, actions: Any) -> None:
    with pytest.raises(TurnFailed) as failed:
        await ask("renew my books", message_id="late", deadline=time.time() - 0.01)
    assert failed.value.code == "late"
    assert actions.calls == []
    assert turns.store.log.next_seq("c1") == 0


async def test_a_turn_whose_time_ends_while_it_runs_is_forgotten(ask: Any, turns: Any, actions: Any) -> None:
    actions.delay = 0.6
    begun = time.monotonic()
    with pytest.raises(TurnFailed):
        await ask("renew my books", message_id="slow", deadline=time.time() + 0.2)
    assert time.monotonic() - begun < 0.5
    assert turns.store.log.next_seq("c1") == 0
    actions.delay = 0.0
    assert (await ask("renew my books", message_id="slow", deadline=time.time() + 5))["duplicate"] is False


async def test_an_action_hears_until_when_it_is_waited_for(ask: Any, actions: Any) -> None:
    deadline = time.time() + 9
    await ask("renew my books", deadline=deadline)
    assert actions.calls[-1]["tracker"]["latest_message"]["deadline"] == deadline
    await ask("renew my books")
    assert actions.calls[-1]["tracker"]["latest_message"]["deadline"] is None


async def test_a_turn_that_the_gateway_has_closed_is_not_answered_and_not_kept(
    ask: Any, turns: Any, actions: Any
) -> None:
    from aiohttp import web

    actions.behaviour = lambda _call: web.json_response({"error": "turn_closed"}, status=410)
    with pytest.raises(TurnFailed) as failed:
        await ask("renew my books", message_id="closed")
    assert failed.value.code == "turn_closed"
    assert turns.store.log.next_seq("c1") == 0


@pytest.mark.parametrize("deadline", ['"soon"', "true", "1e999", "Infinity"])
def test_a_deadline_is_a_moment(deadline: str) -> None:
    body = f'{{"conversation": "c", "message_id": "m", "text": "x", "language": "en", "deadline": {deadline}}}'
    with pytest.raises(BadRequest):
        read(TurnRequest, body.encode())
