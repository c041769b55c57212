"""Names that are an author's too and here are somebody else's: "my niece Tara", "Percy Jackson"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.normalise import fold
from language.requests.reading.terms import is_known
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["is_of_somebody"]

_KIN = r"(?:nieces?|nephews?|sons?|daughters?|grand(?:sons?|daughters?|child)|kid|child|boy|girl|brother|sister|husband|wife|friend|mother|father|mum|mom|dad|aunt|uncle|cousin|baby|name is|name's|called|named|i am|i'm|this is|regards|thanks|yours|best|love)"
_OF_WORKS = frozenset("by from of read like reads reading love loves likes".split())
_CAPITAL = r"[A-Z][\w'’-]{1,20}"


def is_of_somebody(run: Sequence[str], author: str, text: str) -> bool:
    """Tell whether words in Latin letters that are an author's name name somebody else in a text."""
    if not all(word.isascii() for word in run):
        return False
    name = " ".join(re.escape(word) for word in run)
    if re.search(rf"\b{_KIN},?\s{{1,3}}{name}\b", text, re.IGNORECASE):
        return True
    own = fold(author).split()
    written = " ".join(re.escape(word.capitalize()) for word in run)
    before, behind = rf"(?P<before>{_CAPITAL}) {written}\b", rf"\b{written} (?P<behind>{_CAPITAL})"
    for pattern in (before, behind):
        for found in re.finditer(pattern, text):
            other = fold(next(filter(None, found.groupdict().values()))).removesuffix("'s")
            if other not in own and not is_ordinary(other) and not is_known(other) and other not in _OF_WORKS:
                return True
    return False
