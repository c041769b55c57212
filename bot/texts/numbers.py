"""Numbers in the digits of a language."""

from __future__ import annotations

from language.digits import to_persian

__all__ = ["number"]


def number(value: int | str, language: str) -> str:
    """Write a number in the digits of a language."""
    return to_persian(str(value)) if language == "fa" else str(value)
