"""ISBNs as patrons type them: with or without hyphens, in three digit scripts, ten or thirteen digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.checksums import is_isbn10, is_isbn13
from language.digits import to_ascii

__all__ = ["Isbn", "canonical", "find_isbn", "find_isbns"]

# Digits that may be parted by single hyphens, dashes or spaces; the last may be X.
_SHAPE = re.compile(r"(?<!\d)(?:97[89][-‐–— ]?)?\d(?:[-‐–— ]?\d){8}[-‐–— ]?[\dXx](?![\dXx])")
_SEPARATORS = re.compile(r"[-‐–—\s]")


@dataclass(frozen=True)
class Isbn:
    """What has the shape of an ISBN and its place: `digits` are ten or thirteen, without what parts them."""

    digits: str
    start: int
    end: int

    @property
    def is_long(self) -> bool:
        """Tell whether it has thirteen digits, which hardly anything else has."""
        return len(self.digits) == 13

    @property
    def is_right(self) -> bool:
        """Tell whether its check digit is right."""
        return is_isbn13(self.digits) if self.is_long else is_isbn10(self.digits)


def find_isbns(text: str) -> Iterator[Isbn]:
    """Find all that has the shape of an ISBN, right or mistyped."""
    for found in _SHAPE.finditer(to_ascii(text)):
        yield Isbn(_SEPARATORS.sub("", found.group()).upper(), found.start(), found.end())


def find_isbn(text: str) -> str | None:
    """Find the first right ISBN in a text, as thirteen digits."""
    return next((canonical(each.digits) for each in find_isbns(text) if each.is_right), None)


def canonical(text: str) -> str | None:
    """Give the thirteen digits of an ISBN-10 or ISBN-13; None when its check digit is wrong."""
    digits = _SEPARATORS.sub("", to_ascii(text)).upper()
    if is_isbn13(digits):
        return digits
    return _thirteen("978" + digits[:9]) if is_isbn10(digits) else None


def _thirteen(first_twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first_twelve))
    return first_twelve + str(-total % 10)
