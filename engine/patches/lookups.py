"""What Rasa looks up by name at every step of a turn: one of its own actions, and the class of an event.

To find an action Rasa makes all of its default ones anew, and to find the class of an event it walks through all of
them. Neither keeps anything of a turn: the actions are made once for an endpoint, the classes are listed once.
"""

from __future__ import annotations

import functools

import rasa.core.actions.action
from rasa.core.actions.action import Action
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


def apply() -> None:
    """Let Rasa look up here."""
    rasa.core.actions.action.default_actions = default_actions
    Event.resolve_by_type = staticmethod(resolve_by_type)
