"""Numbers in the digits of a language."""

from __future__ import annotations

from language.writing import in_digits

__all__ = ["number"]


def number(value: int | str, language: str) -> str:
    """Write a number in the digits of a language."""
    return in_digits(value, language)
