"""The range of days shown: a preset, or two days in the reader's calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.console.frame.locale import Locale
from crm.library_info.calendar import weekday_number
from language.calendars import from_jalali, to_jalali
from language.digits import to_ascii

__all__ = ["PRESETS", "Span", "month_span", "months", "span_of"]

PRESETS = ("week", "days30", "month", "last_month", "days90", "year")
MOST_DAYS = 1100
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both inclusive; `preset` is empty for days that were typed."""

    first: date
    last: date
    preset: str = ""
    problem: str = ""

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Span:
        """The span of the same length just before."""
        return Span(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


def span_of(asked: Mapping[str, str], locale: Locale) -> Span:
    """Read what an address asks for; what cannot be read gives the last 30 days and the key of a `problem`."""
    today = locale.today()
    preset = asked.get("span", "")
    if preset in PRESETS:
        return _preset(preset, today, locale)
    typed_first, typed_last = asked.get("from", "").strip(), asked.get("to", "").strip()
    usual = _preset("days30", today, locale)
    if not typed_first and not typed_last:
        return usual
    first = locale.read_day(typed_first) if typed_first else None
    last = locale.read_day(typed_last) if typed_last else today
    if last is None or (typed_first and first is None):
        return Span(usual.first, usual.last, usual.preset, "figures.bad_day")
    first = first or last - timedelta(days=29)
    if first > last:
        return Span(usual.first, usual.last, usual.preset, "figures.bad_order")
    if (last - first).days >= MOST_DAYS:
        return Span(last - timedelta(days=MOST_DAYS - 1), last, "", "figures.too_long")
    return Span(first, last)


def month_span(text: str) -> Span | None:
    """Read a month, «۱۴۰۵-۰۸» or 2026-11 in either calendar; None when it is none."""
    found = _MONTH.fullmatch(to_ascii(text).strip())
    if found is None:
        return None
    year, month = int(found.group(1)), int(found.group(2))
    if not 1 <= month <= 12 or not 1300 <= year <= 2200 or 1500 < year < 1900:
        return None
    if year > 1900:
        following = date(year + month // 12, month % 12 + 1, 1)
        return Span(date(year, month, 1), following - timedelta(days=1))
    following = from_jalali(year + month // 12, month % 12 + 1, 1)
    return Span(from_jalali(year, month, 1), following - timedelta(days=1))


def months(locale: Locale, count: int = 13) -> list[str]:
    """List this month and those before it as addresses have them, newest first, in the reader's calendar."""
    today = locale.today()
    year, month = (to_jalali(today) if locale.calendar == "jalali" else (today.year, today.month, 1))[:2]
    listed = []
    for _ in range(count):
        listed.append(f"{year:04d}-{month:02d}")
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return listed


def _preset(preset: str, today: date, locale: Locale) -> Span:
    if preset == "week":
        # A week begins on Saturday for who reads the Jalali calendar, on Monday for who reads the other.
        back = weekday_number(today) if locale.calendar == "jalali" else today.weekday()
        return Span(today - timedelta(days=back), today, preset)
    if preset in ("month", "last_month"):
        span = month_span(months(locale, 2)[0 if preset == "month" else 1])
        assert span is not None  # noqa: S101 - made by ourselves
        return Span(span.first, min(span.last, today), preset)
    days = {"days30": 30, "days90": 90, "year": 365}[preset]
    return Span(today - timedelta(days=days - 1), today, preset)
