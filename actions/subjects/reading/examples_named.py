"""Who is named as an example of what is wished for: "good humour, Aziz Nesin for example", «مثلا فروغ»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["A_NAME", "EXAMPLES", "names_example"]

A_NAME = r"(?P<name>[^\W\d_][\w-]{2,20}(?: [^\W\d_][\w-]{2,20})?)"
EXAMPLES = (
    re.compile(
        rf"(?<!\w)(?:مثلا|برای (?:مثال|نمونه)|مثال|از جمله|بخصوص|مخصوصا|به ?ویژه)\W{{1,3}}(?:از |کارهای |کتاب ?های |کتابای |اثار |آثار )?{A_NAME}"
    ),
    re.compile(
        rf"\b(?:for example|for instance|e\.?g\.?|such as|especially|particularly|say)\W{{1,3}}(?:something |anything |books? )?(?:by |from )?{A_NAME}"
    ),
    re.compile(rf"\b(?:masalan|makhsusan)\W{{1,3}}(?:az )?{A_NAME}"),
)


def names_example(text: str) -> bool:
    """Tell whether a text gives an example of what it wishes for, which may be somebody's name."""
    return any(pattern.search(fold(text)) for pattern in EXAMPLES)
