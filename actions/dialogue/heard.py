"""A turn as it was heard, which a second look begins with, and as it was answered, which it falls back on."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from actions.dialogue.turn import Turn

__all__ = ["Answered", "Heard"]


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


class Answered:
    """All that a turn has become by its answer, to be put back where no better one is found."""

    def __init__(self, turn: Turn) -> None:
        self._turn = copy(turn)
        self._turn.answers, self._turn.acts, self._turn.offers = list(turn.answers), list(turn.acts), list(turn.offers)
        self._turn.changes, self._turn.entities, self._turn.effects = (
            dict(turn.changes), dict(turn.entities), set(turn.effects),
        )  # fmt: skip

    def restore(self, turn: Turn) -> None:
        """Make a turn what it was with that answer."""
        kept = self._turn
        turn.text, turn.intent, turn.confidence, turn.entities = kept.text, kept.intent, kept.confidence, kept.entities
        turn.answers, turn.acts, turn.offers, turn.prior = kept.answers, kept.acts, kept.offers, kept.prior
        turn.changes, turn.effects, turn.is_payload = kept.changes, kept.effects, kept.is_payload
