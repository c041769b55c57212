"""Actions wait for vectors where they stand, and are gone on with by who brings them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pytest

from actions.dialogue.vectors import Vectors, WantsVectors
from actions.rasa import waiting
from actions.rasa.waiting import WaitingActions
from tests.support.waiting import eventually

Ask = Callable[[Sequence[str]], Coroutine[Any, Any, Vectors]]
TALK = "web:1"


class Action:
    """An action that wants the vectors of some texts, one after the other."""

    def __init__(self, *texts: str, error: Exception | None = None) -> None:
        self.texts = texts
        self.error = error
        self.begun = self.ended = 0
        self.brought: list[Vectors] = []

    async def __call__(self, ask: Ask) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        self.begun += 1
        try:
            for text in self.texts:
                self.brought.append(dict(await ask([text])))
            if self.error is not None:
                raise self.error
            return [{"event": "slot"}], [{"response": "utter_wifi"}]
        finally:
            self.ended += 1


DONE = ([{"event": "slot"}], [{"response": "utter_wifi"}])


async def wanted(actions: WaitingActions, action: Action, message: dict[str, Any], talk: str = TALK) -> WantsVectors:
    with pytest.raises(WantsVectors) as stopped:
        await actions.run(talk, message, action)
    return stopped.value


async def test_one_that_wants_none_is_done_at_once() -> None:
    action = Action()
    assert await WaitingActions().run(TALK, {"waits": None}, action) == DONE


async def test_it_goes_on_where_it_stands() -> None:
    actions, action = WaitingActions(), Action("lockers", "lockers near")
    first = await wanted(actions, action, {"waits": None, "vectors": {}})
    assert first.texts == ["lockers"]
    second = await wanted(actions, action, {"waits": first.waits, "vectors": {"lockers": "AA"}})
    assert (second.texts, second.waits == first.waits) == (["lockers near"], False)
    both = {"lockers": "AA", "lockers near": None}
    assert await actions.run(TALK, {"waits": second.waits, "vectors": both}, action) == DONE
    assert (action.begun, action.ended, action.brought) == (1, 1, [{"lockers": "AA"}, both])
    assert not actions._waiting


async def test_what_is_not_known_here_begins_anew() -> None:
    actions, action = WaitingActions(), Action("lockers")
    first = await wanted(actions, action, {"waits": None, "vectors": {}})
    other = Action()
    # Of another server, and of somebody else's conversation.
    assert await actions.run(TALK, {"waits": "of another", "vectors": {"lockers": "AA"}}, other) == DONE
    assert await actions.run("web:2", {"waits": first.waits, "vectors": {"lockers": "AA"}}, other) == DONE
    assert (other.begun, action.ended) == (2, 0)
    assert await actions.run(TALK, {"waits": first.waits, "vectors": {"lockers": "AA"}}, other) == DONE
    assert (action.ended, other.begun) == (1, 2)


async def test_its_error_is_told_to_who_brings_the_vectors() -> None:
    actions, action = WaitingActions(), Action("lockers", error=LookupError("gone"))
    first = await wanted(actions, action, {"waits": None, "vectors": {}})
    with pytest.raises(LookupError):
        await actions.run(TALK, {"waits": first.waits, "vectors": {}}, action)


async def test_nobody_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "WAIT_SECONDS", 0.01)
    actions, action = WaitingActions(), Action("lockers")
    await wanted(actions, action, {"waits": None, "vectors": {}})
    await eventually(lambda: action.ended == 1 and not actions._waiting)


async def test_one_that_is_given_up_is_ended() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def endless(_ask: Ask) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    call = asyncio.create_task(WaitingActions().run(TALK, {"waits": None}, endless))
    await begun.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await asyncio.wait_for(ended.wait(), 5)
