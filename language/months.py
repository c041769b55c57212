"""Names of the months of both calendars, as patrons write them."""

from __future__ import annotations

from datetime import date, timedelta

from language.calendars import from_jalali, to_jalali

__all__ = [
    "GREGORIAN",
    "JALALI",
    "MONTH_NAMES",
    "add_months",
    "day_of",
    "month_range",
    "month_starting",
    "next_day_of",
]

JALALI = "jalali"
GREGORIAN = "gregorian"

_JALALI_NAMES = (
    ("فروردین", "farvardin"), ("اردیبهشت", "ordibehesht"), ("خرداد", "khordad"), ("تیر", "tir"),
    ("مرداد", "امرداد", "mordad"), ("شهریور", "shahrivar"), ("مهر", "mehr"), ("آبان", "ابان", "aban"),
    ("آذر", "اذر", "azar"), ("دی", "dey"), ("بهمن", "bahman"), ("اسفند", "esfand"),
)  # fmt: skip
_GREGORIAN_NAMES = (
    ("ژانویه", "january", "jan"), ("فوریه", "february", "feb"), ("مارس", "march", "mar"),
    ("آوریل", "اوریل", "april", "apr"), ("می", "مه", "may"), ("ژوئن", "june", "jun"),
    ("ژوئیه", "جولای", "july", "jul"), ("اوت", "آگوست", "اگوست", "august", "aug"),
    ("سپتامبر", "september", "sept", "sep"), ("اکتبر", "october", "oct"), ("نوامبر", "november", "nov"),
    ("دسامبر", "december", "dec"),
)  # fmt: skip

#: Name → (calendar, month 1..12).
MONTH_NAMES: dict[str, tuple[str, int]] = {
    **{name: (JALALI, n) for n, names in enumerate(_JALALI_NAMES, start=1) for name in names},
    **{name: (GREGORIAN, n) for n, names in enumerate(_GREGORIAN_NAMES, start=1) for name in names},
}


def day_of(calendar: str, year: int, month: int, day: int) -> date:
    """Return a day of either calendar; a year of the other one is understood. Raises ValueError."""
    if calendar == GREGORIAN:
        return date(year if year >= 1700 else year + 621 + (month < 3), month, day)
    if year < 1700:
        return from_jalali(year, month, day)
    for jalali_year in (year - 621, year - 622):
        found = from_jalali(jalali_year, month, day)
        if found.year == year:
            return found
    raise ValueError("no such day in that year")


def next_day_of(calendar: str, month: int, day: int, today: date) -> date:
    """Return the next time a day comes, today included; a leap day may be years away. Raises ValueError."""
    year = to_jalali(today)[0] if calendar == JALALI else today.year
    for candidate_year in range(year, year + 9):
        try:
            candidate = day_of(calendar, candidate_year, month, day)
        except ValueError:
            continue
        if candidate >= today:
            return candidate
    raise ValueError("no such day")


def month_range(calendar: str, year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month; a year of the other calendar is understood. Raises ValueError."""
    first = day_of(calendar, year, month, 1)
    # From the day itself: in a year of the other calendar the month after may lie a year before.
    if calendar == GREGORIAN:
        following = (first + timedelta(days=31)).replace(day=1)
    else:
        known = to_jalali(first)[0]
        following = from_jalali(known + 1, 1, 1) if month == 12 else from_jalali(known, month + 1, 1)
    return first, following - timedelta(days=1)


def month_starting(calendar: str, today: date, offset: int) -> tuple[int, int]:
    """Return year and month, `offset` months from the present one."""
    year, month = to_jalali(today)[:2] if calendar == JALALI else (today.year, today.month)
    index = year * 12 + month - 1 + offset
    return index // 12, index % 12 + 1


def add_months(calendar: str, today: date, offset: int) -> date:
    """Return the same day, `offset` months on, or the last day of a shorter month."""
    year, month = month_starting(calendar, today, offset)
    day = to_jalali(today)[2] if calendar == JALALI else today.day
    return min(day_of(calendar, year, month, 1) + timedelta(days=day - 1), month_range(calendar, year, month)[1])
