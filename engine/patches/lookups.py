"""What Rasa looks up at every step of a turn: one of its own actions, the class of an event, the best prediction.

To find an action Rasa makes all of its default ones anew, to find the class of an event it walks through all of them,
and to tell how sure a prediction is it goes through every action and answer of the domain, ten times a turn. Here the
actions are made once for an endpoint and the classes are listed once, for neither keeps anything of a turn; and of a
prediction it is remembered where its highest value stands.
"""

from __future__ import annotations

import functools

import rasa.core.actions.action
from rasa.core.actions.action import Action
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import EndpointConfig

stock_default_actions = rasa.core.actions.action.default_actions
stock_resolve_by_type = Event.resolve_by_type

# Of the endpoint that was asked for last; a process has one.
_made: list[tuple[EndpointConfig | None, list[Action]]] = []


def default_actions(action_endpoint: EndpointConfig | None = None) -> list[Action]:
    """List the default actions of an endpoint."""
    if not _made or _made[0][0] is not action_endpoint:
        _made[:] = [(action_endpoint, stock_default_actions(action_endpoint))]
    return list(_made[0][1])


@functools.cache
def _classes() -> dict[str, type[Event]]:
    # Of two classes with one name Rasa takes the first.
    return {each.type_name: each for each in reversed(all_subclasses(Event))}


def resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """Give the class of an event; raises ValueError for a name that none has."""
    found = _classes().get(type_name)
    if found is not None:
        return found
    # A class that was made later, an old name, or none.
    kind: type[Event] | None = stock_resolve_by_type(type_name, default)
    return kind


def _highest(prediction: PolicyPrediction) -> tuple[int, float]:
    """Give where the highest value of a prediction stands first, and the value."""
    values = prediction.probabilities
    known: tuple[list[float], int, float] | None = prediction.__dict__.get("_highest")
    # All that is ever changed in them is that one becomes 0, that of an action which was rejected.
    if known is None or known[0] is not values or values[known[1]] != known[2]:
        highest = max(values)
        known = prediction.__dict__["_highest"] = values, values.index(highest), highest
    return known[1], known[2]


def max_confidence(prediction: PolicyPrediction) -> float:
    """Give the highest value of a prediction; 0 where it has none."""
    return _highest(prediction)[1] if prediction.probabilities else 0.0


def max_confidence_index(prediction: PolicyPrediction) -> int:
    """Give the place of the highest value; raises ValueError where there is none."""
    return _highest(prediction)[0]


def apply() -> None:
    """Let Rasa look up here."""
    PolicyPrediction.max_confidence = property(max_confidence)
    PolicyPrediction.max_confidence_index = property(max_confidence_index)
    rasa.core.actions.action.default_actions = default_actions
    Event.resolve_by_type = staticmethod(resolve_by_type)
