"""The index: words and vectors of all entries in memory, the same whatever the database.

A library has some hundreds of facts and some thousands of passages, so that going through all of them costs less than
a question to a database, and one threshold holds for both databases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt

from crm.knowledge.agreement import Asking, is_for_others
from crm.knowledge.answers_in_numbers import AnswersInNumbers
from crm.knowledge.entries import FACT, KnowledgeEntry, script_of
from crm.knowledge.entry_likeness import LIKE, Likeness, Nearest, Numbers, Places
from crm.knowledge.spelling import Spelling
from crm.knowledge.telling_words import QUESTIONS, telling
from crm.knowledge.vector_index import VectorIndex
from crm.knowledge.word_index import NEAR_WEIGHT, EntryWords, WordIndex, words_of
from language.finglish import KnownWords
from language.normalise import fold
from language.stems import stem
from language.words import FINGLISH_WORDS

__all__ = ["Index"]

Floats = npt.NDArray[np.float32]

# So many entries are weighed: those that are nearest by vectors, and by words.
NEAREST, NEAREST_BY_WORDS, NEAREST_LEANING = 50, 40, 10
MOST_WORDS = 40


class Index:
    """All entries with their words and vectors; not changed once it is made."""

    def __init__(
        self, entries: Iterable[KnowledgeEntry], vectors: Mapping[str, bytes], older: Index | None = None
    ) -> None:
        """Make it; the words of entries that an older one holds unchanged are not read again."""
        self.entries = list(entries)
        known = {entry.key: words for entry, words in zip(older.entries, older._words, strict=True)} if older else {}
        self._words: list[EntryWords] = [known.get(entry.key) or words_of(entry) for entry in self.entries]
        self._by_word = WordIndex(self._words)
        self._by_vector = VectorIndex(self.entries, vectors)
        self._sounds: KnownWords | None = None
        self._written = Counter(word for words in self._words for word in words.written)
        self._spelling = Spelling(self._written, QUESTIONS)
        self.by_ref = {entry.ref: entry for entry in self.entries}
        self.places = {entry.ref: place for place, entry in enumerate(self.entries)}
        self.topics = frozenset(entry.topic for entry in self.entries if entry.topic)
        of_entry = np.asarray([entry.topic or "" for entry in self.entries])
        self.of_topic: dict[str | None, npt.NDArray[np.bool_]] = {topic: of_entry == topic for topic in self.topics}
        self.are_facts = self._where(lambda entry: entry.kind == FACT)
        self.have_wordings = self._where(lambda entry: bool(entry.wordings))
        self._answers = AnswersInNumbers([words.answering for words in self._words])
        self._valid: tuple[tuple[date, int | None], npt.NDArray[np.bool_]] | None = None

    def in_persian(self, text: str) -> str:
        """Give a text in Latin letters with the words that sound like Persian ones of the entries as those."""
        if not text.isascii():
            return text
        if self._sounds is None:
            self._sounds = KnownWords(self._written)
        weights = self._by_word.weights
        known = [word for word in fold(text).split() if stem(word) in weights and word not in FINGLISH_WORDS]
        return self._sounds.in_persian(text, but=known)

    def respelt(self, text: str) -> str:
        """Give a text with its misspelt words as those of the entries that were meant."""
        return self._spelling.respelt(text)

    @property
    def has_vectors(self) -> bool:
        """Tell whether it has vectors at all."""
        return bool(len(self._by_vector.matrix))

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
        words, near = self._by_word.known(asked)
        covered, title = self._by_word.covered_and_title(words)
        places = _highest(covered + title, NEAREST_BY_WORDS)
        by_vector = None
        if vector is not None and self.has_vectors and vector.shape[0] == self._by_vector.width:
            by_vector = self._by_vector.likenesses(vector, script_of(text))
            nearest = _highest(by_vector[:4].sum(axis=0), NEAREST)
            places = np.union1d(places, np.union1d(nearest, _highest(by_vector[4], NEAREST_LEANING)))
        unknown = sum(word not in self._by_word.weights for word in asked)
        numbers = np.zeros((len(places), len(LIKE)), dtype=np.float64)
        numbers[:, LIKE["covered"]] = covered[places]
        numbers[:, LIKE["title"]] = title[places]
        numbers[:, LIKE["unknown"]] = (unknown - NEAR_WEIGHT * near) / max(1, len(asked))
        if asks is not None:
            numbers[:, LIKE["kind"] : LIKE["only_yes"] + 1] = self._answers.agreement(asks, places)
        whole = self._by_vector.whole[places] if by_vector is not None else np.zeros(len(places), dtype=np.bool_)
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


def _highest(values: Floats, number: int) -> Places:
    """Give the places of the highest values above 0, in no order."""
    places = np.argpartition(values, -number)[-number:] if len(values) > number else np.arange(len(values))
    return np.asarray(places[values[places] > 0], dtype=np.intp)
