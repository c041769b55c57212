"""Texts as word pieces: of all ways to cut a text the likeliest, as SentencePiece's unigram model does."""

from __future__ import annotations

import re

from engine.nlu.e5.weights import PieceTable

_SPACE = "▁"
# A character that no piece has costs this much more than the rarest piece.
_UNKNOWN_COST = 10.0


class Pieces:
    """Cuts texts into the numbers of pieces."""

    def __init__(self, table: PieceTable) -> None:
        self._table = table
        self._known = {text: i for i, text in enumerate(table.texts) if text and i != table.unknown}
        self._longest = max(map(len, self._known))
        self._unknown = min(table.scores) - _UNKNOWN_COST

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text, between the marks of its beginning and its end."""
        signs = re.sub(" +", " ", text.translate(self._table.written))
        signs = ("" if signs.startswith(" ") else _SPACE) + signs.replace(" ", _SPACE)
        # For each end: the best score of what lies before it, its last piece and where that begins.
        scores = self._table.scores
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in range(1, len(signs) + 1):
            ways = [(best[end - 1][0] + self._unknown, self._table.unknown, end - 1)]
            for start in range(max(0, end - self._longest), end):
                number = self._known.get(signs[start:end])
                if number is not None:
                    ways.append((best[start][0] + scores[number], number, start))
            best.append(max(ways))
        numbers, at = [self._table.last], len(signs)
        while at:
            _, number, at = best[at]
            numbers.append(number)
        return [self._table.first, *reversed(numbers)]
