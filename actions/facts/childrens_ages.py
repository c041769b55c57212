"""The ages of several children, and which of them is meant: "mine are 5 and 8" … "the younger one"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.digits import ASCII_DIGITS
from language.normalise import fold

__all__ = ["age_of_one", "ages_said"]

_YOUNGER = re.compile(
    r"\b(?:younger|youngest|little|smaller|smallest|littlest)(?: (?:one|girl|boy|kid|child|son|daughter|brother|sister))?\b|کوچیک ?(?:ه|تر\w*|ترین\w*)?(?!\w)|کوچک ?(?:ه|تر\w*|ترین\w*)(?!\w)|کوچیک[\u200c ]?ت?ر?ه?(?!\w)|\bkuchi?k\w*|\bkoochi?k\w*"
)
_OLDER = re.compile(
    r"\b(?:older|oldest|elder|eldest|bigger|biggest|big)(?: (?:one|girl|boy|kid|child|son|daughter|brother|sister))?\b|بزرگ ?(?:ه|تر\w*|ترین\w*)(?!\w)|بزرگ[\u200c ]?ت?ر?ه(?!\w)|\bbozorg\w*"
)
_YEARS = re.compile(r"(?<![\d:/.-])(\d{1,2})(?![\d:/.-])")
# Whose ages they are.
_OF_CHILDREN = re.compile(
    r"\b(?:kids?|child\w*|mine|sons?|daughters?|girls?|boys?|twins|years?|old|grand\w+)\b|بچه|پسر|دختر|کودک|نوه|سال|\b(?:bache|pesar|dokhtar|nave|sal)\w*"
)
_OLDEST = 17


def ages_said(text: str) -> list[int]:
    """Give the ages of children that a text names, of several: "mine are 5 and 8"; empty where it names no children."""
    said = fold(text).translate(ASCII_DIGITS)
    if _OF_CHILDREN.search(said) is None:
        return []
    return [age for found in _YEARS.findall(said) if 0 < (age := int(found)) <= _OLDEST]


def age_of_one(text: str, ages: Sequence[int]) -> int | None:
    """Give which of several ages is that of "the younger one" or "the big one"; None where neither is meant."""
    said = fold(text)
    if len(set(ages)) < 2:
        return None
    younger, older = _YOUNGER.search(said) is not None, _OLDER.search(said) is not None
    return None if younger is older else min(ages) if younger else max(ages)
