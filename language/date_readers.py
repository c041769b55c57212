"""Readers of date patterns: the days that each pattern stands for, seen from a given day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

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
from language.weekdays import (
    english_weekday,
    persian_weekday,
    week,
    weekday_in_week,
    weekday_near,
    weekend,
)

__all__ = [
    "ENGLISH_OFFSETS",
    "YEAR",
    "Days",
    "DateRule",
    "month_words",
    "named",
    "read_day_alone",
    "read_day_month",
    "read_distance",
    "read_month",
    "read_named_month",
    "read_numeric",
    "read_relative",
    "read_week",
    "read_week_day",
    "read_weekday_en",
    "read_weekday_fa",
    "rule",
]

#: The first and the last day meant.
Days = tuple[date, date]


class DateRule(NamedTuple):
    """A pattern and the reader of its days, which raises ValueError when there is no such day."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], Days]
    is_weekday: bool = False  # a bare weekday: it may stand beside a date and mean the same day


def _one(day: date) -> Days:
    return day, day


def month_words(*calendars: str, latin: bool | None = None) -> str:
    """Return the names of months as alternatives for a regular expression, in one script or both."""
    names = [
        name for name, (calendar, _) in MONTH_NAMES.items() if calendar in calendars and latin in (None, name.isascii())
    ]
    return "|".join(sorted(names, key=len, reverse=True))


#: A year of either calendar, for use inside a regular expression.
YEAR = "(?P<year>1[34]\\d\\d|19\\d\\d|2[01]\\d\\d)(?!\\d)"

_PERSIAN_OFFSETS = {
    "امروز": 0, "امشب": 0, "فردا": 1, "فرداشب": 1, "پسفردا": 2, "پسفرداشب": 2,
    "پسونفردا": 3, "پساونفردا": 3, "پسانفردا": 3, "دیروز": -1,
    "دیشب": -1, "پریروز": -2, "پریشب": -2, "emrooz": 0, "emruz": 0, "emroz": 0, "emshab": 0, "farda": 1,
    "pasfarda": 2, "dirooz": -1, "diruz": -1,
}  # fmt: skip
#: Words for days near today → how many days away.
ENGLISH_OFFSETS = {
    "today": 0, "tonight": 0, "tonite": 0, "this evening": 0, "this morning": 0, "this afternoon": 0, "tomorrow": 1,
    "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1, "day after tomorrow": 2, "day after tmrw": 2,
    "yesterday": -1, "day before yesterday": -2,
}  # fmt: skip


def _number(word: str) -> int:
    return number_of(re.sub("(?<=\\d)(?:st|nd|rd|th)$", "", word))


def read_relative(match: re.Match[str], today: date) -> Days:
    """Read a word for a day near today."""
    word = match["word"]
    offset = ENGLISH_OFFSETS.get(word)
    if offset is None:
        offset = _PERSIAN_OFFSETS[word.replace(" ", "")]
    return _one(today + timedelta(days=offset))


def read_distance(match: re.Match[str], today: date) -> Days:
    """Read a number of days, weeks or months from today."""
    found = match.groupdict()
    count = number_of(found.get("couple") or match["count"]) * (-1 if found.get("ago") else 1)
    unit = match["unit"]
    if unit in ("روز", "day", "rooz", "ruz"):
        return _one(today + timedelta(days=count))
    if unit == "fortnight":
        return _one(today + timedelta(weeks=2 * count))
    if unit in ("هفته", "week", "hafte"):
        return _one(today + timedelta(weeks=count))
    return _one(add_months(GREGORIAN if unit == "month" else JALALI, today, count))


def read_weekday_fa(match: re.Match[str], today: date) -> Days:
    """Read a weekday with what Persian says beside it."""
    weekday = persian_weekday(match["day"])
    found = match.groupdict()
    if found["this_week"]:
        return _one(weekday_in_week(today, weekday, 0, persian=True))
    if found["next_week"]:
        return _one(weekday_in_week(today, weekday, 1, persian=True))
    if found["past_week"]:
        return _one(weekday_in_week(today, weekday, -1, persian=True))
    if found["past"]:
        return _one(weekday_near(today, weekday) - timedelta(days=7))
    if found["next"] in ("آینده", "اینده"):  # the coming one
        return _one(weekday_near(today, weekday, after_today=True))
    if found["next"]:
        return _one(weekday_in_week(today, weekday, 1, persian=True))
    return _one(weekday_near(today, weekday))


def read_weekday_en(match: re.Match[str], today: date) -> Days:
    """Read a weekday with what English says beside it."""
    weekday = english_weekday(match["day"])
    before, after = match["before"] or "", match["after"] or ""
    if before == "next" or "next" in after:
        return _one(weekday_in_week(today, weekday, 1, persian=False))
    if before in ("last", "past"):
        return _one(weekday_near(today, weekday) - timedelta(days=7))
    if "last" in after:
        return _one(weekday_in_week(today, weekday, -1, persian=False))
    return _one(weekday_near(today, weekday, after_today="coming" in before))


def read_week(match: re.Match[str], today: date) -> Days:
    """Read a week or its end; what is left of the present one."""
    found = match.groupdict()
    persian = bool(found.get("fa"))
    offset = 1 if found.get("next") else -1 if found.get("past") else 0
    if found.get("end"):
        return weekend(today, offset, persian=persian)
    first, last = week(today, offset, persian=persian)
    return max(first, today) if offset == 0 else first, last


def read_week_day(match: re.Match[str], today: date) -> Days:
    """Read a weekday of the next or the last Persian week, the week said first."""
    offset = 1 if match["next"] else -1
    return _one(weekday_in_week(today, persian_weekday(match["day"]), offset, persian=True))


def read_month(match: re.Match[str], today: date) -> Days:
    """Read this, the next or the last month."""
    found = match.groupdict()
    calendar = JALALI if found.get("fa") else GREGORIAN
    offset = 1 if found.get("next") else -1 if found.get("past") else 0
    first, last = month_range(calendar, *month_starting(calendar, today, offset))
    return max(first, today) if offset == 0 else first, last


def read_named_month(match: re.Match[str], today: date) -> Days:
    """Read a month by its name."""
    calendar, month = MONTH_NAMES[match["month"].rstrip(".")]
    year = match.groupdict().get("year")
    if year:
        start = day_of(calendar, int(year), month, 1)
        return start, add_months(calendar, start, 1) - timedelta(days=1)
    present = month_starting(calendar, today, 0)
    return month_range(calendar, present[0] + (month < present[1]), month)


def read_day_month(match: re.Match[str], today: date) -> Days:
    """Read a day, or a run of days, of a named month."""
    calendar, month = MONTH_NAMES[match["month"].rstrip(".")]
    found = match.groupdict()
    first, last = _number(match["first"]), _number(found.get("last") or match["first"])
    if last < first:
        raise ValueError("a range runs forwards")
    year_text = found.get("year")
    if found.get("short"):
        year_text = ("14" if calendar == JALALI else "20") + found["short"]
    if year_text:
        return day_of(calendar, int(year_text), month, first), day_of(calendar, int(year_text), month, last)
    end = next_day_of(calendar, month, last, today)
    return end - timedelta(days=last - first), end


def read_numeric(match: re.Match[str], _today: date) -> Days:
    """Read a day in numbers, the day before the month when the year comes last."""
    found = match.groupdict()
    year, first, second = int(match["year"]), int(match["a"]), int(match["b"])
    calendar = JALALI if year < 1700 else GREGORIAN
    if found.get("year_first"):
        return _one(day_of(calendar, year, first, second))
    if second > 12 >= first:  # month first is the only way to read it
        first, second = second, first
    return _one(day_of(calendar, year, second, first))


def read_day_alone(match: re.Match[str], today: date) -> Days:
    """Read a day of this month or the next that has it."""
    day = _number(match["first"])
    for offset in range(13):
        year, month = month_starting(GREGORIAN, today, offset)
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate >= today:
            return _one(candidate)
    raise ValueError("no such day")


def rule(pattern: str, read: Callable[[re.Match[str], date], Days], *, is_weekday: bool = False) -> DateRule:
    """Make a rule."""
    return DateRule(re.compile(pattern), read, is_weekday)


def named(calendar: str, month: int, day: int) -> Callable[[re.Match[str], date], Days]:
    """Make a reader for a day that has a name."""
    return lambda match, today: _one(next_day_of(calendar, month, day, today))
