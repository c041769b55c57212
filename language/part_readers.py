"""Readers of parts of months, weeks and years: «اواخر دی», "the end of next month", "the first Monday of March"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from language.date_readers import Days
from language.months import (
    GREGORIAN,
    JALALI,
    MONTH_NAMES,
    add_months,
    day_of,
    month_range,
    month_starting,
    next_day_of,
)
from language.numerals import number_of
from language.weekdays import english_weekday, persian_weekday, week, weekday_in_week, weekday_near, weekend

__all__ = [
    "PART_EN",
    "PART_FA",
    "read_after_next",
    "read_day_of_month",
    "read_eid",
    "read_holidays",
    "read_nth_weekday",
    "read_part_of_month",
    "read_part_of_year",
    "read_week_start",
    "read_weeks_after",
]

_PARTS = {
    "اول": "first", "ابتدا": "first", "شروع": "first", "آغاز": "first", "اولین روز": "first", "روز اول": "first",
    "اوایل": "early", "اواسط": "middle", "وسط": "middle", "وسطا": "middle", "نیمه": "half", "اواخر": "late",
    "آخر": "last", "اخر": "last", "آخرا": "late", "پایان": "last", "انتها": "last", "روز آخر": "last",
    "آخرین روز": "last", "first": "first", "first day": "first", "start": "first", "beginning": "first",
    "early": "early", "mid": "middle", "middle": "middle", "late": "late", "end": "last", "last day": "last",
}  # fmt: skip
#: Words for the parts, for use inside a regular expression; English ones with what joins them to a month.
PART_FA = (
    "(?P<part>اولین روز|روز اول|آخرین روز|روز آخر|اول|ابتدا(?=ی)|ابتدای?|شروع|آغاز|اوایل|اواسط|وسطا(?=ی)|وسط|نیمه"
    "|اواخر|آخرا(?=ی)|آخر|اخر|پایان|انتها(?=ی))ی?"
)
PART_EN = (
    "(?:(?P<part>early|mid|late)(?: in|-)? ?|(?:by |at |until |till )?(?:the )?(?P<part_of>end|start|beginning|middle"
    "|first day|last day|first)(?: of| in) )"
)
_NTH = {"اولین": 1, "دومین": 2, "سومین": 3, "چهارمین": 4, "آخرین": -1, "first": 1, "second": 2, "third": 3, "fourth": 4,
        "last": -1}  # fmt: skip
_THIRD = 10  # days of a month's beginning and of its middle


def _part(first: date, last: date, part: str) -> Days:
    if part == "first":
        return first, first
    if part == "last":
        return last, last
    if part == "half":
        return first + timedelta(days=14), first + timedelta(days=14)
    if part == "early":
        return first, first + timedelta(days=_THIRD - 1)
    if part == "middle":
        return first + timedelta(days=_THIRD), first + timedelta(days=2 * _THIRD - 1)
    return first + timedelta(days=2 * _THIRD), last


def _month(match: re.Match[str], today: date, later: int = 0) -> Days:
    """Return the month that a match speaks of, or, `later`, the next that could be meant by the same words."""
    found = match.groupdict()
    if name := found.get("month"):
        calendar, month = MONTH_NAMES[name.rstrip(".")]
        if year := found.get("year"):
            first = day_of(calendar, int(year), month, 1)
            return first, add_months(calendar, first, 1) - timedelta(days=1)
        present = month_starting(calendar, today, 0)
        return month_range(calendar, present[0] + (month < present[1]) + later, month)
    calendar = JALALI if found.get("fa") else GREGORIAN
    offset = 1 if found.get("next") else -1 if found.get("past") else later
    return month_range(calendar, *month_starting(calendar, today, offset))


def _is_open(match: re.Match[str]) -> bool:
    """Tell whether a match leaves it open which month of that kind is meant."""
    found = match.groupdict()
    return not any(found.get(name) for name in ("next", "past", "this", "year"))


def read_part_of_month(match: re.Match[str], today: date) -> Days:
    """Read a part of a month; the next such one when the part is over."""
    found = match.groupdict()
    word = match["part"] or found.get("part_of") or ""
    part = _PARTS[word] if word in _PARTS else _PARTS[word.rstrip("ی")]
    days = _part(*_month(match, today), part)
    return _part(*_month(match, today, 1), part) if days[1] < today and _is_open(match) else days


def read_day_of_month(match: re.Match[str], today: date) -> Days:
    """Read a day of this, the next or the last month, by its number."""
    first, last = _month(match, today)
    day = first + timedelta(days=number_of(re.sub("(?<=\\d)(?:st|nd|rd|th)$", "", match["first"])) - 1)
    if not first <= day <= last:
        raise ValueError("no such day in that month")
    return day, day


def read_nth_weekday(match: re.Match[str], today: date) -> Days:
    """Read the first, second … or last such weekday of a month; of the next month when it is over."""
    name = match["day"]
    weekday = english_weekday(name) if name.isascii() else persian_weekday(name)
    days = [_nth(*_month(match, today, later), weekday, _NTH[match["nth"]]) for later in (0, 1)]
    day = days[1] if days[0] < today and _is_open(match) else days[0]
    return day, day


def _nth(first: date, last: date, weekday: int, nth: int) -> date:
    if nth < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return weekday_near(first, weekday) + timedelta(weeks=nth - 1)


def read_part_of_year(match: re.Match[str], today: date) -> Days:
    """Read this or the next year, or its first or last day."""
    found = match.groupdict()
    calendar = JALALI if found.get("fa") else GREGORIAN
    word = found.get("part") or found.get("part_of")
    year = month_starting(calendar, today, 0)[0] + (1 if found.get("next") else -1 if found.get("past") else 0)
    first, last = day_of(calendar, year, 1, 1), day_of(calendar, year + 1, 1, 1) - timedelta(days=1)
    if not word:
        return first, last
    part = _PARTS[word] if word in _PARTS else _PARTS[word.rstrip("ی")]
    if part not in ("first", "last"):
        raise ValueError("no part of a year")
    if part == "first" and first < today and _is_open(match):
        first = day_of(calendar, year + 1, 1, 1)
    return (first, first) if part == "first" else (last, last)


def read_week_start(match: re.Match[str], today: date) -> Days:
    """Read the first day of a week: a Persian Saturday, an English Monday."""
    persian = bool(match.groupdict().get("fa"))
    day = week(today, 1, persian=persian)[0] if match["next"] else weekday_near(today, 5 if persian else 0)
    return day, day


def read_weeks_after(match: re.Match[str], today: date) -> Days:
    """Read a weekday, today or tomorrow so many weeks on: "a week on Friday", «شنبهٔ دو هفتهٔ بعد»."""
    name = match["day"]
    count = number_of(match.groupdict().get("weeks") or "one")
    if name in ("today", "tomorrow"):
        day = today + timedelta(days=name == "tomorrow", weeks=count)
    elif name.isascii() and match.groupdict().get("fa") is None:
        day = weekday_near(today, english_weekday(name)) + timedelta(weeks=count)
    else:
        day = weekday_in_week(today, persian_weekday(name), count, persian=True)
    return day, day


def read_after_next(match: re.Match[str], today: date) -> Days:
    """Read "the week after next" and its end."""
    return weekend(today, 2, persian=False) if match["end"] else week(today, 2, persian=False)


def read_holidays(_match: re.Match[str], today: date) -> Days:
    """Read the holidays of Nowruz, to the thirteenth day; what is left of them when they have begun."""
    end = next_day_of(JALALI, 1, 13, today)
    return max(end - timedelta(days=12), today), end


def read_eid(match: re.Match[str], today: date) -> Days:
    """Read a day of Nowruz by its number."""
    day = next_day_of(JALALI, 1, number_of(match["first"]), today)
    return day, day
