"""The words of all entries in memory: which entries have those of a question, or words that are nearly those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from crm.knowledge.agreement import AnsweredAspects, answering
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.telling_words import telling
from language.stems import stem

__all__ = ["LEAST_NEAR", "NEAR", "NEAR_WEIGHT", "EntryWords", "WordIndex", "words_of"]

Floats = npt.NDArray[np.float32]

# A word that stands nowhere is taken for the nearest one from this likeness on; so many, and no short ones.
NEAR, NEAR_WEIGHT, MOST_NEAR, LEAST_NEAR = 80.0, 0.7, 5, 4
# So many unknown stems are remembered with the word that each is nearly.
MOST_NEAREST = 256

# The ways to ask for all facts have the same words again and again; what patrons say is not kept.
_stem_of_entry = lru_cache(maxsize=1 << 15)(stem)


@dataclass(frozen=True, slots=True)
class EntryWords:
    """The stems of an entry: of all of it, with pairs that may be written as one, and of each way to ask for it.

    `written` are its words as they are written, and `answering` is what it answers of what it is about.
    """

    single: frozenset[str]
    all: frozenset[str]
    ways: tuple[frozenset[str], ...]
    written: tuple[str, ...]
    answering: AnsweredAspects


def words_of(entry: KnowledgeEntry) -> EntryWords:
    """Read the words of an entry."""
    # A title, and a way to ask, is searched as well: each text is read once.
    read = {text: telling(text, _stem_of_entry) for text in dict.fromkeys(entry.searched)}
    ways = tuple(filter(None, (frozenset(read[way]) for way in (*entry.title.values(), *entry.wordings))))
    single: set[str] = set()
    pairs: set[str] = set()
    for told in read.values():
        single.update(told)
        pairs.update(one + other for one, other in zip(told, told[1:], strict=False))
    return EntryWords(frozenset(single), frozenset(single | pairs), ways, tuple(entry.spelt), answering(entry))


class WordIndex:
    """The words of all entries; not changed once it is made."""

    def __init__(self, entries: Sequence[EntryWords]) -> None:
        self._count = len(entries)
        holding: dict[str, list[int]] = {}
        ways: dict[str, list[int]] = {}
        owners: list[int] = []
        sizes: list[frozenset[str]] = []
        for place, words in enumerate(entries):
            for each in words.all:
                holding.setdefault(each, []).append(place)
            for way in words.ways:
                for each in way:
                    ways.setdefault(each, []).append(len(owners))
                owners.append(place)
                sizes.append(way)
        self.weights = {word: self._weight(len(places)) for word, places in holding.items()}
        self._holding = {word: np.asarray(places, dtype=np.intp) for word, places in holding.items()}
        self._ways = {word: np.asarray(places, dtype=np.intp) for word, places in ways.items()}
        # The ways of an entry stand together: where those of each begin, and whose they are.
        self._way_owners, self._way_starts = np.unique(np.asarray(owners, dtype=np.intp), return_index=True)
        self._way_weights: Floats = np.asarray(
            [sqrt(sum(self.weights[word] for word in way)) for way in sizes], dtype=np.float32
        )
        self._vocabulary = sorted({word for words in entries for word in words.single if len(word) >= LEAST_NEAR})
        self._of_length: dict[int, list[str]] = {}
        self._nearest_words: dict[str, str | None] = {}

    def _weight(self, held: int) -> float:
        """Give how much a stem tells that so many entries have: the rarer the more."""
        return log(1 + (self._count - held + 0.5) / (held + 0.5))

    def covered_and_title(self, words: dict[str, float]) -> tuple[Floats, Floats]:
        """Give `covered` and `title` of all entries."""
        covered = np.zeros(self._count, dtype=np.float32)
        title = np.zeros(self._count, dtype=np.float32)
        whole = sum(words.values())
        if whole and len(self._way_owners):
            both = np.zeros(len(self._way_weights), dtype=np.float32)
            for word, weight in words.items():
                covered[self._holding[word]] += weight / whole
                if word in self._ways:
                    both[self._ways[word]] += self.weights[word]
            title[self._way_owners] = np.maximum.reduceat(both / (self._way_weights * sqrt(whole)), self._way_starts)
        return covered, title

    def known(self, asked: list[str]) -> tuple[dict[str, float], int]:
        """Give the words of a question that stand anywhere, weighed; for others the nearest, which weigh less."""
        known: dict[str, float] = {}
        tries, found = MOST_NEAR, 0
        for place, word in enumerate(asked):
            # Of a compound written in two or in one, either finds the other.
            pair = word + asked[place + 1] if place + 1 < len(asked) else ""
            if pair in self.weights:
                known[pair] = self.weights[pair]
            if word in self.weights:
                known[word] = self.weights[word]
            elif len(word) >= LEAST_NEAR and tries:
                tries -= 1
                near = self._nearest_word(word)
                if near is not None:
                    found += 1
                    known.setdefault(near, NEAR_WEIGHT * self.weights[near])
        return known, found

    def _nearest_word(self, word: str) -> str | None:
        """Give the word of the entries that a stem is nearly; the views of a message ask for the same ones."""
        if word not in self._nearest_words:
            if len(self._nearest_words) >= MOST_NEAREST:
                self._nearest_words.clear()
            words = self._of_length.get(len(word))
            if words is None:
                # None of another length can be as like: at best the shorter one stands whole in the longer one.
                most = len(word) * (200.0 / NEAR - 1)
                least = len(word) / (200.0 / NEAR - 1)
                words = self._of_length[len(word)] = [each for each in self._vocabulary if least <= len(each) <= most]
            near = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=NEAR)
            self._nearest_words[word] = None if near is None else near[0]
        return self._nearest_words[word]
