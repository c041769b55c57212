"""Dates and times in words: Jalali with Persian digits, Gregorian in English."""

from __future__ import annotations

import difflib
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from persiantools.jdatetime import JalaliDate

from language.digits import to_persian
from language.writing import in_digits

__all__ = [
    "JALALI_MONTHS",
    "from_jalali",
    "format_date",
    "format_datetime",
    "format_time",
    "known_zone",
    "to_jalali",
    "weekday_name",
    "zone",
]

JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_GREGORIAN_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# In the order of date.weekday(): Monday first.
_WEEKDAYS = {
    "fa": ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def to_jalali(day: date) -> tuple[int, int, int]:
    """Return the Jalali year, month and day of a Gregorian date."""
    jalali = JalaliDate.to_jalali(day.year, day.month, day.day)  # type: ignore[no-untyped-call]
    return int(jalali.year), int(jalali.month), int(jalali.day)


def from_jalali(year: int, month: int, day: int) -> date:
    """Return the Gregorian date of a Jalali one. Raises ValueError when there is no such day."""
    moment = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return date(moment.year, moment.month, moment.day)


def weekday_name(day: date, lang: str) -> str:
    """Name the weekday of a date."""
    return _WEEKDAYS[lang][day.weekday()]


def format_date(day: date, lang: str, *, weekday: bool = True, year: bool = True) -> str:
    """Write a date: «یکشنبه ۱۵ آذر ۱۴۰۵» or "Sunday 6 December 2026"."""
    if lang == "fa":
        jalali_year, month, day_of_month = to_jalali(day)
        parts = [to_persian(str(day_of_month)), JALALI_MONTHS[month - 1]]
        year_text = to_persian(str(jalali_year))
    else:
        parts = [str(day.day), _GREGORIAN_MONTHS[day.month - 1]]
        year_text = str(day.year)
    if weekday:
        parts.insert(0, weekday_name(day, lang))
    if year:
        parts.append(year_text)
    return " ".join(parts)


def format_time(moment: time, lang: str) -> str:
    """Write a time of day on the 24-hour clock: «۸:۳۰» or "8:30"."""
    text = f"{moment.hour}:{moment.minute:02d}"
    return in_digits(text, lang)


def format_datetime(moment: datetime, lang: str, tz: str | tzinfo) -> str:
    """Write a moment in a time zone; a moment without one is UTC."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)
    local = aware.astimezone(zone(tz))
    joint = "، ساعت " if lang == "fa" else ", "
    return format_date(local.date(), lang) + joint + format_time(local.time(), lang)


def known_zone(name: str) -> ZoneInfo:
    """Return a time zone by its name; raises ValueError, with what was perhaps meant, when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(name, available_timezones(), 1)
        raise ValueError(f"there is no time zone {name}" + (f"; {near[0]}?" if near else "")) from None


def zone(tz: str | tzinfo) -> tzinfo:
    """Return a time zone by its name; Tehran is known on machines without a zone database too."""
    if not isinstance(tz, str):
        return tz
    try:
        return ZoneInfo(tz)
    except ZoneInfoNotFoundError:
        if tz == "Asia/Tehran":  # no daylight saving since 2022
            return timezone(timedelta(hours=3, minutes=30), "Asia/Tehran")
        raise
