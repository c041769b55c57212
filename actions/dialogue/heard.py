"""A turn as it was heard, before anything was answered: what a second look begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.dialogue.turn import Turn

__all__ = ["Heard"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn as it was before anything was answered."""

    text: str
    intent: str
    confidence: float
    entities: dict[str, list[str]]
    changes: dict[str, Any]
    effects: set[str]
    is_payload: bool = False

    @classmethod
    def of(cls, turn: Turn) -> Heard:
        """Keep a turn as it is now."""
        return cls(
            turn.text, turn.intent, turn.confidence, dict(turn.entities), dict(turn.changes), set(turn.effects),
            turn.is_payload,
        )  # fmt: skip

    def restore(self, turn: Turn) -> None:
        """Make a turn what it was, with nothing said and done."""
        turn.text, turn.intent, turn.confidence = self.text, self.intent, self.confidence
        turn.entities, turn.changes, turn.effects = dict(self.entities), dict(self.changes), set(self.effects)
        turn.is_payload = self.is_payload
        turn.acts, turn.offers, turn.answers, turn.prior = [], [], [], None
