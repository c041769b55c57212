"""ISBNs as patrons type them: with or without hyphens, in three digit scripts, ten or thirteen digits."""

from __future__ import annotations

import re

from language.digits import to_ascii

__all__ = ["canonical", "find_isbn"]

# Digits that may be parted by single hyphens, dashes or spaces; the last may be X.
SHAPE = re.compile(r"(?<![\dA-Za-z])(?:97[89][-‐–— ]?)?\d(?:[-‐–— ]?\d){8}[-‐–— ]?[\dXx](?![\dA-Za-z])")
SEPARATORS = re.compile(r"[-‐–—\s]")


def canonical(text: str) -> str | None:
    """Give the thirteen digits of an ISBN-10 or ISBN-13; None when its check digit is wrong."""
    digits = SEPARATORS.sub("", to_ascii(text)).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return _thirteen("978" + digits[:9]) if _sum_of_ten(digits) % 11 == 0 else None
    if re.fullmatch(r"97[89]\d{10}", digits):
        return digits if _thirteen(digits[:12]) == digits else None
    return None


def find_isbn(text: str) -> str | None:
    """Find the first right ISBN in a text, as thirteen digits."""
    found = (canonical(match.group()) for match in SHAPE.finditer(to_ascii(text)))
    return next((isbn for isbn in found if isbn), None)


def _sum_of_ten(digits: str) -> int:
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True))


def _thirteen(first_twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first_twelve))
    return first_twelve + str(-total % 10)
