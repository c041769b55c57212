"""A portion of a sum in words: half of it, the smaller part, so and so many rials."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.normalise import fold

__all__ = ["Portion", "find_portion"]

_HALF = re.compile(r"\bhalf\b|نصف|نیمی|\b(?:nesf\w*)\b")
_SMALLER = re.compile(
    r"\b(?:smaller|smallest|lesser|cheaper|little one)\b|کمتر|کوچیک|کوچک|ارزون|\b(?:kamtar|kuchik\w*)\b"
)
_LARGER = re.compile(
    r"\b(?:larger|largest|bigger|biggest|greater|big one)\b|بیشتر|بزرگ|گنده|گرون|\b(?:bozorg\w*|bishtar\w*)\b"
)
_SUM = re.compile(
    r"(?<![\d,.])(?P<digits>\d{1,3}(?:[,٬]\d{3})+|\d{2,9})(?: ?(?P<thousand>هزار|thousand|k|hezar))?(?: ?(?P<unit>تومان|تومن|تومنی|toman|tomans|tuman))?"
)
_LEAST = 1000


@dataclass(frozen=True)
class Portion:
    """A portion: "half", "smaller" or "larger" of the parts, or "sum" with its rials."""

    kind: str
    rials: int = 0


def find_portion(text: str) -> Portion | None:
    """Find which portion of a sum a text speaks of; None where it speaks of none."""
    said = fold(text)
    for match in _SUM.finditer(said):
        amount = int(re.sub(r"\D", "", match["digits"])) * (1000 if match["thousand"] else 1)
        amount *= 10 if match["unit"] else 1
        if amount >= _LEAST:
            return Portion("sum", amount)
    for kind, words in (("half", _HALF), ("smaller", _SMALLER), ("larger", _LARGER)):
        if words.search(said):
            return Portion(kind)
    return None
