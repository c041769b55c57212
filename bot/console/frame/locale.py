"""The reader's locale: language, digits, calendar, time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.texts import text
from language.calendars import JALALI_MONTHS, from_jalali, to_jalali, weekday_name, zone
from language.digits import to_ascii, to_persian
from protocol.clock import Clock
from protocol.values import Language

__all__ = ["Locale"]

_MONTHS: dict[tuple[str, str], tuple[str, ...]] = {
    ("jalali", "fa"): JALALI_MONTHS,
    ("jalali", "en"): (
        "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
        "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
    ),
    ("gregorian", "fa"): (
        "ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
    ),
    ("gregorian", "en"): (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60))
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
# Nobody means the year 1405 of one calendar by that of the other.
_OLDEST_GREGORIAN = 1700
# No list is asked for days beyond; and the calendars end somewhere.
_LATEST = 2999


@dataclass(frozen=True, slots=True)
class Locale:
    """A reader's locale, which writes moments, days and numbers for them."""

    language: Language
    calendar: str
    time_zone: str
    clock: Clock

    def digits(self, value: object) -> str:
        """Write the digits of a text in the reader's script."""
        text = str(value)
        return to_persian(text) if self.language == "fa" else to_ascii(text)

    def number(self, value: float | None, places: int = 0) -> str:
        """Write a number with its thousands apart; None is a dash."""
        if value is None:
            return "–"
        text = f"{value:,.{places}f}" if places or isinstance(value, float) else f"{value:,}"
        return to_persian(text).replace(",", "٬").replace(".", "٫") if self.language == "fa" else text

    def percent(self, share: float | None, places: int = 0) -> str:
        """Write a share of one as a percentage; None is a dash."""
        if share is None:
            return "–"
        text = self.number(round(share * 100, places) if places else round(share * 100), places)
        return text + ("٪" if self.language == "fa" else "%")

    def day(self, value: date | datetime | None, *, year: bool = True) -> str:
        """Write a day: «۱۵ آذر ۱۴۰۵» or "6 December 2026"; a moment's day is that of the library's zone."""
        if value is None:
            return "–"
        local = self._local(value).date() if isinstance(value, datetime) else value
        years, month, of_month = self._parts(local)
        text = f"{of_month} {_MONTHS[self.calendar, self.language][month - 1]}"
        return self.digits(f"{text} {years}" if year else text)

    def weekday(self, value: date | datetime) -> str:
        """Name the weekday of a day."""
        return weekday_name(self._local(value).date() if isinstance(value, datetime) else value, self.language)

    def when(self, value: datetime | None) -> str:
        """Write a moment: «۱۵ آذر ۱۴۰۵، ۸:۳۰» or "6 December 2026, 8:30"."""
        if value is None:
            return "–"
        return text(self.language, "time.day_and_time", day=self.day(value), time=self.time(value))

    def time(self, value: datetime | None) -> str:
        """Write a moment's time of day on the 24-hour clock."""
        if value is None:
            return "–"
        local = self._local(value)
        return self.digits(f"{local.hour}:{local.minute:02d}")

    def short_day(self, value: date | datetime | None) -> str:
        """Write a day in numbers, as it is typed: «۱۴۰۵/۰۹/۱۵» or "2026-12-06"."""
        if value is None:
            return ""
        local = self._local(value).date() if isinstance(value, datetime) else value
        sign = "/" if self.calendar == "jalali" else "-"
        years, month, of_month = self._parts(local)
        return self.digits(f"{years:04d}{sign}{month:02d}{sign}{of_month:02d}")

    def ago(self, value: datetime | None) -> str:
        """Write how long ago a moment was, or how soon it will be: «۵ دقیقه پیش», "in 2 hours"."""
        if value is None:
            return "–"
        seconds = (self.clock.now() - value).total_seconds()
        if abs(seconds) < 60:
            return text(self.language, "time.just_now")
        if abs(seconds) >= 14 * 86400:
            return self.day(value)
        span = self.duration(abs(seconds), parts=1)
        return text(self.language, "time.ago" if seconds > 0 else "time.ahead", span=span)

    def duration(self, value: float | timedelta | None, parts: int = 2, *, exact: bool = False) -> str:
        """Write a span of time in its two largest units; None is a dash.

        Seconds are left out beside minutes, unless it is to be `exact`.
        """
        if value is None:
            return "–"
        left = int(value.total_seconds() if isinstance(value, timedelta) else value)
        said: list[str] = []
        for unit, length in (*_UNITS, ("second", 1)) if exact else _UNITS:
            count, left = divmod(left, length)
            if count:
                said.append(self._count(count, unit))
            elif said:
                break
        if not said:
            return self._count(left, "second")
        return text(self.language, "time.and").join(said[:parts])

    def read_day(self, text: str) -> date | None:
        """Read a day that was typed in either calendar and any digits; None when it is none."""
        found = _DAY.fullmatch(to_ascii(text).strip())
        if found is None:
            return None
        year, month, day = (int(part) for part in found.groups())
        if year > _LATEST:
            return None
        try:
            return date(year, month, day) if year >= _OLDEST_GREGORIAN else from_jalali(year, month, day)
        except ValueError:
            return None

    def start_of(self, day: date) -> datetime:
        """Give the moment at which a day begins in the library's zone."""
        return datetime(day.year, day.month, day.day, tzinfo=zone(self.time_zone)).astimezone(UTC)

    def today(self) -> date:
        """Give today's date in the library's zone."""
        return self._local(self.clock.now()).date()

    def hour(self) -> int:
        """Give the hour of the day in the library's zone."""
        return self._local(self.clock.now()).hour

    def month(self, value: date) -> str:
        """Write a day's month as addresses have it: 1405-08 or 2026-11."""
        years, month, _ = self._parts(value)
        return f"{years:04d}-{month:02d}"

    def _local(self, value: datetime) -> datetime:
        aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return aware.astimezone(zone(self.time_zone))

    def _parts(self, day: date) -> tuple[int, int, int]:
        return to_jalali(day) if self.calendar == "jalali" else (day.year, day.month, day.day)

    def _count(self, count: int, unit: str) -> str:
        return text(self.language, f"time.{unit}", count, n=self.number(count))
