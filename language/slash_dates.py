"""Days in numbers without a full year: "24/12", «۱۵/۹», "24/12/26", «۰۵/۹/۱۵»."""

from __future__ import annotations

import re
from datetime import date

from language.date_readers import DateRule, Days, rule
from language.months import GREGORIAN, JALALI, day_of, next_day_of

__all__ = ["GREGORIAN_RULES", "JALALI_RULES", "is_day_in_numbers"]

# Elsewhere "3/4" may be a shelf, a share or a score: such a day stands alone, or between words for a day.
_BEFORE = (
    "(?:^\\W*|(?<!\\w)(?:on|for|by|until|till|from|since|date|is|open|closed|the|what about|how about|and"
    "|روز|برای|تا|از|تاریخ|مورخ|در|و|واسه|rooz|baraye|ta|az|tarikh) )"
)
_AFTER = (
    "(?= ?(?:$|[?؟!,،.]\\W*$| (?:please|pls|open|closed|are|is|do|you|what|how|باز|بازه|بازین|بازید|تعطیل"
    "|تعطیله|هستید|هستین"
    "|هست|چطور|چی|چه|ساعت|رو|را|لطفا|baz|bazin|bazid|tatil|tatile|chi|hastin)(?!\\w)))"
)
_PAIR = f"{_BEFORE}(?P<a>\\d{{1,2}})(?:/|-|\\.(?!\\d{{3}}))(?P<b>\\d{{1,2}}){_AFTER}"
_TRIPLE = "(?<![\\d/.-])(?P<a>\\d{1,2})(?P<s>[-/.])(?P<b>\\d{1,2})(?P=s)(?P<c>\\d{2})(?![-/.\\d])"
_SPOKEN = {GREGORIAN: 2000, JALALI: 1400}
_NEAR = 15  # a year of two digits is this near to the present one, at most

_ANY = re.compile(
    f"{_PAIR}|{_TRIPLE.replace('<a>', '<x>').replace('<b>', '<y>').replace('<s>', '<z>').replace('=s', '=z')}"
)


def _pair(calendar: str, match: re.Match[str], today: date) -> Days:
    first, second = int(match["a"]), int(match["b"])
    if (first, second) == (24, 7):
        raise ValueError("round the clock")
    if second > 12 >= first:  # month first is the only way to read it
        first, second = second, first
    day = next_day_of(calendar, second, first, today)
    return day, day


def _triple(calendar: str, match: re.Match[str], today: date) -> Days:
    first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
    century = _SPOKEN[calendar]
    present = (today.year if calendar == GREGORIAN else today.year - 621) - century
    orders = [(third, second, first), (first, second, third)]  # the year last, or first as Persian has it
    if calendar == JALALI and abs(first - present) <= 1:
        orders.reverse()
    if calendar == GREGORIAN:
        orders.append((third, first, second))
    for year, month, day in orders:
        try:
            if abs(year - present) > _NEAR:
                continue
            found = day_of(calendar, century + year, month, day)
        except ValueError:
            continue
        return found, found
    raise ValueError("no such day")


def _rules(calendar: str) -> tuple[DateRule, ...]:
    return (
        rule(_PAIR, lambda match, today: _pair(calendar, match, today)),
        rule(_TRIPLE, lambda match, today: _triple(calendar, match, today)),
    )


GREGORIAN_RULES = _rules(GREGORIAN)
JALALI_RULES = _rules(JALALI)


def is_day_in_numbers(aligned: str) -> bool:
    """Tell whether an aligned text has the shape of a day in numbers, though there may be no such day."""
    return any(match[0].strip()[-4:] != "24/7" for match in _ANY.finditer(aligned))
