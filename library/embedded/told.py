"""What is told of the titles of a catalogue: by its own words, and by readers who remember the work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from crm.knowledge.remembered import RememberedWork, RememberedWorks
from crm.knowledge.titles import remembered_texts, title_text
from language.finglish import KnownWords
from library.search.described import Descriptions

__all__ = ["ToldOfTitles"]

_PERSIAN = re.compile("[آ-ی]+")


class ToldOfTitles:
    """Takes titles with `add`, and is packed when all are taken."""

    def __init__(self, works: RememberedWorks | None = None, *, has_vectors: bool = False) -> None:
        """Begin with the works that readers remember, and with whether the catalogue has vectors."""
        self.words = Descriptions()
        # The keys of each work's editions; each text once, with its language and the places of its works.
        self.editions: list[list[int]] = []
        self.texts: dict[str, tuple[str, list[int]]] = {}
        self._has_vectors = has_vectors
        self._works = works
        self._places: dict[str, int] = {}
        self._texts_of: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._said: set[tuple[str, str]] = set()
        self._persian: Counter[str] = Counter()
        self._sounds: KnownWords | None = None

    def add(self, rows: Sequence[Any]) -> None:
        """Take some titles, rows of the catalogue."""
        words = []
        for row in rows:
            work = self._works.of(row.title, row.authors) if self._works is not None else None
            remembered = self._remembered(work) if work is not None else []
            # Of further editions of a work it is known already.
            new = [text for _, text in remembered if (row.work or "", text) not in self._said]
            self._said.update((row.work or "", text) for text in new if row.work)
            told = (row.title, row.authors, row.subjects, row.summary, *new)
            words.append((row.id, row.work or "", " ".join(filter(None, told))))
            if self._has_vectors:
                own = title_text(row.title, row.summary)
                self._keep(row, [(row.language or "", own), *remembered] if own else remembered)
        self.words.add(words)

    def _remembered(self, work: RememberedWork) -> list[tuple[str, str]]:
        texts = self._texts_of.get(work.titles)
        if texts is None:
            texts = self._texts_of[work.titles] = remembered_texts(work)
        return texts

    def _keep(self, row: Any, texts: Sequence[tuple[str, str]]) -> None:
        place = self._places.setdefault(row.work or f"\n{row.id}", len(self.editions))
        if place == len(self.editions):
            self.editions.append([])
        self.editions[place].append(row.id)
        for language, text in texts:
            if text not in self.texts:
                self.texts[text] = (language, [])
                self._persian.update(_PERSIAN.findall(text))
            if place not in (of := self.texts[text][1]):
                of.append(place)

    def pack(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        self.words.pack()
        self.editions, self.texts, self._places, self._works = [], {}, {}, None
        self._texts_of, self._said = {}, set()

    def in_persian(self, text: str) -> str:
        """Give a text in Latin letters with the words that sound like Persian ones of what is told as those."""
        if self._sounds is None:
            # Only where somebody writes so.
            self._sounds = KnownWords(self._persian)
        return self._sounds.in_persian(text)
