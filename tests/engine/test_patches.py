"""The replacements of Rasa's own code refuse what Rasa refuses."""

from __future__ import annotations

import tarfile
import time
from pathlib import Path
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import EndpointConfig

from engine import patches
from engine.patches import lookups
from engine.patches.action_answer import ValidationError, check_answer
from engine.patches.processor import KetabyarProcessor
from engine.patches.runner import OrderedGraphRunner

GOOD: list[Any] = [
    {"events": [], "responses": []},
    {},
    {"events": [{"event": "slot", "name": "shown", "value": None, "timestamp": None}], "responses": [{"text": "x"}]},
    {"events": [{"event": "active_loop", "name": None}, {"event": "followup", "name": "action_x"}]},
    {"events": [{"event": "user", "text": "x"}]},
    {"events": [{"event": "reset_slots"}]},
]
BAD: list[Any] = [
    None,
    [],
    "ok",
    {"events": None},
    {"events": {}},
    {"events": [{"name": "no kind"}]},
    {"events": [{"event": 5}]},
    {"events": [{"event": "unknown"}]},
    {"events": [{"event": "slot", "name": "x"}]},
    {"events": [{"event": "slot", "value": 1}]},
    {"events": [{"event": "slot", "name": "x", "value": 1, "timestamp": "late"}]},
    {"events": [], "responses": [5]},
    {"events": [], "responses": {}},
]


def stock_accepts(answer: Any) -> bool:
    import jsonschema

    try:
        return bool(RemoteAction._validate_action_result(RemoteAction("x", None), answer))
    except jsonschema.ValidationError:
        return False


@pytest.mark.parametrize("answer", GOOD)
def test_a_good_answer_is_let_through_as_by_rasa(answer: Any) -> None:
    check_answer(answer)
    assert stock_accepts(answer)


@pytest.mark.parametrize("answer", BAD)
def test_a_malformed_answer_is_refused_as_by_rasa(answer: Any) -> None:
    assert not stock_accepts(answer)
    with pytest.raises(ValidationError):
        check_answer(answer)


class Adds(GraphComponent):
    """Adds its two inputs, or fails."""

    made = 0

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: Any, resource: Any, execution_context: Any) -> Adds:
        cls.made += 1
        return cls()

    def run(self, first: int, second: int) -> int:
        return first + second

    def fail(self, first: int) -> int:
        raise KeyError("broken inside")


def node(needs: dict[str, str], fn: str = "run", target: bool = False) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Adds, constructor_name="create", fn=fn, config={}, eager=True, is_target=target)


def runner(nodes: dict[str, SchemaNode]) -> OrderedGraphRunner:
    schema = GraphSchema(nodes)
    return OrderedGraphRunner(schema, model_storage=None, execution_context=ExecutionContext(graph_schema=schema))  # type: ignore[arg-type]


def test_the_graph_runs_in_order_again_and_again() -> None:
    graph = runner(
        {
            "c": node({"first": "a", "second": "b"}, target=True),
            "b": node({"first": "a", "second": "x"}),
            "a": node({"first": "x", "second": "x"}),
        }
    )
    made = Adds.made
    assert graph.run({"x": 1}, ["c"]) == {"c": 5}
    assert graph.run({"x": 2}, ["c"]) == {"c": 10}
    assert graph.run({"x": 2}, ["a"]) == {"a": 4}
    assert Adds.made == made


def test_a_missing_input_is_an_error() -> None:
    with pytest.raises(GraphRunError, match="Missing input"):
        runner({"a": node({"first": "x", "second": "y"}, target=True)}).run({"x": 1}, ["a"])


def test_a_clashing_input_is_an_error() -> None:
    with pytest.raises(GraphRunError, match="clashes"):
        runner({"a": node({"first": "x", "second": "x"}, target=True)}).run({"x": "a"}, ["a"])


def test_an_exception_in_a_node_is_an_error_and_not_a_result() -> None:
    with pytest.raises(GraphComponentException):
        runner({"a": node({"first": "x"}, fn="fail", target=True)}).run({"x": 1}, ["a"])


def test_applying_twice_is_applying_once(agent: Any) -> None:
    from rasa.core import agent as rasa_agent

    patches.apply()
    first = rasa_agent.MessageProcessor
    patches.apply()
    assert rasa_agent.MessageProcessor is first
    assert isinstance(agent.processor, first)


def test_the_domain_of_the_metadata_is_the_one_that_the_archive_holds_as_yaml(
    model: Path, agent: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(model) as archive:
        archive.extractall(tmp_path / "model", filter="data")
    [yaml] = (tmp_path / "model").rglob("domain.yml")
    stock = Domain.from_path(str(yaml))
    assert agent.domain.as_dict() == stock.as_dict()
    assert agent.domain.fingerprint() == stock.fingerprint()

    def refuse(*_: Any) -> Domain:
        raise AssertionError("the domain was read from its YAML")

    monkeypatch.setattr(Domain, "from_path", refuse)
    KetabyarProcessor._load_model(str(model))
    # Afterwards Rasa's own code is back.
    assert DomainProvider.load.__module__ == DomainProvider.__module__


def test_actions_and_events_are_found_by_name_as_by_rasa() -> None:
    one, other = EndpointConfig("http://one"), EndpointConfig("http://other")
    for endpoint in (None, one, other, one):
        found = lookups.default_actions(endpoint)
        stock = lookups.stock_default_actions(endpoint)
        assert [(type(each), each.name()) for each in found] == [(type(each), each.name()) for each in stock]
        assert all(each._action_endpoint is endpoint for each in found if hasattr(each, "_action_endpoint"))
        # Of the same endpoint they are the same, and who changes the list changes nobody else's.
        found.clear()
        assert lookups.default_actions(endpoint)[0] is lookups.default_actions(endpoint)[0]
    for name in {each.type_name for each in all_subclasses(Event)} | {"topic"}:
        assert lookups.resolve_by_type(name) is lookups.stock_resolve_by_type(name)
    assert lookups.resolve_by_type("unknown", Event) is Event
    with pytest.raises(ValueError, match="unknown"):
        lookups.resolve_by_type("unknown")


def test_the_highest_of_a_prediction_is_where_rasa_finds_it() -> None:
    prediction = PolicyPrediction([0.1, 0.7, 0.0, 0.7], "policy")
    assert (lookups.max_confidence_index(prediction), lookups.max_confidence(prediction)) == (1, 0.7)
    # What was rejected counts no more, and the next one does.
    for place, found in ((2, (1, 0.7)), (1, (3, 0.7)), (3, (0, 0.1)), (0, (0, 0.0))):
        prediction.probabilities[place] = 0.0
        assert (lookups.max_confidence_index(prediction), lookups.max_confidence(prediction)) == found
    prediction.probabilities = [0.2, 0.9]
    assert (lookups.max_confidence_index(prediction), lookups.max_confidence(prediction)) == (1, 0.9)
    nothing = PolicyPrediction([], "policy")
    assert lookups.max_confidence(nothing) == 0.0
    with pytest.raises(ValueError):
        lookups.max_confidence_index(nothing)


SLOTS = """
version: "3.1"
session_config: {session_expiration_time: MINUTES, carry_over_slots_to_new_session: true}
intents: [greet]
actions: [action_x]
slots:
  kept: {type: any, influence_conversation: false, mappings: [MAPPING]}
"""


def processor_of(mapping: str = "{type: custom}", minutes: int = 60, more: str = "") -> Any:
    text = SLOTS.replace("MAPPING", mapping).replace("MINUTES", str(minutes)) + more
    processor = KetabyarProcessor.__new__(KetabyarProcessor)
    processor.domain = Domain.from_yaml(text)
    processor.action_endpoint = None
    processor.nlg = None
    return processor


@pytest.mark.parametrize(
    ("processor", "fills"),
    [
        (processor_of(), False),
        (processor_of("{type: custom, action: action_x}"), True),
        (processor_of("{type: from_text}"), True),
        (processor_of(more="forms: {}\nentities: []\n"), False),
    ],
)
def test_slots_are_filled_from_messages_only_where_one_is_mapped_to_them(processor: Any, fills: bool) -> None:
    assert processor._fills_slots() is fills
    assert processor._fills_slots() is fills


class Begun:
    """A stand-in for Rasa's own way of beginning a session."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        monkeypatch.setattr(MessageProcessor, "_update_tracker_session", self._update)

    async def _update(self, *_arguments: Any) -> None:
        self.times += 1


LISTEN = ActionExecuted("action_listen")


@pytest.mark.parametrize(
    ("events", "minutes", "asks_rasa"),
    [
        ([], 60, True),
        ([LISTEN], 60, True),
        ([LISTEN, UserUttered("x", timestamp=time.time() - 60)], 60, False),
        ([LISTEN, UserUttered("x", timestamp=time.time() - 60), ActionExecuted("action_x"), LISTEN], 60, False),
        ([LISTEN, UserUttered("x", timestamp=time.time() - 3660)], 60, True),
        ([LISTEN, UserUttered("x", timestamp=time.time() - 3660)], 0, False),
        ([LISTEN, UserUttered("x"), Restarted()], 60, True),
        ([LISTEN, UserUttered("x"), UserUtteranceReverted()], 60, True),
        ([LISTEN, UserUttered("x"), SessionStarted(), LISTEN], 60, True),
    ],
)
async def test_rasa_is_asked_for_a_session_unless_the_last_message_is_plainly_of_one(
    monkeypatch: pytest.MonkeyPatch, events: list[Event], minutes: int, asks_rasa: bool
) -> None:
    begun, processor = Begun(monkeypatch), processor_of(minutes=minutes)
    tracker = DialogueStateTracker.from_events("talk", events)
    # Where Rasa is not asked, it would have begun none.
    assert asks_rasa or (tracker.applied_events() and not processor._has_session_expired(tracker))
    await processor._update_tracker_session(tracker, None)
    assert begun.times == int(asks_rasa)
