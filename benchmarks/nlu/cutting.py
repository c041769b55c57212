"""`python -m benchmarks.nlu.cutting`: where messages of several requests are cut, beside how readers cut them.

Run in the engine's environment. The models learn from the rounds that are not `--left`, and from pairs of messages put
together; of the rounds left out it is printed how many cuts are right and how many are found, from several shares on,
and the same of the places that the words alone give (engine/message_pieces.py). With `--write` they learn from all
rounds, and the product's file is made anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.nlu.cut_messages import CutMessage, cut_messages, pairs
from engine.cutting.cutter import PASSES, Cutter, network_words, seen_at
from engine.cutting.signs import SaidWord, said_words, signs_before
from engine.message_pieces import pieces
from engine.nlu.features import Floats, Ints
from engine.nlu.hashed import COLUMNS, column_of
from engine.nlu.vectors import PackagedVectors

_PAIRS, _PAIR_WEIGHT = 6000, 0.3
_SIGNS_C, _SEEN_C = 1.0, 0.0003
# What the first model says weighs so much more than one thing that is seen, before both are learnt together.
_BY_WORDS = 3.0
_FOLDS = 4
_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
# A cut that lies two words off is the same one: before or behind "and also".
_OFF = 2
# A sign that weighs less says nothing.
_LEAST_WEIGHT = 0.01


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, cut what was left out, and print the shares; or write the product's file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu.cutting", description=__doc__)
    parser.add_argument("--left", nargs="+", default=["2026-11-25", "2026-11-26"], help="rounds that are left out")
    parser.add_argument("--write", action="store_true", help="learn from all rounds, and write the product's file")
    options = parser.parse_args(arguments)
    every = cut_messages()
    left = [one for one in every if one.round in options.left]
    if not left:
        print("cutting: no such rounds are cut", file=sys.stderr)
        return 2
    states = PackagedVectors()
    if options.write:
        fitted(every, pairs(_PAIRS, ()), states).write()
        return 0
    cutter = fitted([one for one in every if one not in left], pairs(_PAIRS, options.left), states)
    print(report(left, cutter, states))
    return 0


class _Gaps:
    """The gaps of messages: their signs, whether they are cut, of which message they are and how much they count."""

    def __init__(self, messages: Sequence[CutMessage], weight: float) -> None:
        self.words = [said_words(one.text) for one in messages]
        self.network_words = [network_words(one.text, words) for one, words in zip(messages, self.words, strict=True)]
        self.places: list[tuple[int, int]] = []
        self.columns: list[int] = []
        self.ends: list[int] = [0]
        cut: list[bool] = []
        for number, (message, words) in enumerate(zip(messages, self.words, strict=True)):
            for at in range(1, len(words)):
                self.columns += map(column_of, signs_before(words, at))
                self.ends.append(len(self.columns))
                self.places.append((number, at))
                cut.append(words[at].start in message.cuts)
        self.cut = np.asarray(cut)
        self.weights = np.full(len(cut), weight)
        self.fold: Ints = np.asarray([number % _FOLDS for number, _ in self.places])

    def matrix(self) -> sparse.csr_matrix:
        """Give the signs of the gaps, [gaps, columns]."""
        values = np.ones(len(self.columns), dtype=np.float32)
        return sparse.csr_matrix((values, self.columns, self.ends), shape=(len(self.places), COLUMNS))


def fitted(messages: Sequence[CutMessage], joined: Sequence[CutMessage], states: PackagedVectors) -> Cutter:
    """Learn both models: the second one of what the first would say of messages that it had not seen."""
    gaps = [_Gaps(messages, 1.0), _Gaps(joined, _PAIR_WEIGHT)]
    matrix = sparse.vstack([each.matrix() for each in gaps]).tocsr()
    cut, weights, fold_of = (
        np.concatenate([getattr(each, name) for each in gaps]) for name in ("cut", "weights", "fold")
    )
    by_words = np.zeros(len(cut))
    for number in range(_FOLDS):
        rest = fold_of != number
        by_words[~rest] = _signs(matrix[rest], cut[rest], weights[rest]).decision_function(matrix[~rest])
    passed = np.flatnonzero(1 / (1 + np.exp(-by_words)) >= PASSES)
    seen = _seen(gaps, passed, states)
    scale = seen.std(0) + 1e-3
    second = LogisticRegression(C=_SEEN_C, max_iter=300).fit(
        np.c_[seen / scale, _BY_WORDS * by_words[passed]], cut[passed], sample_weight=weights[passed]
    )
    first = _signs(matrix, cut, weights)
    signs = np.where(abs(first.coef_[0]) >= _LEAST_WEIGHT, first.coef_[0], 0.0).astype(np.float32)
    of_seen, of_words = second.coef_[0][:-1], second.coef_[0][-1]
    return Cutter(
        signs,
        float(first.intercept_[0]),
        (of_seen / scale).astype(np.float32),
        float(of_words) * _BY_WORDS,
        float(second.intercept_[0]),
    )


def _signs(matrix: sparse.csr_matrix, cut: np.ndarray, weights: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_SIGNS_C, solver="liblinear", max_iter=300).fit(matrix, cut, sample_weight=weights)


def _seen(gaps: Sequence[_Gaps], passed: Ints, states: PackagedVectors) -> Floats:
    """Give what the network knows around each gap that passed."""
    places = [(each, number, at) for each in gaps for number, at in each.places]
    found, made = [], (None, None)
    known: tuple[Floats, Floats] | None = None
    for row in passed:
        each, number, at = places[row]
        if made != (each, number):
            made, known = (each, number), states.states(each.network_words[number])
        assert known is not None
        found.append(seen_at(each.words[number], *known, at))
    return np.asarray(found, dtype=np.float32)


def report(left: Sequence[CutMessage], cutter: Cutter, states: PackagedVectors) -> str:
    """Tell of messages how many cuts are right, and how many of theirs are found."""
    several = sum(bool(one.cuts) for one in left)
    lines = [f"{len(left)} messages, {several} of several requests, {sum(len(one.cuts) for one in left)} cuts", ""]
    lines.append("| from | cuts right | found | messages of several that are cut | of one that are |")
    lines.append("|---|---|---|---|---|")
    every = [cutter.cuts(one.text, states, _SHARES[0]) for one in left]
    for share in _SHARES:
        made = [[cut.start for cut in cuts if cut.share >= share] for cuts in every]
        lines.append(_row(str(share), left, made))
    lines.append(_row("by the words alone", left, [[piece.start for piece in pieces(one.text)[1:]] for one in left]))
    return "\n".join(lines)


def _row(name: str, left: Sequence[CutMessage], made: Sequence[Sequence[int]]) -> str:
    right = found = 0
    for one, cuts in zip(left, made, strict=True):
        words = said_words(one.text)
        mine, theirs = (_places(words, each) for each in (cuts, one.cuts))
        right += sum(any(abs(at - other) <= _OFF for other in theirs) for at in mine)
        found += sum(any(abs(at - other) <= _OFF for other in mine) for at in theirs)
    count, real = sum(map(len, made)), sum(len(one.cuts) for one in left)
    hit = sum(bool(cuts) for one, cuts in zip(left, made, strict=True) if one.cuts)
    false = sum(bool(cuts) for one, cuts in zip(left, made, strict=True) if not one.cuts)
    return f"| {name} | {right / max(1, count):.1%} | {found / real:.1%} | {hit} | {false} |"


def _places(words: Sequence[SaidWord], starts: Iterable[int]) -> list[int]:
    return [sum(word.start < start for word in words) for start in starts]


if __name__ == "__main__":
    sys.exit(main())
