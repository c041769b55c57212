"""The index: words and vectors of all entries in memory, the same whatever the database.

A library has some hundreds of facts and some thousands of passages, so that going through all of them costs less than
a question to a database, and one threshold holds for both databases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from crm.knowledge.entries import LEANING, VECTORS, Entry, digest_of, script_of
from crm.knowledge.vectors import KIND
from crm.learning.likeness import WORDS, centre
from language.finglish import KnownWords
from language.normalise import fold
from language.stems import stem, stems
from language.words import FINGLISH_WORDS

__all__ = ["Index", "Likeness", "telling"]

Floats = npt.NDArray[np.float32]

# Words that every question has, beside those of likeness.
_ASKING = """
    become becoming happens happen im ive bring friendly
    could would wonder wondering ask question tell please let know if me there much many long often
    می‌شود بشه میشه بشود باید بگید بگین بگویید بفرمایید بدونم بدانم می‌تونم می‌توان چقدر چقد چندتا واسه جهت مورد خواهم
    شه بشه بیارم بیاریم بذارم بگذارم ببرم ببریم بگیرم بگیریم چیکار چکار اومدن میارم میبرم میگیرید میگیرین پولشه
    توی تون کنیم بکنیم میکنم میکنیم میدید میشم قبول
    شم شیم بشم بشیم باشم کنه بکنم کجان کجاس کجاست دارن هستن هس چنده چجوری چطوریه
    ببخشید خسته نباشید عزیز درود وقت بخیر جان آقا خانم دیگه دیگر فقط الان اگه مگه خب پس
"""
# So many entries are looked at for their vectors alone.
NEAREST, NEAREST_LEANING = 60, 30
LEANING_PLACE = VECTORS.index(LEANING)
# A word that stands nowhere is taken for the nearest one from this likeness on; so many, and no short ones.
NEAR, NEAR_WEIGHT, MOST_NEAR, LEAST_NEAR = 80.0, 0.7, 5, 4
MOST_WORDS = 40
_COMMON = frozenset(stem(word) for text in (WORDS, _ASKING) for word in fold(text).split())


def telling(text: str) -> list[str]:
    """Give the stems of a text that say what it is about."""
    return [each for each in stems(text) if each not in _COMMON]


@dataclass(slots=True)
class Likeness:
    """How like a question an entry is, in numbers from 0 to 1 or so.

    `title` is by the words of its title; `asked`, `told` and `named` are by its vectors, of its title (None without
    any), of what it tells, of its further words; `leaning` of what is asked after something of its topic.

    `covered` is the share of the question's words, of those that stand anywhere, that it has, and `unknown` the
    share of those that stand nowhere.
    """

    covered: float = 0.0
    title: float = 0.0
    asked: float | None = None
    told: float = 0.0
    named: float = 0.0
    leaning: float = 0.0
    unknown: float = 0.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The stems of an entry: of all of it, with pairs that may be written as one, and of its title by language."""

    single: frozenset[str]
    all: frozenset[str]
    titles: tuple[frozenset[str], ...]


class Index:
    """All entries with their words and vectors; not changed once it is made."""

    def __init__(self, entries: Iterable[Entry], vectors: Mapping[str, bytes], older: Index | None = None) -> None:
        """Make it; the words of entries that an older one holds unchanged are not read again."""
        self.entries = list(entries)
        known = {entry.key: words for entry, words in zip(older.entries, older._words, strict=True)} if older else {}
        self._words: list[_Words] = [known.get(entry.key) or _words(entry) for entry in self.entries]
        self._holding: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            for each in words.all:
                self._holding.setdefault(each, []).append(place)
        self._weights = {word: self._weight(len(places)) for word, places in self._holding.items()}
        self._title_weights = [
            [(title, sum(self._weights[word] for word in title)) for title in words.titles] for words in self._words
        ]
        self._vocabulary = sorted({word for words in self._words for word in words.single if len(word) >= LEAST_NEAR})
        rows: list[Floats] = []
        owners: list[int] = []
        languages: list[str] = []
        kinds: list[int] = []
        # An entry some of whose vectors are still to be made is found by its words.
        self._whole = [True] * len(self.entries)
        for place, entry in enumerate(self.entries):
            for language, text, which in entry.vector_texts():
                kept = vectors.get(digest_of(text))
                if kept is None:
                    self._whole[place] = False
                else:
                    owners.append(place)
                    languages.append(language)
                    kinds.append(VECTORS.index(which))
                    rows.append(_centred(np.frombuffer(kept, dtype=KIND).astype(np.float32), language))
        self._owners = np.asarray(owners, dtype=np.intp)
        self._is_fa = np.asarray([language == "fa" for language in languages], dtype=bool)
        self._kinds = np.asarray(kinds, dtype=np.intp)
        self._matrix = np.vstack(rows) if rows else np.zeros((0, 1), dtype=np.float32)
        self._sounds: KnownWords | None = None
        self.by_ref = {entry.ref: entry for entry in self.entries}

    def in_persian(self, text: str) -> str:
        """Give a text in Latin letters with the words that sound like Persian ones of the entries as those."""
        if not text.isascii():
            return text
        if self._sounds is None:
            self._sounds = KnownWords(Counter(word for entry in self.entries for word in entry.spelt))
        known = [word for word in fold(text).split() if stem(word) in self._holding and word not in FINGLISH_WORDS]
        return self._sounds.in_persian(text, but=known)

    @property
    def has_vectors(self) -> bool:
        """Tell whether it has vectors at all."""
        return bool(len(self._owners))

    def _weight(self, held: int) -> float:
        """Give how much a stem tells that so many entries have: the rarer the more."""
        return log(1 + (len(self.entries) - held + 0.5) / (held + 0.5))

    def likenesses(self, text: str, vector: Floats | None) -> dict[int, Likeness]:
        """Give how like a question entries are, by place in `entries`; without those that are like it in nothing."""
        found: dict[int, Likeness] = {}
        asked = telling(text)[:MOST_WORDS]
        near = self._by_words(asked, found)
        if vector is not None and self.has_vectors and vector.shape[0] == self._matrix.shape[1]:
            language = script_of(text)
            self._by_vector(_centred(vector, language), language, found)
        unknown = sum(word not in self._holding for word in asked)
        strange = (unknown - NEAR_WEIGHT * near) / max(1, len(asked))
        for likeness in found.values():
            likeness.unknown = strange
        return found

    def _by_words(self, asked: list[str], found: dict[int, Likeness]) -> int:
        """Note what entries have of a question's words; give how many words were only nearly found."""
        words, near = self._known(asked)
        whole = sum(words.values())
        if not whole:
            return near
        for word, weight in words.items():
            for place in self._holding.get(word, ()):
                found.setdefault(place, Likeness()).covered += weight / whole
        mine = frozenset(words)
        for place, likeness in found.items():
            for title, weight in self._title_weights[place]:
                if both := sum(self._weights[word] for word in mine & title):
                    likeness.title = max(likeness.title, both / sqrt(whole * weight))
        return near

    def _known(self, asked: list[str]) -> tuple[dict[str, float], int]:
        """Give the words of a question that stand anywhere, weighed; for others the nearest, which weigh less."""
        known: dict[str, float] = {}
        tries, found = MOST_NEAR, 0
        for place, word in enumerate(asked):
            # Of a compound written in two or in one, either finds the other.
            pair = word + asked[place + 1] if place + 1 < len(asked) else ""
            if pair in self._holding:
                known[pair] = self._weights[pair]
            if word in self._holding:
                known[word] = self._weights[word]
            elif len(word) >= LEAST_NEAR and tries:
                tries -= 1
                near = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=NEAR)
                if near is not None:
                    found += 1
                    known.setdefault(near[0], NEAR_WEIGHT * self._weights[near[0]])
        return known, found

    def _by_vector(self, vector: Floats, language: str, found: dict[int, Likeness]) -> None:
        # Not by @: the threads of its product wait for each other longer than this takes.
        likeness = np.einsum("ij,j->i", self._matrix, vector)
        # Two languages are never as near as two wordings of one: brought to one scale (crm.learning.likeness).
        same = self._is_fa if language == "fa" else ~self._is_fa
        scaled = np.where(same, likeness, likeness * 1.15)
        best = np.zeros((len(VECTORS), len(self.entries)), dtype=np.float32)
        np.maximum.at(best, (self._kinds, self._owners), scaled)
        for place in np.argsort(-best[:LEANING_PLACE].sum(axis=0))[:NEAREST]:
            found.setdefault(int(place), Likeness())
        for place in np.argsort(-best[LEANING_PLACE])[:NEAREST_LEANING]:
            found.setdefault(int(place), Likeness())
        for place, each in found.items():
            if self._whole[place]:
                each.asked, each.told, each.named, each.leaning = (float(value) for value in best[:, place])


def _words(entry: Entry) -> _Words:
    titles = tuple(filter(None, (frozenset(telling(title)) for title in (*entry.title.values(), *entry.wordings))))
    single: set[str] = set()
    pairs: set[str] = set()
    for text in entry.searched:
        told = telling(text)
        single.update(told)
        pairs.update(one + other for one, other in zip(told, told[1:], strict=False))
    return _Words(frozenset(single), frozenset(single | pairs), titles)


def _centred(vector: Floats, language: str) -> Floats:
    mean = centre(language)
    moved = vector if mean is None or len(mean) != len(vector) else vector - np.asarray(mean, dtype=np.float32)
    length = float(np.linalg.norm(moved))
    return np.asarray(moved / length if length else moved, dtype=np.float32)
