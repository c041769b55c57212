"""Conversations that go on under another model: one with more intents and actions, and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.files import record
from protocol.turns import TurnRequest
from tests.support import engine_model
from tests.support.engine_peer import ActionServer

MORE_NLU = """
- intent: audiobooks
  examples: |
    - کتاب صوتی دارید
    - کتاب گویا می‌خواهم
    - فایل صوتی کتاب
    - do you have audiobooks
    - I would like an audio book
    - books to listen to
"""
MORE_RULES = """
- rule: audiobooks
  steps: [{intent: audiobooks}, {action: utter_audiobooks}]
- rule: taste
  steps: [{intent: taste}, {action: action_taste}]
"""
MORE_RESPONSES = """
  utter_audiobooks:
    - text: "کتاب گویا داریم."
      condition: [{type: slot, name: language, value: fa}]
    - text: "We have audiobooks."
      condition: [{type: slot, name: language, value: en}]
"""


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A model that knows an intent, a slot, an action and an answer more."""
    with pytest.MonkeyPatch.context() as patch:
        domain = engine_model.DOMAIN.replace(
            "intents:\n", "intents:\n  - {audiobooks: {use_entities: []}}\n  - {taste: {use_entities: []}}\n"
        )
        domain = domain.replace("slots:\n", "slots:\n  taste: {type: any, mappings: [{type: custom}]}\n")
        domain = domain.replace("actions: [", "actions: [action_taste, ")
        patch.setattr(engine_model, "DOMAIN", domain.rstrip() + MORE_RESPONSES)
        patch.setattr(engine_model, "NLU", engine_model.NLU.rstrip() + MORE_NLU)
        patch.setattr(engine_model, "RULES", engine_model.RULES.rstrip() + MORE_RULES)
        path = engine_model.train(tmp_path_factory.mktemp("larger"), name="larger")
        record(path)
        yield path


class Engines:
    """One conversation, and engines that follow one another on the same tracker store."""

    def __init__(self) -> None:
        self.count = 0
        self.turns: Any = None

    def start(self, model: Path) -> None:
        """Let another engine answer, as after a publication."""
        from engine.server import open_agent
        from engine.settings import EngineSettings
        from engine.turn import Turns

        self.stop()
        self.turns = Turns(open_agent(model, EngineSettings.load()))

    def stop(self) -> None:
        if self.turns is not None:
            self.turns.store.close()

    async def say(self, text: str, *, payload: bool = False, message_id: str | None = None) -> dict[str, Any]:
        self.count += 1
        body = {
            "conversation": "one", "message_id": message_id or f"m{self.count}", "text": text, "payload": payload,
            "language": "en", "signed_in": False, "channel": "web",
        }  # fmt: skip
        reply: dict[str, Any] = msgspec.to_builtins(await self.turns.run(TurnRequest(**body)))
        return reply


@pytest.fixture
def engines(home: Path, actions: ActionServer) -> Iterator[Engines]:
    made = Engines()
    yield made
    made.stop()


Behaviour = Callable[[dict[str, Any]], Any]


def tasting(usual: Behaviour) -> Behaviour:
    """The usual actions, and one that sets the slot that only the larger model has."""

    def answer(call: dict[str, Any]) -> Any:
        if call["next_action"] != "action_taste":
            return usual(call)
        said = {"response": "utter_greet", "text": None, "buttons": [], "elements": [], "custom": {}, "template": None,
                "image": None, "attachment": None}  # fmt: skip
        return {"events": [{"event": "slot", "name": "taste", "value": ["poetry"]}], "responses": [said]}

    return answer


async def test_a_conversation_goes_on_under_a_larger_model_and_back_under_the_smaller_one(
    engines: Engines, model: Path, larger: Path, actions: ActionServer
) -> None:
    server = ActionServer()
    actions.behaviour = tasting(server.answer)
    engines.start(model)
    assert (await engines.say("hello"))["messages"][0]["text"] == "Hello!"
    engines.start(larger)
    assert (await engines.say("do you have audiobooks"))["messages"][0]["text"] == "We have audiobooks."
    assert (await engines.say("/taste", payload=True))["messages"][0]["text"] == "Hello!"
    # What the smaller model never heard of stands in the conversation now: intent, answer, action and slot.
    engines.start(model)
    reply = await engines.say("when are you open")
    assert reply["messages"][0]["text"] == "Open until 20 today."
    assert reply["parse"]["intent"]["name"] == "hours"
    assert (await engines.say("hello"))["messages"][0]["text"] == "Hello!"


async def test_a_message_that_the_old_engine_answered_is_not_answered_again_by_the_new_one(
    engines: Engines, model: Path, larger: Path, actions: ActionServer
) -> None:
    engines.start(model)
    first = await engines.say("renew my books", message_id="once")
    calls = len(actions.calls)
    engines.start(larger)
    again = await engines.say("renew my books", message_id="once")
    assert again["duplicate"] is True
    assert again["messages"] == first["messages"]
    assert len(actions.calls) == calls


async def test_a_form_that_was_begun_under_one_model_ends_under_the_other(
    engines: Engines, model: Path, larger: Path
) -> None:
    engines.start(model)
    begun = await engines.say("I want to complain")
    assert begun["form"] == "complaint_form"
    engines.start(larger)
    ended = await engines.say("the lift has been broken for a week")
    assert ended["form"] is None
    assert ended["messages"][0]["text"] == "Hello!"
