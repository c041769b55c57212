"""The index: words and vectors of all entries in memory, the same whatever the database.

A library has some hundreds of facts and some thousands of passages, so that going through all of them costs less than
a question to a database, and one threshold holds for both databases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from crm.knowledge.entries import Entry, digest_of
from crm.knowledge.vectors import KIND
from crm.learning.likeness import WORDS, centred
from language.normalise import fold
from language.stems import stem, stems

__all__ = ["Index", "Likeness", "telling"]

Floats = npt.NDArray[np.float32]

# BM25: how soon a word's repetition says nothing more, and how much a long text is held against it.
_REPEATED, _LENGTH = 1.2, 0.6
# Words that every question has, beside those of likeness.
_ASKING = """
    could would wonder wondering ask question tell please let know if me there much many long often
    می‌شود بشه میشه بشود باید بگید بگین بگویید بفرمایید بدونم بدانم می‌تونم می‌توان چقدر چقد چندتا واسه جهت مورد خواهم
    ببخشید خسته نباشید عزیز درود وقت بخیر جان آقا خانم دیگه دیگر فقط الان اگه مگه خب پس
"""
_COMMON = frozenset(stem(word) for text in (WORDS, _ASKING) for word in fold(text).split())


def telling(text: str) -> list[str]:
    """Give the stems of a text that say what it is about."""
    return [each for each in stems(text) if each not in _COMMON]


@dataclass(slots=True)
class Likeness:
    """How like a question an entry is: by the words of all of it and of its title, and by vectors (None without)."""

    words: float = 0.0
    title: float = 0.0
    vector: float | None = None


@dataclass(slots=True)
class _Words:
    """The stems of an entry: how often each, and those of its title by language."""

    counts: Counter[str]
    titles: list[frozenset[str]]
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = sum(self.counts.values())


class Index:
    """All entries with their words and vectors; not changed once it is made."""

    def __init__(self, entries: Iterable[Entry], vectors: Mapping[str, bytes], older: Index | None = None) -> None:
        """Make it; the words of entries that an older one holds unchanged are not read again."""
        self.entries = list(entries)
        known = {entry.key: words for entry, words in zip(older.entries, older._words, strict=True)} if older else {}
        self._words = [known.get(entry.key) or _words(entry) for entry in self.entries]
        self._holding: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            for each in words.counts:
                self._holding.setdefault(each, []).append(place)
        self._usual = sum(words.length for words in self._words) / max(1, len(self._words))
        rows: list[Floats] = []
        owners: list[int] = []
        languages: list[str] = []
        for place, entry in enumerate(self.entries):
            for language, text in entry.vector_texts():
                kept = vectors.get(digest_of(text))
                if kept is not None:
                    owners.append(place)
                    languages.append(language)
                    rows.append(_centred(np.frombuffer(kept, dtype=KIND).astype(np.float32), language))
        self._owners = np.asarray(owners, dtype=np.intp)
        self._is_fa = np.asarray([language == "fa" for language in languages], dtype=bool)
        self._matrix = np.vstack(rows) if rows else np.zeros((0, 1), dtype=np.float32)
        self.by_ref = {entry.ref: entry for entry in self.entries}

    @property
    def has_vectors(self) -> bool:
        """Tell whether it has vectors at all."""
        return bool(len(self._owners))

    def weight(self, word: str) -> float:
        """Give how much a stem tells: the rarer the more; one that stands nowhere as much as the rarest."""
        held = len(self._holding.get(word, ()))
        return log(1 + (len(self.entries) - held + 0.5) / (held + 0.5))

    def likenesses(self, text: str, language: str, vector: Floats | None) -> dict[int, Likeness]:
        """Give how like a question each entry is, by place in `entries`; those that are like it in nothing are left out."""
        found: dict[int, Likeness] = {}
        self._by_words(telling(text), found)
        if vector is not None and self.has_vectors and vector.shape[0] == self._matrix.shape[1]:
            self._by_vector(_centred(vector, language), language, found)
        return found

    def _by_words(self, asked: list[str], found: dict[int, Likeness]) -> None:
        # Of a compound written in two or in one, either finds the other.
        pairs = [one + other for one, other in zip(asked, asked[1:], strict=False)]
        single = list(dict.fromkeys(asked))
        weights = {word: self.weight(word) for word in single}
        whole = sum(weights.values())
        if not whole:
            return
        for word in [*single, *(pair for pair in pairs if pair in self._holding)]:
            weight = weights.get(word) or self.weight(word)
            for place in self._holding.get(word, ()):
                words = self._words[place]
                count = words.counts[word]
                norm = _REPEATED * (1 - _LENGTH + _LENGTH * words.length / self._usual)
                share = weight * count * (_REPEATED + 1) / (count + norm) / (_REPEATED + 1)
                found.setdefault(place, Likeness()).words += share / whole
        mine = frozenset(single) | {pair for pair in pairs if pair in self._holding}
        for place, likeness in found.items():
            likeness.title = max((self._overlap(mine, whole, title) for title in self._words[place].titles), default=0)

    def _overlap(self, mine: frozenset[str], whole: float, title: frozenset[str]) -> float:
        both = sum(self.weight(word) for word in mine & title)
        if not both:
            return 0.0
        return both / sqrt(whole * sum(self.weight(word) for word in title))

    def _by_vector(self, vector: Floats, language: str, found: dict[int, Likeness]) -> None:
        likeness = self._matrix @ vector
        # Two languages are never as near as two wordings of one: brought to one scale (crm.learning.likeness).
        same = self._is_fa if language == "fa" else ~self._is_fa
        scaled = np.where(same, likeness, likeness * 1.15)
        best = np.full(len(self.entries), -1.0, dtype=np.float32)
        np.maximum.at(best, self._owners, scaled)
        for place in np.argsort(-best)[:60]:
            found.setdefault(int(place), Likeness())
        for place, each in found.items():
            each.vector = float(best[place])


def _words(entry: Entry) -> _Words:
    titles = [frozenset(telling(title)) for title in entry.title.values()]
    counts: Counter[str] = Counter()
    for title in entry.title.values():
        counts.update(dict.fromkeys(telling(title), 2))
    for text in (*entry.text.values(), entry.words):
        told = telling(text)
        counts.update(told)
        counts.update(one + other for one, other in zip(told, told[1:], strict=False) if not one.isascii())
    return _Words(counts, titles)


def _centred(vector: Floats, language: str) -> Floats:
    return np.asarray(centred([float(value) for value in vector], language), dtype=np.float32)
