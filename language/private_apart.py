"""Masking of personal numbers whose digits are separated by signs that also stand between other numbers."""

from __future__ import annotations

import re

from language.canvas import Canvas
from language.checksums import is_national_id
from language.private_context import Context, is_year

__all__ = ["settle_apart"]

_BETWEEN = "[\\s\u200c./_,،٬٫:;·•|\\\\*+~()\\[\\]{}«»<>\"'-]{1,4}"
_APART = re.compile(f"(?<!\\d)\\d{{1,7}}(?:{_BETWEEN}\\d{{1,7}})+(?!\\d)")
# What needs no word beside it is settled elsewhere.
_PLAIN = re.compile("\\d(?:[ \u200c-]{0,2}\\d)*")
_TIME = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)")
_SHELF_MARK = re.compile(r"\d{3}[./]\d{1,5}")
_THOUSANDS = re.compile("\\d{1,3}(?:[.,٬،/]\\d{3})+")
_IN_BRACKETS = re.compile('[(\\[{«"](\\d{4})[)\\]}»"][ \u200c]?[(\\[{«"](\\d{4})[)\\]}»"]')
# How many digits each kind has where it is written so; what is named something else stays.
_LENGTHS = {"card_number": (8,), "national_id": (10,), "postal_code": (10,), "phone": (8, 10, 11), "bank_card": (16,)}
_LEAST = 8


def settle_apart(canvas: Canvas, context: Context) -> None:
    """Settle digits that make one number together, where a word or their check digit says which: "2000/1001"."""
    for match in list(_APART.finditer(canvas.open)):
        if _PLAIN.fullmatch(match[0]) or _TIME.search(match[0]) or _SHELF_MARK.fullmatch(match[0]):
            continue
        groups = list(re.finditer(r"\d+", match[0]))
        if sum(len(group[0]) for group in groups) < _LEAST:
            continue
        # A number of its own may stand before: "card 2: 2000/1001".
        for first in (0, 1):
            start = match.start() + groups[first].start()
            kind = context.kind_of(start, match.end())
            if kind in _LENGTHS:
                made = _made_of([group[0] for group in groups[first:]], _LENGTHS[kind])
            else:
                kind, made = _by_shape(match[0]) if first == 0 and kind is None else None, len(groups)
            if kind is not None and made and not context.names_a_year(start, groups[first][0]):
                canvas.take(start, match.start() + groups[first + made - 1].end(), kind)
                break
    canvas.sweep(_IN_BRACKETS, _bracketed)


def _made_of(groups: list[str], lengths: tuple[int, ...]) -> int:
    """Tell how many groups from the first make a number of such a length, 0 when none do."""
    size = made = 0
    for count, group in enumerate(groups, start=1):
        size += len(group)
        if size in lengths and count > 1:
            made = count
        if size >= lengths[-1]:
            break
    return made


def _by_shape(text: str) -> str | None:
    """Name digits that are parted by one sign only, by what they are together."""
    digits = "".join(char for char in text if char.isdecimal())
    signs = {sign.strip() for sign in re.findall(r"\D+", text)}
    if len(digits) > 11 or len(signs) > 1 or _THOUSANDS.fullmatch(text):
        return None
    if len(digits) == 11 and digits.startswith("09"):
        return "phone"
    return "national_id" if is_national_id(digits) and len(text) <= len(digits) + 6 else None


def _bracketed(match: re.Match[str]) -> str | None:
    return None if is_year(match[1]) and is_year(match[2]) else "card_number"
