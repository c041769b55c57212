"""Days and moments in a library file.

A day is `today`, days from it (`+5d`, `-3d`), the next such weekday after it (`monday`; `monday+1w` is a week
later), a Gregorian date (2026-12-01) or a Jalali one (1405-09-10: a year before 1700 is Jalali). A moment is a
day and a time (`+4d 17:00`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

__all__ = ["parse_day", "parse_moment", "parse_span", "parse_time"]

RELATIVE = re.compile(r"([+-]\d{1,4})d")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEXT = re.compile(rf"({'|'.join(WEEKDAYS)})(?:\+(\d{{1,2}})w)?")
WRITTEN = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
LAST_JALALI_YEAR = 1700


def parse_day(text: str | date, today: date) -> date:
    """Read a day; raises ValueError with what is wrong."""
    if isinstance(text, date):
        return text
    text = text.strip()
    if text == "today":
        return today
    if match := RELATIVE.fullmatch(text):
        return today + timedelta(days=int(match[1]))
    if match := NEXT.fullmatch(text):
        ahead = (WEEKDAYS.index(match[1]) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead, weeks=int(match[2] or 0))
    if match := WRITTEN.fullmatch(text):
        year, month, day = map(int, match.groups())
        try:
            if year >= LAST_JALALI_YEAR:
                return date(year, month, day)
            gregorian: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
            return gregorian
        except ValueError as error:
            raise ValueError(f"no such day: {text}") from error
    raise ValueError(f"not a day: {text!r} (write today, +5d, -3d, monday+1w, 2026-12-01 or 1405-09-10)")


def parse_time(text: str) -> time:
    """Read a time like 17:00."""
    try:
        hour, minute = text.strip().split(":")
        return time(int(hour), int(minute))
    except ValueError as error:
        # A day has no 24:00 here: what is open until midnight is open until its last minute.
        right = "23:59 for midnight" if text.strip() in ("24", "24:00") else "17:00"
        raise ValueError(f"not a time: {text!r} (write {right})") from error


def parse_moment(text: str, today: date, zone: ZoneInfo) -> datetime:
    """Read a day and a time in a zone."""
    day, _, clock = text.strip().partition(" ")
    if not clock:
        raise ValueError(f"not a day and a time: {text!r} (write +4d 17:00)")
    return datetime.combine(parse_day(day, today), parse_time(clock), zone)


def parse_span(text: str) -> tuple[time, time]:
    """Read hours like 08:00-20:00."""
    opens, dash, closes = text.partition("-")
    if not dash:
        raise ValueError(f"not a span of hours: {text!r} (write 08:00-20:00)")
    span = parse_time(opens), parse_time(closes)
    if span[0] >= span[1]:
        raise ValueError(f"closes before it opens: {text}")
    return span
