"""The index: words and vectors of all entries in memory, the same whatever the database.

A library has some hundreds of facts and some thousands of passages, so that going through all of them costs less than
a question to a database, and one threshold holds for both databases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log, sqrt

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from crm.knowledge.agreement import AnsweredAspects, Asking, answering, is_for_others
from crm.knowledge.answers_in_numbers import AnswersInNumbers
from crm.knowledge.entries import FACT, VECTORS, KnowledgeEntry, digest_of, script_of
from crm.knowledge.spelling import Spelling
from crm.knowledge.vectors import KIND
from crm.learning.likeness import WORDS, centre
from language.finglish import KnownWords
from language.normalise import fold
from language.stems import stem, stems
from language.words import FINGLISH_WORDS

__all__ = ["LIKE", "OTHER_LANGUAGE", "Index", "Likeness", "Nearest", "telling", "unit_rows"]

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

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
# So many entries are weighed: those that are nearest by vectors, and by words.
NEAREST, NEAREST_BY_WORDS, NEAREST_LEANING = 50, 40, 10
# Of the ways to ask for an entry so many are looked at beside the nearest: one may be near by chance.
SEVERAL = 3
# Two languages are never as near as two wordings of one: brought to one scale (crm.learning.likeness).
OTHER_LANGUAGE = 1.15
# A word that stands nowhere is taken for the nearest one from this likeness on; so many, and no short ones.
NEAR, NEAR_WEIGHT, MOST_NEAR, LEAST_NEAR = 80.0, 0.7, 5, 4
MOST_WORDS = 40
# So many unknown stems are remembered with the word that each is nearly.
MOST_NEAREST = 256
_ASKED, _TOLD, _NAMED, _LEANING = range(len(VECTORS))
_QUESTIONS = frozenset(word for text in (WORDS, _ASKING) for word in fold(text).split())
_COMMON = frozenset(map(stem, _QUESTIONS))


# The ways to ask for all facts have the same words again and again; what patrons say is not kept.
_stem_of_entry = lru_cache(maxsize=1 << 15)(stem)


def telling(text: str, by: Callable[[str], str] = stem) -> list[str]:
    """Give the stems of a text that say what it is about; each of a folded word is what `by` gives."""
    return [each for each in stems(text, by) if each not in _COMMON]


@dataclass(slots=True)
class Likeness:
    """How like a question an entry is, in numbers from 0 to 1 or so.

    `title` is by the words of the nearest of its title and the ways to ask for it; `asked`, `several`, `told` and
    `named` are by its vectors: of the nearest way to ask for it (None without any) and of the nearest few, of what it
    tells, of its further words; `leaning` of what is asked after something of its topic.

    `covered` is the share of the question's words, of those that stand anywhere, that it has, and `unknown` the
    share of those that stand nowhere. `kind`, `other_kind`, `other_people` and `only_yes` say how it answers what is
    asked of that (crm.knowledge.agreement).
    """

    covered: float = 0.0
    title: float = 0.0
    asked: float | None = None
    several: float = 0.0
    told: float = 0.0
    named: float = 0.0
    leaning: float = 0.0
    unknown: float = 0.0
    kind: float = 0.0
    other_kind: float = 0.0
    other_people: float = 0.0
    only_yes: float = 0.0


# The columns of `Nearest.numbers`: the fields of a likeness, in their order.
LIKE = {name: column for column, name in enumerate(Likeness.__dataclass_fields__)}


@dataclass(frozen=True, slots=True)
class Nearest:
    """The entries that are like a question in something, by their places, ascending or not.

    `numbers` has a row for each and the columns LIKE, 0 where a likeness has None; `by_vector` tells of which the
    vectors were compared. [entries], [entries, LIKE], [entries].
    """

    places: Places
    numbers: Numbers
    by_vector: npt.NDArray[np.bool_]

    def only(self, which: npt.NDArray[np.bool_]) -> Nearest:
        """Give those of some rows."""
        return Nearest(self.places[which], self.numbers[which], self.by_vector[which])


@dataclass(frozen=True, slots=True)
class _Words:
    """The stems of an entry: of all of it, with pairs that may be written as one, and of each way to ask for it.

    `written` are its words as they are written, and `answering` is what it answers of what it is about.
    """

    single: frozenset[str]
    all: frozenset[str]
    ways: tuple[frozenset[str], ...]
    written: tuple[str, ...]
    answering: AnsweredAspects


class Index:
    """All entries with their words and vectors; not changed once it is made."""

    def __init__(
        self, entries: Iterable[KnowledgeEntry], vectors: Mapping[str, bytes], older: Index | None = None
    ) -> None:
        """Make it; the words of entries that an older one holds unchanged are not read again."""
        self.entries = list(entries)
        known = {entry.key: words for entry, words in zip(older.entries, older._words, strict=True)} if older else {}
        self._words: list[_Words] = [known.get(entry.key) or _words(entry) for entry in self.entries]
        self._keep_words()
        self._keep_vectors(vectors)
        self._sounds: KnownWords | None = None
        self._written = Counter(word for words in self._words for word in words.written)
        self._spelling = Spelling(self._written, _QUESTIONS)
        self.by_ref = {entry.ref: entry for entry in self.entries}
        self.places = {entry.ref: place for place, entry in enumerate(self.entries)}
        self.topics = frozenset(entry.topic for entry in self.entries if entry.topic)
        of_entry = np.asarray([entry.topic or "" for entry in self.entries])
        self.of_topic: dict[str | None, npt.NDArray[np.bool_]] = {topic: of_entry == topic for topic in self.topics}
        self.are_facts = self._where(lambda entry: entry.kind == FACT)
        self.have_wordings = self._where(lambda entry: bool(entry.wordings))
        self._answers = AnswersInNumbers([words.answering for words in self._words])
        self._valid: tuple[tuple[date, int | None], npt.NDArray[np.bool_]] | None = None

    def _keep_words(self) -> None:
        holding: dict[str, list[int]] = {}
        ways: dict[str, list[int]] = {}
        owners: list[int] = []
        sizes: list[frozenset[str]] = []
        for place, words in enumerate(self._words):
            for each in words.all:
                holding.setdefault(each, []).append(place)
            for way in words.ways:
                for each in way:
                    ways.setdefault(each, []).append(len(owners))
                owners.append(place)
                sizes.append(way)
        self._weights = {word: self._weight(len(places)) for word, places in holding.items()}
        self._holding = {word: np.asarray(places, dtype=np.intp) for word, places in holding.items()}
        self._ways = {word: np.asarray(places, dtype=np.intp) for word, places in ways.items()}
        # The ways of an entry stand together: where those of each begin, and whose they are.
        self._way_owners, self._way_starts = np.unique(np.asarray(owners, dtype=np.intp), return_index=True)
        self._way_weights: Floats = np.asarray(
            [sqrt(sum(self._weights[word] for word in way)) for way in sizes], dtype=np.float32
        )
        self._vocabulary = sorted({word for words in self._words for word in words.single if len(word) >= LEAST_NEAR})
        self._of_length: dict[int, list[str]] = {}
        self._nearest_words: dict[str, str | None] = {}

    def _keep_vectors(self, vectors: Mapping[str, bytes]) -> None:
        # An entry some of whose vectors are still to be made is found by its words.
        self._whole = np.ones(len(self.entries), dtype=np.bool_)
        found: list[tuple[int, int, bool, bytes]] = []
        for place, entry in enumerate(self.entries):
            for language, text, which in entry.vector_texts():
                kept = vectors.get(digest_of(text))
                if kept is None:
                    self._whole[place] = False
                else:
                    found.append((VECTORS.index(which), place, language == "fa", kept))
        # Those of a kind and an entry stand together.
        found.sort(key=lambda one: one[:2])
        owners: Places = np.asarray([one[1] for one in found], dtype=np.intp)
        kinds: Places = np.asarray([one[0] for one in found], dtype=np.intp)
        groups = np.flatnonzero(np.diff(kinds * len(self.entries) + owners, prepend=-1))
        self._groups, self._group_kinds, self._group_owners = groups, kinds[groups], owners[groups]
        self._is_fa = np.asarray([one[2] for one in found], dtype=np.bool_)
        self._scales = [
            np.where(self._is_fa == is_fa, 1.0, OTHER_LANGUAGE).astype(np.float32) for is_fa in (False, True)
        ]
        self._width = len(found[0][3]) // KIND.itemsize if found else 0
        self._matrix = np.zeros((0, 1), dtype=np.float32)
        if found:
            read = np.frombuffer(b"".join(one[3] for one in found), dtype=KIND).reshape(len(found), -1)
            self._matrix = unit_rows(read.astype(np.float32), self._is_fa)
        # The rows of the ways to ask stand first, those of an entry together: where they begin, and whose each is.
        asked = owners[kinds == _ASKED]
        self._asked_starts = np.flatnonzero(np.diff(asked, prepend=-1))
        self._asked_counts = np.diff(np.append(self._asked_starts, len(asked)))
        self._asked_owners = asked

    def in_persian(self, text: str) -> str:
        """Give a text in Latin letters with the words that sound like Persian ones of the entries as those."""
        if not text.isascii():
            return text
        if self._sounds is None:
            self._sounds = KnownWords(self._written)
        known = [word for word in fold(text).split() if stem(word) in self._weights and word not in FINGLISH_WORDS]
        return self._sounds.in_persian(text, but=known)

    def respelt(self, text: str) -> str:
        """Give a text with its misspelt words as those of the entries that were meant."""
        return self._spelling.respelt(text)

    @property
    def has_vectors(self) -> bool:
        """Tell whether it has vectors at all."""
        return bool(len(self._matrix))

    def _weight(self, held: int) -> float:
        """Give how much a stem tells that so many entries have: the rarer the more."""
        return log(1 + (len(self.entries) - held + 0.5) / (held + 0.5))

    def _where(self, is_one: Callable[[KnowledgeEntry], bool]) -> npt.NDArray[np.bool_]:
        return np.fromiter(map(is_one, self.entries), dtype=np.bool_, count=len(self.entries))

    def may_answer(self, day: date, branch_id: int | None) -> npt.NDArray[np.bool_]:
        """Tell of each entry whether it holds on a day and, where a branch is named, is of that one or of all."""
        if self._valid is None or self._valid[0] != (day, branch_id):
            valid = self._where(
                lambda entry: entry.is_valid(day) and (branch_id is None or entry.branch_id in (None, branch_id))
            )
            self._valid = (day, branch_id), valid
        return self._valid[1]

    def likenesses(self, text: str, vector: Floats | None, asks: Asking | None = None) -> dict[int, Likeness]:
        """Give how like a question the nearest entries are, by place in `entries`; none that is like it in nothing.

        `asks` is what is asked of that.
        """
        found = self.nearest(text, vector, asks)
        rows = zip(found.places.tolist(), found.numbers.tolist(), found.by_vector.tolist(), strict=True)
        read = {}
        for place, row, by_vector in rows:
            read[place] = each = Likeness(*row)
            if not by_vector:
                each.asked = None
        return read

    def nearest(self, text: str, vector: Floats | None, asks: Asking | None = None) -> Nearest:
        """Give the same as `likenesses`, in numbers."""
        asked = telling(text)[:MOST_WORDS]
        words, near = self._known(asked)
        covered, title = self._by_words(words)
        places = _highest(covered + title, NEAREST_BY_WORDS)
        by_vector = None
        if vector is not None and self.has_vectors and vector.shape[0] == self._width:
            by_vector = self._by_vector(vector, script_of(text))
            nearest = _highest(by_vector[:4].sum(axis=0), NEAREST)
            places = np.union1d(places, np.union1d(nearest, _highest(by_vector[4], NEAREST_LEANING)))
        unknown = sum(word not in self._weights for word in asked)
        numbers = np.zeros((len(places), len(LIKE)), dtype=np.float64)
        numbers[:, LIKE["covered"]] = covered[places]
        numbers[:, LIKE["title"]] = title[places]
        numbers[:, LIKE["unknown"]] = (unknown - NEAR_WEIGHT * near) / max(1, len(asked))
        if asks is not None:
            numbers[:, LIKE["kind"] : LIKE["only_yes"] + 1] = self._answers.agreement(asks, places)
        whole = self._whole[places] if by_vector is not None else np.zeros(len(places), dtype=np.bool_)
        if by_vector is not None:
            numbers[whole, LIKE["asked"] : LIKE["leaning"] + 1] = by_vector[:, places[whole]].T
        return Nearest(places, numbers, whole)

    def strange_to(self, asked: list[str], places: Places) -> list[float]:
        """Give the share of words, as `telling` gives them, that each of some entries does not have."""
        count = max(1, len(asked))
        held = (self._words[place].single for place in places.tolist())
        return [sum(word not in single for word in asked) / count for single in held]

    def for_others(self, asks: Asking, places: Places) -> tuple[Numbers, list[bool]]:
        """Tell of some entries whether people are named of whom they do not speak, and whether they are for others."""
        return self._answers.of_other_people(asks, places), [
            self.is_for_others(place, asks) for place in places.tolist()
        ]

    def is_for_others(self, place: int, asks: Asking) -> bool:
        """Tell whether the entry at a place is plainly for other people than a question is about."""
        return is_for_others(asks, self._words[place].answering, self.entries[place].audience)

    def _by_words(self, words: dict[str, float]) -> tuple[Floats, Floats]:
        """Give `covered` and `title` of all entries."""
        covered = np.zeros(len(self.entries), dtype=np.float32)
        title = np.zeros(len(self.entries), dtype=np.float32)
        whole = sum(words.values())
        if whole and len(self._way_owners):
            both = np.zeros(len(self._way_weights), dtype=np.float32)
            for word, weight in words.items():
                covered[self._holding[word]] += weight / whole
                if word in self._ways:
                    both[self._ways[word]] += self._weights[word]
            title[self._way_owners] = np.maximum.reduceat(both / (self._way_weights * sqrt(whole)), self._way_starts)
        return covered, title

    def _known(self, asked: list[str]) -> tuple[dict[str, float], int]:
        """Give the words of a question that stand anywhere, weighed; for others the nearest, which weigh less."""
        known: dict[str, float] = {}
        tries, found = MOST_NEAR, 0
        for place, word in enumerate(asked):
            # Of a compound written in two or in one, either finds the other.
            pair = word + asked[place + 1] if place + 1 < len(asked) else ""
            if pair in self._weights:
                known[pair] = self._weights[pair]
            if word in self._weights:
                known[word] = self._weights[word]
            elif len(word) >= LEAST_NEAR and tries:
                tries -= 1
                near = self._nearest_word(word)
                if near is not None:
                    found += 1
                    known.setdefault(near, NEAR_WEIGHT * self._weights[near])
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

    def _by_vector(self, vector: Floats, language: str) -> Floats:
        """Give `asked`, `several`, `told`, `named` and `leaning` of all entries, a row each."""
        is_fa = language == "fa"
        mine = unit_rows(vector[None, :], np.asarray([is_fa], dtype=np.bool_))[0]
        # On one thread, as our processes run (process.start).
        scaled = (self._matrix @ mine) * self._scales[is_fa]
        best = np.zeros((len(VECTORS), len(self.entries)), dtype=np.float32)
        highest = np.maximum(np.maximum.reduceat(scaled, self._groups), 0.0)
        best[self._group_kinds, self._group_owners] = highest
        return np.vstack([best[_ASKED], self._of_several(scaled), best[_TOLD], best[_NAMED], best[_LEANING]])

    def _of_several(self, scaled: Floats) -> Floats:
        """Give the mean of the nearest few ways to ask for each entry; 0 where there are none."""
        several = np.zeros(len(self.entries), dtype=np.float32)
        if not len(self._asked_starts):
            return several
        left = scaled[: len(self._asked_owners)].copy()
        total = np.zeros(len(self._asked_starts), dtype=np.float32)
        for _ in range(SEVERAL):
            most = np.maximum.reduceat(left, self._asked_starts)
            total += np.where(most > -2.0, most, 0.0)
            places = np.flatnonzero(left == np.repeat(most, self._asked_counts))
            left[places[np.unique(self._asked_owners[places], return_index=True)[1]]] = -9.0
        several[self._asked_owners[self._asked_starts]] = total / np.clip(self._asked_counts, 1, SEVERAL)
        return several


def _highest(values: Floats, number: int) -> Places:
    """Give the places of the highest values above 0, in no order."""
    places = np.argpartition(values, -number)[-number:] if len(values) > number else np.arange(len(values))
    return np.asarray(places[values[places] > 0], dtype=np.intp)


def _words(entry: KnowledgeEntry) -> _Words:
    # A title, and a way to ask, is searched as well: each text is read once.
    read = {text: telling(text, _stem_of_entry) for text in dict.fromkeys(entry.searched)}
    ways = tuple(filter(None, (frozenset(read[way]) for way in (*entry.title.values(), *entry.wordings))))
    single: set[str] = set()
    pairs: set[str] = set()
    for told in read.values():
        single.update(told)
        pairs.update(one + other for one, other in zip(told, told[1:], strict=False))
    return _Words(frozenset(single), frozenset(single | pairs), ways, tuple(entry.spelt), answering(entry))


def unit_rows(rows: Floats, is_fa: npt.NDArray[np.bool_]) -> Floats:
    """Take the mean of each row's language away, and give rows of unit length."""
    moved = rows.copy()
    for language, which in (("fa", is_fa), ("en", ~is_fa)):
        mean = centre(language)
        if mean is not None and len(mean) == rows.shape[1]:
            moved[which] -= np.asarray(mean, dtype=np.float32)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)
