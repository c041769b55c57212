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
_NUMBERS = r"\d{1,2}(?:(?:, ?| ?, and | and | & | و | o | va )\d{1,2}){1,4}"
_YEARS = r"[- ]{0,2}(?:years?[- ]olds?|yrs? old|yo\b|سال(?:ه|گی|ش)|sal(?:e|ash|esh))"
# Said as ages, and of children: any other number is an hour, or counts what is behind it.
_AGES = re.compile(
    rf"\b(?:mine|they|kids|children|sons|daughters|girls|boys|ones) (?:are|r) (?P<said>{_NUMBERS})(?=\s{{0,2}}(?:$|[.,!?؟،;)]))"
    rf"|(?<![\d:/.-])(?P<old>{_NUMBERS}){_YEARS}|(?<![\d:/.-])(?P<one>\d{{1,2}}){_YEARS}"
)
_NUMBER = re.compile(r"\d{1,2}")
_OLDEST = 17


def ages_said(text: str) -> list[int]:
    """Give the ages of children that a text says as such, of several: "mine are 5 and 8"."""
    said = fold(text).translate(ASCII_DIGITS)
    found = (number for match in _AGES.finditer(said) for number in _NUMBER.findall(match[match.lastgroup or 0]))
    return [age for number in found if 0 < (age := int(number)) <= _OLDEST]


def age_of_one(text: str, ages: Sequence[int]) -> int | None:
    """Give which of several ages is that of "the younger one" or "the big one"; None where neither is meant."""
    said = fold(text)
    if len(set(ages)) < 2:
        return None
    younger, older = _YOUNGER.search(said) is not None, _OLDER.search(said) is not None
    return None if younger is older else min(ages) if younger else max(ages)
