"""Whether a message says nothing beside titles of one's own but what a list of words allows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from language.normalise import fold
from language.scripts import is_latin, skeleton

__all__ = ["says_only"]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SUBTITLE = re.compile(r"[:؛;/(–]")
_LONG, _ALIKE = 5, 80
_JOINTS = frozenset("the and و va o & a".split())


def says_only(text: str, titles: Sequence[str], allowed: Collection[str]) -> bool:
    """Tell whether all words of a text are allowed, or are of the titles that it names."""
    said = _WORD.findall(fold(text).replace("’", "'"))
    named = {part for title in titles for part in _WORD.findall(fold(_SUBTITLE.split(title)[0]))}
    return all(word in allowed or word in _JOINTS or any(_same(part, word) for part in named) for word in said)


def _same(part: str, word: str) -> bool:
    if part == word:
        return True
    if is_latin(part) != is_latin(word):
        return len(word) > 2 and skeleton(part) == skeleton(word) != ""
    return min(len(part), len(word)) >= _LONG and fuzz.ratio(part, word) >= _ALIKE
