"""What is looked for: a text, or words for single fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from library.search.words import telling

__all__ = ["Constraint", "Field", "Query"]

Field = Literal["title", "author", "subject", "any"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """Words that one field (or any) must hold."""

    field: Field
    words: tuple[str, ...]

    def anywhere(self) -> Constraint:
        """Look for the same words in all fields."""
        return Constraint("any", self.words)


@dataclass(frozen=True, slots=True)
class Query:
    """All constraints of a search; all must hold."""

    constraints: tuple[Constraint, ...]
    language: str | None = None
    # The patron's whole sentence, tried when the parts found in it lead nowhere.
    sentence: tuple[Constraint, ...] = field(default=())

    @classmethod
    def of(
        cls,
        text: str | None = None,
        *,
        title: str | None = None,
        author: str | None = None,
        subject: str | None = None,
        language: str | None = None,
    ) -> Query:
        """Make a query from what a patron said and what was understood of it."""
        parts: tuple[tuple[Field, str | None], ...] = (
            ("title", title),
            ("author", author),
            ("subject", subject),
        )
        known = tuple(Constraint(name, telling(value)) for name, value in parts if value and telling(value))
        said = telling(text) if text else ()
        sentence = (Constraint("any", said),) if said else ()
        return cls(known or sentence, language, sentence if known else ())
