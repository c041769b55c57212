"""The predict graph, run in an order computed once.

Rasa's runner hands the graph to dask at every run, which sorts the same few nodes each time, and writes the
whole input, the conversation included, into a debug message even when nobody reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.exceptions import InvalidConfigException, RasaException


@dataclass(frozen=True)
class _Step:
    """One node: what it is called, what it calls, and which results it takes."""

    name: str
    node: GraphNode
    function: Callable[..., Any]
    inputs: tuple[tuple[str, str], ...]


class OrderedGraphRunner(DaskGraphRunner):
    """Runs the same nodes with the same inputs and errors as Rasa's runner, without sorting them again."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run the graph; raises GraphRunError for a missing or clashing input, as Rasa's runner does."""
        wanted = tuple(targets or self._graph_schema.target_names)
        results: dict[str, Any] = dict(inputs or {})
        for name, value in results.items():
            if isinstance(value, str) and value in self._graph_schema.nodes:
                raise GraphRunError(f"Input value '{value}' of '{name}' clashes with a node name.")
        for step in self._steps(wanted):
            results[step.name] = _run(step, results)
        return {target: results[target] for target in wanted}

    def _steps(self, wanted: tuple[str, ...]) -> list[_Step]:
        kept: dict[tuple[str, ...], list[_Step]] = self.__dict__.setdefault("_ordered", {})
        if wanted not in kept:
            kept[wanted] = self._ordered_steps(self._graph_schema.minimal_graph_schema(list(wanted)))
        return kept[wanted]

    def _ordered_steps(self, schema: GraphSchema) -> list[_Step]:
        steps: list[_Step] = []
        state: dict[str, bool] = {}

        def visit(name: str) -> None:
            if name not in schema.nodes or state.get(name):
                return
            if name in state:
                raise GraphRunError(f"The graph has a circle through '{name}'.")
            state[name] = False
            for needed in schema.nodes[name].needs.values():
                visit(needed)
            state[name] = True
            node = self._instantiated_nodes[name]
            steps.append(_Step(name, node, node._fn, tuple(node._inputs.items())))

        for name in schema.nodes:
            visit(name)
        return steps


def _run(step: _Step, results: dict[str, Any]) -> Any:
    node = step.node
    try:
        given = {parameter: results[source] for parameter, source in step.inputs}
    except KeyError as missing:
        raise GraphRunError(f"Missing input {missing} to run node '{step.name}'.") from missing
    if not node._eager or node._hooks:
        # Made anew at each run, or watched: Rasa's own way.
        return node(*((source, results[source]) for _, source in step.inputs))[1]
    try:
        return step.function(node._component, **given)
    except (InvalidConfigException, RasaException):
        raise
    except Exception as error:
        raise GraphComponentException(f"Error running graph component for node {step.name}.") from error
