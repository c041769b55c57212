"""Check digits: ISBN, ISSN, national ID, bank card, library barcode, account number."""

from __future__ import annotations

__all__ = ["is_iban", "is_isbn10", "is_isbn13", "is_issn", "is_luhn", "is_national_id"]


def is_isbn13(digits: str) -> bool:
    """Check a 13-digit ISBN, without separators (ISO 2108)."""
    if len(digits) != 13 or not digits.isdecimal() or digits[:3] not in ("978", "979"):
        return False
    return sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits)) % 10 == 0


def is_isbn10(digits: str) -> bool:
    """Check a 10-character ISBN, without separators, its last one a digit or X."""
    if len(digits) != 10 or not digits[:9].isdecimal() or digits[9] not in "0123456789xX":
        return False
    values = [10 if digit in "xX" else int(digit) for digit in digits]
    return sum((10 - n) * value for n, value in enumerate(values)) % 11 == 0


def is_issn(digits: str) -> bool:
    """Check an 8-character ISSN, without its hyphen, its last one a digit or X (ISO 3297)."""
    if len(digits) != 8 or not digits[:7].isdecimal() or digits[7] not in "0123456789xX":
        return False
    values = [10 if digit in "xX" else int(digit) for digit in digits]
    return sum((8 - n) * value for n, value in enumerate(values)) % 11 == 0


def is_national_id(digits: str) -> bool:
    """Check an Iranian national id of 10 digits. An ISBN-10 that ends in a digit passes too."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    rest = sum((10 - n) * int(digit) for n, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def is_luhn(digits: str) -> bool:
    """Check a bank card's or a library barcode's digit (ISO/IEC 7812)."""
    if not digits.isdecimal():
        return False
    total = 0
    for n, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if n % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(text: str) -> bool:
    """Check an account number, without spaces (ISO 13616)."""
    code = text.upper()
    if not (15 <= len(code) <= 34 and code.isalnum() and code.isascii() and code[:2].isalpha()):
        return False
    moved = code[4:] + code[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1
