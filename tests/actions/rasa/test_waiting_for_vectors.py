"""Actions wait for vectors where they stand, and are gone on with by who brings them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.turn import Services, Turn
from actions.dialogue.vectors import Vectors, vectors_of
from actions.rasa import rasa_actions, waiting
from actions.rasa.rasa_actions import ServiceAction
from actions.rasa.waiting import WaitingActions, WantsVectors
from protocol.patience import ACTION_SECONDS, WAY_BACK_SECONDS
from protocol.vectors import MOST_VECTORS
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
    # Who brings vectors and tells no name, as an engine of an earlier version.
    assert await actions.run(TALK, {"vectors": {"lockers": "AA"}}, other) == DONE
    assert (other.begun, action.ended) == (3, 0)
    assert await actions.run(TALK, {"waits": first.waits, "vectors": {"lockers": "AA"}}, other) == DONE
    assert (action.ended, other.begun) == (1, 3)


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


async def test_what_waits_or_is_under_way_has_ended_when_it_is_closed() -> None:
    actions, waits = WaitingActions(), Action("lockers")
    begun, ended = asyncio.Event(), asyncio.Event()

    async def slow(_ask: Ask) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            # As the note that an account was read, which is still written.
            await asyncio.sleep(0)
            ended.set()
        raise AssertionError

    await wanted(actions, waits, {"waits": None, "vectors": {}})
    call = asyncio.create_task(actions.run(TALK, {"waits": None}, slow))
    await begun.wait()
    await actions.close()
    assert ended.is_set() and waits.ended == 1 and not actions._waiting
    with pytest.raises(asyncio.CancelledError):
        await call


class Clock:
    """The event loop's clock and that of the machine, which stand still but when they are moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.passed = 0.0
        loop = asyncio.get_running_loop()
        begun, moment = loop.time(), time.time()
        monkeypatch.setattr(loop, "time", lambda: begun + self.passed)
        monkeypatch.setattr(rasa_actions, "time", SimpleNamespace(time=lambda: moment + self.passed))
        self.moment = moment


@pytest.mark.parametrize(
    ("patience", "left"),
    # Of a turn that nobody bounds, that has time enough, and that ends before the action's own time would.
    [(None, ACTION_SECONDS - 4), (25.0, ACTION_SECONDS - 4), (18.0, 18.0 - WAY_BACK_SECONDS - 4 - 9)],
)
async def test_while_vectors_are_made_only_the_time_of_the_turn_runs_on(
    services: Services, monkeypatch: pytest.MonkeyPatch, patience: float | None, left: float
) -> None:
    clock, lefts = Clock(monkeypatch), []

    async def ask_after_four_seconds(turn: Turn, _tracker: Tracker) -> None:
        clock.passed += 4
        await vectors_of(turn, ["lockers"])
        lefts.append(turn.ends - asyncio.get_running_loop().time())
        # A timer that was due by now would end it here.
        await asyncio.sleep(0)
        turn.say("utter_wifi")

    action = ServiceAction(services, "action_wifi", ask_after_four_seconds)
    deadline = None if patience is None else clock.moment + patience

    def tracker(**brought: Any) -> Tracker:
        message = {"text": "lockers", "intent": {"name": "wifi"}, "message_id": "m1", "deadline": deadline, **brought}
        return Tracker("nobody", {"language": "en"}, message, [], False, None, {}, "action_listen")

    said = CollectingDispatcher()
    with pytest.raises(WantsVectors) as stopped:
        await action.run(said, tracker(vectors={}, waits=None), {})
    clock.passed += 9
    # Timers that are due by then are called.
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await action.run(said, tracker(vectors={"lockers": None}, waits=stopped.value.waits), {})
    assert [one["response"] for one in said.messages] == ["utter_wifi"]
    assert lefts == [pytest.approx(left)]


async def test_a_message_gets_so_many_vectors_and_no_more(services: Services) -> None:
    asked: list[str] = []

    async def ask(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return dict.fromkeys(texts)

    turn = Turn(services, "web:1", "m1", "en", "lockers", "wifi", vectors={}, ask_vectors=ask)
    texts = [f"text {number}" for number in range(MOST_VECTORS + 1)]
    assert await vectors_of(turn, texts[:2]) == [None] * 2
    assert await vectors_of(turn, texts) == [None] * len(texts)
    assert asked == texts[:MOST_VECTORS]
