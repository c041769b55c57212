"""Validation of an action server's answer, without rebuilding the schema at every call.

`RemoteAction._validate_action_result` calls `jsonschema.validate`, which checks the schema itself each time:
four fifths of an action turn. Here a well-formed answer is recognised directly, and anything else goes to
Rasa's own schema, whose validator is built once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rasa.core.actions.action as rasa_actions
from jsonschema import ValidationError
from jsonschema.validators import validator_for

# Events whose shape is plain enough to be checked here: the name, and its fields with their types.
_PLAIN: dict[str, dict[str, type | tuple[type, ...]]] = {
    "slot": {"name": str},
    "active_loop": {"name": (str, type(None))},
    "followup": {"name": str},
    "action_execution_rejected": {"name": str},
}


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = rasa_actions.RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def check_answer(answer: Any) -> None:
    """Raise jsonschema.ValidationError for an answer that Rasa's schema refuses."""
    if _well_formed(answer):
        return
    for error in _validator().iter_errors(answer):
        raise error


def _well_formed(answer: Any) -> bool:
    if not isinstance(answer, dict):
        return False
    events, responses = answer.get("events", []), answer.get("responses", [])
    if not isinstance(events, list) or not isinstance(responses, list):
        return False
    return all(map(_plain_event, events)) and all(isinstance(response, dict) for response in responses)


def _plain_event(event: Any) -> bool:
    if not isinstance(event, dict):
        return False
    fields = _PLAIN.get(event.get("event"))  # type: ignore[arg-type]
    if fields is None or (event.get("event") == "slot" and "value" not in event):
        return False
    timestamp = event.get("timestamp")
    return (timestamp is None or isinstance(timestamp, (int, float))) and all(
        name in event and isinstance(event[name], kind) for name, kind in fields.items()
    )


__all__ = ["ValidationError", "check_answer"]
