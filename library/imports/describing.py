"""What headings say a title is like, and of which work it is an edition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from language.genres import FICTION
from language.normalise import fold
from library.imports.coded import likeness_of
from library.imports.texts import cleaned

__all__ = ["Headings", "work_of"]

MOST_GENRES = 4
MOST_HEADINGS = 12
# Shorter than this, fiction is a picture book, and 008 does not say so.
NOVEL_PAGES = 60
# Titles under which anything is collected name no work.
_COLLECTIONS = frozenset(
    fold(title)
    for title in (
        "works", "selections", "poems", "plays", "short stories", "novels", "essays", "correspondence", "speeches",
        "bible", "آثار", "برگزیده", "دیوان", "مجموعه آثار", "کلیات",
    )
)  # fmt: skip
_JUVENILE = re.compile(r"juvenile|children's|کودک|نوجوان", re.IGNORECASE)


class Headings:
    """The subject headings, the genre headings and the coded form of one title."""

    def __init__(self, subjects: Iterable[str], genres: Iterable[str], form: str) -> None:
        self._subjects = list(dict.fromkeys(filter(None, subjects)))
        self._genres = list(dict.fromkeys(filter(None, map(cleaned, genres))))
        self._form = form
        said = [likeness_of(heading) for heading in (*self._genres, *self._subjects)[:MOST_HEADINGS]]
        self._said = said
        self._of_genres = said[: len(self._genres)]
        juvenile = any(_JUVENILE.search(heading) for heading in (*self._genres, *self._subjects))
        told = next((audience for _, _, audience in said if audience), "")
        self.audience = told if juvenile or told == "teens" else ""

    def subjects(self) -> str | None:
        """Write all headings as one text, the genres last."""
        headings = list(dict.fromkeys([*self._subjects, *self._genres]))
        mark = "؛ " if headings and not headings[0].isascii() else "; "
        return mark.join(headings) or None

    def genres(self) -> tuple[str, ...]:
        """Give what it is like, what genre headings say first."""
        return tuple(dict.fromkeys(genre for genres, _, _ in self._said for genre in genres))[:MOST_GENRES]

    def form(self, pages: int | None) -> str | None:
        """Give the form: what a genre heading names, else what is coded."""
        named = next((form for _, form, _ in self._of_genres if form), "")
        form = named or self._form
        if form in FICTION and form == self._form and not named and self.audience == "children":
            # Fiction for children may be anything: only one that is long enough is surely a novel.
            return form if pages and pages >= NOVEL_PAGES else None
        return form or None


def work_of(author: str, title: str) -> str | None:
    """Name the work of which a title is an edition: by its author and its uniform title; None for a collection."""
    name = fold(title)
    if not author or not name or name in _COLLECTIONS:
        return None
    return f"{fold(author)} {name}"[:300]
