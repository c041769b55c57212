"""The replacements of Rasa's own code refuse what Rasa refuses."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
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
