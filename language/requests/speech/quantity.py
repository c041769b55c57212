"""Quantities: how many of the things are meant."""

from __future__ import annotations

from collections.abc import Sequence

from language.numerals import number_of

__all__ = ["count_of"]

_OF_THEM = frozenset(("of",))
_COUNTED = frozenset("تا تاشو تاشونو تاشون تاش تاشم تای ta tasho تا‌شون جلد مورد تاشان".split())
_BOTH = frozenset("both جفتش جفتشون جفتشو جفتشونو هردو هردوش هردوشون هردوتاشون hardo".split())
_MOST = 30


def count_of(words: Sequence[str]) -> int:
    """Give how many things are spoken of: "both", "three of them", «دو تاشون»; 0 when it is not said."""
    for at, word in enumerate(words):
        if word in _BOTH:
            return 2
        following = words[at + 1] if at + 1 < len(words) else ""
        before = words[at - 1] if at else ""
        number = _number(word)
        if not 2 <= number <= _MOST:
            continue
        if following in _OF_THEM or following in _COUNTED or before in ("هر", "har", "any", "all"):
            return number
    return 0


def _number(word: str) -> int:
    try:
        return number_of(word)
    except KeyError:
        return 0
