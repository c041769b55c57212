"""Who stands beside the engine in its tests: the gateway by its secret, and an action server. In Python 3.10 too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from protocol.keys import SECRET_HEADER, engine_secret

SECRET = "a-secret-for-tests-only"
HEADERS = {SECRET_HEADER: engine_secret(SECRET)}


@dataclass
class ActionServer:
    """An action server of the SDK's protocol whose behaviour a test sets; it counts every call."""

    url: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    behaviour: Callable[[dict[str, Any]], Any] | None = None
    delay: float = 0.0
    running: int = 0
    most_running: int = 0
    connections: set[Any] = field(default_factory=set)

    def answer(self, call: dict[str, Any]) -> Any:
        """The usual answers."""
        if self.behaviour is not None:
            return self.behaviour(call)
        said = {
            "action_hours": [{"response": "utter_hours", "closes": 20}],
            "action_renew": [
                {
                    "response": "utter_unsure",
                    "status": "clarified",
                    "choices": [{"title": "utter_button_all", "payload": '/renew{"which": "all"}'}],
                    "custom": {"sign_in": True},
                }
            ],
            "action_clarify": [{"response": "utter_unsure", "status": "fallback"}],
            "action_submit": [{"response": "utter_greet"}],
        }[call["next_action"]]
        empty = {
            "text": None,
            "buttons": [],
            "elements": [],
            "custom": {},
            "template": None,
            "image": None,
            "attachment": None,
        }
        return {"events": [], "responses": [{**empty, **each} for each in said]}
