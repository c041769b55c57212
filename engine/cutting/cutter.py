"""Where a message of several requests is cut, as readers would cut it: learnt from messages that they cut.

Two linear models: one by the words around each gap, which most gaps do not pass, and one by what the network's first
layers make of these words in their sentence. Fitted by benchmarks/nlu/cutting.py; nothing of it is trained anew with a
library's own data.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np

from engine.cutting.signs import (
    SaidWord,
    asking,
    asking_signs,
    clause_around,
    far_before,
    far_behind,
    mark_at,
    near_signs,
    said_words,
)
from engine.nlu.features import Floats, Ints
from engine.nlu.hashed import COLUMNS, column_of, share_of
from engine.nlu.texts import readable
from language.normalise import fold

__all__ = [
    "FILE",
    "PASSES",
    "Cut",
    "Cutter",
    "WordStates",
    "network_words",
    "open_cutter",
    "seen_at",
]

FILE = Path(__file__).with_name("cuts.npz")
# Shorter messages are one request, and in longer ones no more words are looked at.
_FEWEST_WORDS, _MOST_WORDS = 7, 120
# So likely a gap must be by its words for the second model to learn from it; and for the network to be asked of it: of
# 305 cuts of 1,034 messages none is lost by that, and six messages in ten need no network.
PASSES, _ASKED = 0.02, math.log(0.1 / 0.9)
# A clause is looked at up to so many words away, and the words next to a gap up to so many.
_FAR, _NEAR = 10, 3


class WordStates(Protocol):
    """Makes of words in their sentence what the network's first layers know of each."""

    def states(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """The mean of each word's pieces, and its first piece: [words, width] both."""
        ...


class Cut(NamedTuple):
    """Where a request begins in its message, and how likely one begins there."""

    start: int
    share: float


def network_words(text: str, words: Sequence[SaidWord]) -> list[str]:
    """Give the words as the network reads them; where it can be, as it reads the whole message for its meaning."""
    whole = readable(text).split()
    return whole if len(whole) == len(words) else [fold(word.text) for word in words]


def seen_at(words: Sequence[SaidWord], means: Floats, firsts: Floats, at: int) -> Floats:
    """Give what the network knows around the gap before the word `at`: next to it, near it, and of both clauses."""
    begin, end = clause_around(words, at)
    begin, end = max(begin, at - _FAR), min(end, at + _FAR)
    parts = (
        means[at - 1],
        firsts[at],
        means[at : at + _NEAR].mean(0),
        means[max(0, at - _NEAR) : at].mean(0),
        means[begin:at].mean(0),
        means[at:end].mean(0),
    )
    return np.concatenate(parts).astype(np.float32)


class Cutter:
    """Both models: weights of the signs [COLUMNS] with a bias, and weights of what is seen [6 × width] with a bias."""

    def __init__(self, signs: Floats, bias: float, seen: Floats, by_words: float, seen_bias: float) -> None:
        self._signs, self._bias = signs, bias
        self._seen, self._by_words, self._seen_bias = seen, by_words, seen_bias
        self._most_asking: dict[str, float] = {}

    @classmethod
    def read(cls, file: Path = FILE) -> Cutter:
        """Read a cutter; raises OSError."""
        with np.load(file, allow_pickle=False) as kept:
            signs = np.zeros(COLUMNS, dtype=np.float32)
            signs[kept["columns"]] = kept["signs"].astype(np.float32)
            bias, by_words, seen_bias = (float(each) for each in kept["scalars"])
            return cls(signs, bias, kept["seen"].astype(np.float32), by_words, seen_bias)

    def write(self, file: Path = FILE) -> None:
        """Write it, in half precision and without the signs that say nothing."""
        columns: Ints = np.flatnonzero(self._signs).astype(np.int32)
        np.savez_compressed(
            file,
            columns=columns,
            signs=self._signs[columns].astype(np.float16),
            seen=self._seen.astype(np.float16),
            scalars=np.asarray([self._bias, self._by_words, self._seen_bias], dtype=np.float64),
        )

    def by_words(self, words: Sequence[SaidWord], least: float) -> dict[int, float]:
        """Give how likely, as a logit, a request begins before which word, by words alone, from `least` on.

        What is asked around a gap is dear to see, and most are below it whatever that is.
        """
        before = self._sums(far_before(word.folded) for word in words)
        behind = self._sums(far_behind(word.folded) for word in reversed(words))
        found = {}
        for at in range(1, len(words)):
            begin, end = clause = clause_around(words, at)
            logit = (
                self._bias
                + before[begin]
                + behind[len(words) - end]
                + sum(map(self._weight, near_signs(words, at, clause)))
            )
            if logit + self._most_of_asking(mark_at(words, at)) < least:
                continue
            logit += sum(map(self._weight, asking_signs(words, at, clause)))
            if logit >= least:
                found[at] = logit
        return found

    def _weight(self, sign: str) -> float:
        return float(self._signs[column_of(sign)])

    def _sums(self, signs: Iterable[str]) -> list[float]:
        """Give what the first none, one, two … of these weigh, each told once."""
        sums, told = [0.0], set[str]()
        for sign in signs:
            sums.append(sums[-1] + (0.0 if sign in told else self._weight(sign)))
            told.add(sign)
        return sums

    def _most_of_asking(self, mark: str) -> float:
        """Give the most that what is asked around a gap can weigh."""
        if mark not in self._most_asking:
            truth = (False, True)
            self._most_asking[mark] = max(
                sum(map(self._weight, asking((one, other), before, mark)))
                for one in truth for other in truth for before in truth
            )  # fmt: skip
        return self._most_asking[mark]

    def cuts(self, text: str, states: WordStates, least: float) -> list[Cut]:
        """Give where requests begin in a message behind its first one, each likely by `least` or more."""
        words = said_words(text)[:_MOST_WORDS]
        if len(words) < _FEWEST_WORDS:
            return []
        by_words = self.by_words(words, _ASKED)
        if not by_words:
            return []
        means, firsts = states.states(network_words(text, words))
        found = []
        for at, logit in by_words.items():
            seen = float(seen_at(words, means, firsts, at) @ self._seen)
            share = share_of(seen + self._by_words * logit + self._seen_bias)
            if share >= least:
                found.append(Cut(words[at].start, share))
        return found


def open_cutter(file: Path = FILE) -> Cutter | None:
    """Give the cutter; None where there is none."""
    return Cutter.read(file) if file.exists() else None
