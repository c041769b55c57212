"""Search queries: a text, or words for single fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from library.search.words import telling, without_ending, words

__all__ = ["Constraint", "Field", "Query"]

MOST_WORDS = 30
Field = Literal["title", "author", "subject", "any"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """Words that one field (or any) must contain."""

    field: Field
    words: tuple[str, ...]
    # All that was said, for titles made of words that mostly mean nothing («مال خودم», "Where to?").
    said: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: Field, text: str) -> Constraint:
        """Read a text; of a long letter its beginning."""
        return cls(name, telling(text)[:MOST_WORDS], words(text)[:MOST_WORDS])

    def anywhere(self) -> Constraint:
        """Look for the same words in all fields."""
        return Constraint("any", self.words, self.said)

    def plainly(self) -> list[Constraint]:
        """Give the words without what is spoken at the end of a name («کورو», «پاتره»), every way it can be cut."""
        return [Constraint(self.field, plain, plain) for plain in without_ending(self.words)]


@dataclass(frozen=True, slots=True)
class Query:
    """All constraints of a search; all must hold."""

    constraints: tuple[Constraint, ...]
    language: str | None = None
    # The patron's whole sentence, tried when the parts found in it lead nowhere.
    sentence: tuple[Constraint, ...] = field(default=())
    # Nothing that is only like the words: to look for that takes most of the time.
    exactly: bool = False

    @classmethod
    def of(
        cls,
        text: str | None = None,
        *,
        title: str | None = None,
        author: str | None = None,
        subject: str | None = None,
        language: str | None = None,
        exactly: bool = False,
    ) -> Query:
        """Make a query from what a patron said and what was understood of it."""
        parts: tuple[tuple[Field, str | None], ...] = (
            ("title", title),
            ("author", author),
            ("subject", subject),
        )
        known = tuple(Constraint.of(name, value) for name, value in parts if value and telling(value))
        sentence = (Constraint.of("any", text),) if text and telling(text) else ()
        return cls(known or sentence, language, sentence if known else (), exactly)
