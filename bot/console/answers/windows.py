"""Periods of validity of an answer: days and times as the reader types them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.console.frame.fields import DayField, TimeField
from bot.console.frame.forms import Form
from bot.console.frame.locale import Locale
from language.calendars import zone

__all__ = ["WindowForm"]


class WindowForm(Form):
    """A period of validity; without a day it is open on that side."""

    starts_day = DayField("answers.starts_day", bad="answers.bad.day")
    starts_time = TimeField("answers.starts_time", bad="answers.bad.time")
    ends_day = DayField("answers.ends_day", bad="answers.bad.day")
    ends_time = TimeField("answers.ends_time", bad="answers.bad.time")

    @staticmethod
    def window(locale: Locale, starts_at: datetime | None, ends_at: datetime | None) -> dict[str, Any]:
        """Give a period by the names of the fields."""
        kept: dict[str, Any] = {}
        for name, moment in (("starts", starts_at), ("ends", ends_at)):
            local = None if moment is None else moment.astimezone(zone(locale.time_zone))
            kept[f"{name}_day"] = None if local is None else local.date()
            kept[f"{name}_time"] = None if local is None else local.time()
        return kept

    def read_window(self) -> tuple[datetime | None, datetime | None]:
        """Read the period, noting what is wrong with it; an end without a time is the end of its day."""
        starts = self._moment(self.starts_day, self.starts_time, 0)
        ends = self._moment(self.ends_day, self.ends_time, 1)
        if starts is not None and ends is not None and ends <= starts:
            self.wrong("ends_day", "answers.bad.order")
        return starts, ends

    def _moment(self, day: DayField, at: TimeField, later: int) -> datetime | None:
        locale = self.visit.locale
        if day.data is None:
            if at.typed.strip():
                self.wrong(day.name, "answers.bad.day_missing")
            return None
        if not at.typed.strip():
            return locale.start_of(day.data + timedelta(days=later))
        if at.data is None:
            return None
        return datetime.combine(day.data, at.data, zone(locale.time_zone)).astimezone(UTC)
