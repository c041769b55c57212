"""Digits of the three scripts that patrons type."""

from __future__ import annotations

__all__ = ["ASCII_DIGITS", "to_ascii", "to_persian"]

_ARABIC_ZERO = 0x0660
_PERSIAN_ZERO = 0x06F0
_FULL_WIDTH_ZERO = 0xFF10

#: Code point of a foreign digit → its ASCII digit; one character for one, so offsets stay.
ASCII_DIGITS: dict[int, str] = {
    zero + value: str(value) for zero in (_ARABIC_ZERO, _PERSIAN_ZERO, _FULL_WIDTH_ZERO) for value in range(10)
}

_PERSIAN_DIGITS: dict[int, str] = {
    zero + value: chr(_PERSIAN_ZERO + value) for zero in (ord("0"), _ARABIC_ZERO) for value in range(10)
}


def to_ascii(text: str) -> str:
    """Write every Arabic, Persian and full-width digit as an ASCII one, keeping the length."""
    return text if text.isascii() else text.translate(ASCII_DIGITS)


def to_persian(text: str) -> str:
    """Write every ASCII and Arabic digit as a Persian one, keeping the length."""
    return text.translate(_PERSIAN_DIGITS)
