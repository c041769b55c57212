"""Errors inside a turn that must not be taken for an answer."""

from __future__ import annotations

from rasa.shared.exceptions import RasaException


class ActionFailed(RasaException):
    """An action did not do its work: server down, too slow, refused, or a malformed answer."""

    def __init__(self, action: str, reason: str, code: str = "action_failed") -> None:
        super().__init__(f"the action {action} failed: {reason}")
        self.action = action
        self.reason = reason
        # What the gateway is told; "turn_closed": it has told the patron already how the turn ended; "action_broken":
        # the action would fail again, however often it were tried.
        self.code = code
