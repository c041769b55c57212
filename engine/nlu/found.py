"""The value of one extracted entity."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FoundEntity:
    """An entity: its name, its value for the actions, and its place in the original text."""

    entity: str
    value: str
    start: int
    end: int

    def overlaps(self, other: FoundEntity) -> bool:
        """Tell whether two entities share a letter."""
        return self.start < other.end and other.start < self.end

    def as_dict(self, extractor: str) -> dict[str, str | int | float]:
        """The entity as Rasa keeps it."""
        return {
            "entity": self.entity,
            "value": self.value,
            "start": self.start,
            "end": self.end,
            "confidence_entity": 1.0,
            "extractor": extractor,
        }
