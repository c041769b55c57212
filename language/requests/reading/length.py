"""Lengths that are wished for: what short and long are in pages, shorter and longer, and the length of a way."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["LONG", "OF_WAITING", "SAYS_LONGER", "SAYS_SHORTER", "SHORT", "SHORTER", "SHORTER_THAN", "is_of_time"]

#: "Short" is at most so many pages, "long" at least so many.
SHORT, LONG = 200, 450
#: "Like … but shorter", of whatever length that is.
SHORTER = 300
# Shorter than something shown or said, or what was shown is too long.
SAYS_SHORTER = re.compile(
    r"\b(?:shorter|thinner|slimmer|smaller|fewer pages|less long|not so (?:long|thick)|too long|too thick)\b|کوتاهتر|کوتاه تر|\b(?:kuta|kutah|kootah|koota|nazok) ?tar\b|کم ?حجم ?تر|نازکتر|نازک تر|کلفت|قطور|طولانیه|زیاد بلند"
)
# Who waited too long was kept by no book.
OF_WAITING = re.compile(r"\b(?:wait(?:ed|ing)?|queu\w{1,4}|stood|standing|on hold)\b[^.,;!?]{0,20}\b(?:too|so) long\b")
# Shorter, whatever was said of the length before.
SHORTER_THAN = re.compile(
    r"\b(?:shorter|thinner|kuta|kutah|kootah|koota|nazok) ?(?:tar|than)?\b|کوتاه ?تر|نازک ?تر|کم ?حجم ?تر"
)
# Longer than something shown or said, or what was shown is too short.
SAYS_LONGER = re.compile(
    r"(?<!\bno )(?<!\bnot )(?<!\bnothing )(?<!\bnever )(?<!\bany )\b(?:longer|thicker|bigger|too short)\b|بلندتر|بلند تر|قطورتر|طولانی ?تر|پرحجم ?تر"
)
_WAYS = frozenset(
    "trip trips flight flights journey journeys ride rides drive drives day days week weekend night nights evening winter summer"
    " holiday holidays vacation wait commute travel train bus plane car time سفر پرواز راه مسیر تعطیلات روز شب".split()
)


def is_of_time(words: Sequence[str], end: int) -> bool:
    """Tell whether a length is that of a way or a time: "a long train trip", «سفر طولانی»."""
    after = words[end : end + 2]
    if after == ["this", "time"]:
        # "Not too thick this time" is said of the book.
        after = []
    before = words[max(0, end - 2) : end - 1]
    return not _WAYS.isdisjoint(after) or not {one for one in before if not one.isascii()}.isdisjoint(_WAYS)
