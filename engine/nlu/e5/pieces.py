"""Segmentation into word pieces: the most likely one, as in SentencePiece's unigram model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np

from engine.nlu.e5.weights import PieceTable

_SPACE = "▁"
# A character that no piece has costs this much more than the rarest piece.
_UNKNOWN_COST = 10.0
# A word with the sign before it, or what stands before the first of these. No piece reaches over one into the next.
_WORD = re.compile(f"{_SPACE}?[^{_SPACE}]+|{_SPACE}")
# So many words are remembered with their pieces: patrons say the same ones.
_KEPT = 8192


class Pieces:
    """The table of word pieces, by which texts are cut.

    In a dictionary a quarter of a million pieces would take 50 MB: they are known by their 64-bit hashes, in order.
    """

    def __init__(self, table: PieceTable) -> None:
        # Of their bytes: two texts of other scripts may lie in memory as the same bytes, and share a hash.
        hashes = np.fromiter(map(hash, table.texts()), dtype=np.int64, count=len(table.scores))
        self._numbers = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._numbers]
        self._longest = max(len(piece.decode("utf-8", "replace")) for piece in table.texts())
        self._scores = table.scores
        self._ends = table.first, table.last
        self._unknown, self._unknown_score = table.unknown, float(table.scores.min()) - _UNKNOWN_COST
        self._written = table.written
        apart = not any(_SPACE.encode() in piece[1:] for piece in table.texts())
        self._split = _WORD.findall if apart else _whole
        self._cut = lru_cache(_KEPT)(self._pieces_of)

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text, between the marks of its beginning and its end."""
        signs = re.sub(" +", " ", text.translate(self._written))
        signs = ("" if signs.startswith(" ") else _SPACE) + signs.replace(" ", _SPACE)
        within = [number for word in self._split(signs) for number in self._cut(word)]
        return [self._ends[0], *within, self._ends[1]]

    def _pieces_of(self, signs: str) -> tuple[int, ...]:
        """The pieces of a word, or of any text in which spaces are written as signs."""
        # For each end: the best score of what lies before it, its last piece and where that begins.
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        ways = self._ways(signs)
        for end in range(1, len(signs) + 1):
            unknown = (best[end - 1][0] + self._unknown_score, self._unknown, end - 1)
            known = ((best[start][0] + score, number, start) for start, number, score in ways.get(end, ()))
            best.append(max([unknown, *known]))
        numbers, at = [], len(signs)
        while at:
            _, number, at = best[at]
            numbers.append(number)
        return tuple(reversed(numbers))

    def _ways(self, signs: str) -> dict[int, list[tuple[int, int, float]]]:
        """The pieces that stand in a text, by where they end: where each begins, its number and its score."""
        spans = [(a, b) for b in range(1, len(signs) + 1) for a in range(max(0, b - self._longest), b)]
        starts = [0, *accumulate(len(sign.encode("utf-8", "replace")) for sign in signs)]
        whole = signs.encode("utf-8", "replace")
        hashes = np.fromiter((hash(whole[starts[a] : starts[b]]) for a, b in spans), dtype=np.int64, count=len(spans))
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        ways: dict[int, list[tuple[int, int, float]]] = {}
        for at in np.flatnonzero(self._hashes[places] == hashes):
            number = int(self._numbers[places[at]])
            if number != self._unknown:
                ways.setdefault(spans[at][1], []).append((spans[at][0], number, float(self._scores[number])))
        return ways


def _whole(signs: str) -> Sequence[str]:
    return [signs]
