"""Titles of the catalogue: found, suggested, and where their copies are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from library.values.system import BranchRef

__all__ = ["BranchAvailability", "SearchPage", "Suggestion", "Suggestions", "Title", "Why"]


@dataclass(frozen=True, slots=True)
class Title:
    """A title of the catalogue; `available` of `copies` may be taken home by anybody now (None: not asked)."""

    id: str
    title: str
    author: str
    language: str
    kind: str = "book"
    year: int | None = None
    publisher: str = ""
    isbns: tuple[str, ...] = ()
    call_number: str = ""
    subjects: str = ""
    added: date | None = None
    copies: int | None = None
    available: int | None = None
    # By the words of language/genres.py, and from which age to which.
    audience: str = ""
    ages: tuple[int, int | None] | None = None
    form: str = ""
    genres: tuple[str, ...] = ()
    original_language: str = ""
    pages: int | None = None
    series: str = ""
    series_number: int | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Titles found, best first; `corrected` if only similar ones were found, `author` if it was a name."""

    titles: tuple[Title, ...] = ()
    total: int = 0
    corrected: bool = False
    author: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a suggestion: the part of the wish, what of the title meets it, and its numbers."""

    part: str
    values: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that meets a wish, and why: one reason for each part of the wish."""

    title: Title
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Titles suggested, best first, those on the shelf before all others; how many meet the wish in all.

    `relaxed` names the part of the wish that nothing met: the titles meet the rest then ("genres scifi", "most_pages").
    `unknown` is what was named and nobody knows: an author, or what it shall be like.
    """

    found: tuple[Suggestion, ...] = ()
    total: int = 0
    relaxed: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class BranchAvailability:
    """Copies of a title at one branch.

    `available` are on the shelf and nobody waits for them; `promised` are on the shelf for somebody who waits.
    `next_due` only if none is on the shelf, and never a day that is past; `overdue` copies should be back by now.
    `is_seen` is false where the system does not say where copies are: all of these are empty then, and `total` counts
    those of our own catalogue.
    """

    branch: BranchRef
    available: int
    total: int
    next_due: date | None = None
    call_number: str = ""
    shelf: str = ""
    for_loan: bool = True
    promised: int = 0
    overdue: int = 0
    is_seen: bool = True
