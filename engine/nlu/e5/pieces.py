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
        self._longest = _longest(table)
        self._scores = table.scores
        self._ends = table.first, table.last
        self._unknown, self._unknown_score = table.unknown, float(table.scores.min()) - _UNKNOWN_COST
        self._written = table.written
        self._split = _whole if _any_goes_over(table) else _WORD.findall
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


def _longest(table: PieceTable) -> int:
    """The length of the longest piece in signs, at least: what only goes on with a sign counts for none."""
    letters = np.frombuffer(table.letters, dtype=np.uint8)
    begun = np.concatenate([[0], np.cumsum((letters & 0xC0) != 0x80)])
    whole = int(np.diff(begun[table.starts]).max(initial=1))
    try:
        table.letters.decode()
    except UnicodeDecodeError:
        # Halves of signs: each byte may be read as one.
        return int(np.diff(table.starts.astype(np.int64)).max(initial=1))
    return whole


def _any_goes_over(table: PieceTable) -> bool:
    """Tell whether the sign for a space stands anywhere but at the beginning of a piece."""
    letters, starts = np.frombuffer(table.letters, dtype=np.uint8), table.starts.astype(np.int64)
    sign = _SPACE.encode()
    there = np.ones(max(len(letters) - len(sign) + 1, 0), dtype=np.bool_)
    for place, byte in enumerate(sign):
        there &= letters[place : place + len(there)] == byte
    places = np.flatnonzero(there)
    of_piece = np.searchsorted(starts, places, side="right") - 1
    return bool(np.any((places > starts[of_piece]) & (places + len(sign) <= starts[of_piece + 1])))
