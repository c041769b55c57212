"""A wish for something to read, and what was said beside it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

__all__ = ["ReadingWish", "WishReading", "comes_from", "says_of_books"]


@dataclass(frozen=True, slots=True)
class ReadingWish:
    """What a patron wants of something to read; an empty part is not asked for.

    genres, forms, kinds: words of language/genres.py ("a|b" is either); each genre must hold, one of the forms and kinds.
    without: genres, forms and kinds that must not hold. ages: the reader's, youngest and oldest. language, origin: codes,
    "!fa" is any other, and an origin one of several ("ja|zh"). since, until: years of the common era. author: a name, or
    several ("a|b"). like: what it shall be like; it may be a title, an author, or nothing that is known. not_by: names
    whose works are not wanted. topics: words that title, subjects or summary must hold. not_on: words that they must not hold.
    series: of several volumes. not_from: codes of languages in which it must not have been written.
    untold: what no catalogue tells ("not_sad"), which is said and not searched for.
    """

    genres: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    audience: str = ""
    ages: tuple[int, ...] = ()
    most_pages: int = 0
    least_pages: int = 0
    language: str = ""
    origin: str = ""
    since: int = 0
    until: int = 0
    new: bool = False
    series: bool = False
    author: str = ""
    like: str = ""
    topics: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    not_from: tuple[str, ...] = ()

    def packed(self) -> dict[str, Any]:
        """Give the wish as a slot keeps it: what is empty is left out."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value
        }

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> ReadingWish:
        """Read a wish from a slot."""
        known = {field.name for field in fields(cls)}
        parts: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept.items() if name in known
        }
        return cls(**parts)

    def __bool__(self) -> bool:
        return self != ReadingWish()

    def lacking(self, part: str) -> ReadingWish:
        """Give the wish without one of its parts."""
        empty: dict[str, Any] = {part: getattr(ReadingWish(), part)}
        return replace(self, **empty)


@dataclass(frozen=True, slots=True)
class WishReading:
    """A wish, and words beside it that may be a topic and were understood as nothing.

    narrow: words that say more than the genre that they were read as: of programming "python", of sport "football".
    """

    wish: ReadingWish
    rest: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()

    @property
    def hints(self) -> tuple[str, ...]:
        """Give all words that help to choose among the titles that meet the wish."""
        return tuple(dict.fromkeys((*self.rest, *self.narrow)))


def comes_from(original: str, origin: str) -> bool:
    """Tell whether what was written in a language, by its code, is of an origin: it, one of several, or any other."""
    return bool(original) and (original != origin[1:] if origin.startswith("!") else original in origin.split("|"))


def says_of_books(wish: ReadingWish) -> bool:
    """Tell whether a wish says what kind of thing it is for, beside its language and its reader."""
    return bool(
        wish.genres or wish.forms or wish.kinds or wish.topics or wish.like or wish.author or "easy" in wish.untold
    )
