"""Dates in patrons' messages: both languages, both calendars, absolute and relative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from language import english_dates, persian_dates
from language.aligned import align
from language.detect import detect
from language.kept import kept
from language.slash_dates import GREGORIAN_RULES, JALALI_RULES
from language.times import TimeSpan, find_times

__all__ = ["DateSpan", "TimeSpan", "find_dates", "find_times"]


@dataclass(frozen=True)
class DateSpan:
    """A day, or a run of days, and its place `text[start:end]` in the message.

    `contradicted`: the message names a weekday beside the date, and it is another one.
    """

    start: int
    end: int
    first: date
    last: date
    text: str
    contradicted: bool = False

    @property
    def is_range(self) -> bool:
        """Tell whether more than one day is meant."""
        return self.first != self.last


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    first: date
    last: date
    is_weekday: bool
    contradicted: bool = False


_PERSIAN_DIGIT = re.compile("[۰-۹]")
_RULES = (*persian_dates.RULES, *english_dates.RULES)
_BESIDE = re.compile("[ ,،-]*(?:the |مورخ |روز )?")
_UNTIL = re.compile(" ?(?:تا|الی|to|until|till|through|thru|-) ?(?:روز |the )?")
_AND = re.compile(" ?(?:و|and) ?(?:روز |the )?")
_BETWEEN = re.compile("(?:بین|between)(?: روز| the)? $")


def find_dates(text: str, today: date) -> list[DateSpan]:
    """Find the days that a text names, in order.

    A day without a year is its next coming, today included. A bare weekday is the nearest one ahead;
    "next Friday" and «جمعهٔ بعد» are in the week after this one. "Next week", "the weekend" and a month
    are ranges (a Persian weekend is Thursday and Friday), and so are two days with "until" between them.
    Numbers with slashes have the day first; without a year they are of the calendar of the language that is written.
    """
    return list(_dates(text, today))


@kept
def _dates(text: str, today: date) -> tuple[DateSpan, ...]:
    copy = align(text)
    found: list[_Found] = []
    persian = bool(_PERSIAN_DIGIT.search(text)) or detect(text) == "fa"
    slash = JALALI_RULES if persian else GREGORIAN_RULES
    for rule in (*_RULES, *slash):
        for match in rule.pattern.finditer(copy.text):
            try:
                first, last = rule.read(match, today)
            except (KeyError, OverflowError, ValueError):
                continue  # no such day
            # Of a day in numbers, the words before it only tell that it is one.
            start = match.start("a") if rule in slash else match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(_Found(start, match.start() + len(match[0].rstrip(" ,،")), first, last, rule.is_weekday))
    spans = []
    for one in _ranged(copy.text, _joined(copy.text, _longest(found))):
        start, end = copy.span(one.start, one.end)
        spans.append(DateSpan(start, end, one.first, one.last, text[start:end], one.contradicted))
    return tuple(spans)


def _longest(found: list[_Found]) -> list[_Found]:
    """Keep the longest of what overlaps, in the order of the text."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda item: item.start)


def _joined(text: str, found: list[_Found]) -> list[_Found]:
    """Join a weekday and the date beside it, which say the same day twice: the date counts."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.is_weekday != one.is_weekday
            and one.first == one.last
            and before.first == before.last
            and _BESIDE.fullmatch(text, before.end, one.start)
        ):
            sure = one if before.is_weekday else before
            other = before if before.is_weekday else one
            wrong = other.first.weekday() != sure.first.weekday()
            joined[-1] = _Found(before.start, one.end, sure.first, sure.last, False, wrong)
        else:
            joined.append(one)
    return joined


def _ranged(text: str, found: list[_Found]) -> list[_Found]:
    """Make one range of two days with "until" between them: «شنبه تا چهارشنبه», "from Monday to Friday"."""
    ranged: list[_Found] = []
    for one in found:
        before = ranged[-1] if ranged else None
        if before is not None and before.first == before.last and _is_until(text, before, one):
            last = one.last
            if one.is_weekday and last < before.first:
                last += timedelta(weeks=1 + (before.first - last).days // 7)
            if last >= before.first:
                ranged[-1] = _Found(before.start, one.end, before.first, last, False)
                continue
        ranged.append(one)
    return ranged


def _is_until(text: str, before: _Found, after: _Found) -> bool:
    if _UNTIL.fullmatch(text, before.end, after.start):
        return True
    return bool(_AND.fullmatch(text, before.end, after.start) and _BETWEEN.search(text, 0, before.start))
