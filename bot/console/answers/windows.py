"""Periods of validity of an answer: days and times as the reader types them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.console.frame.speech import Speech
from language.calendars import zone
from language.digits import to_ascii

__all__ = ["Window", "read_window", "shown_window"]

_TIME = re.compile(r"([01]?\d|2[0-3])[:.٫]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Window:
    """A typed period of validity, its meaning, and the fields that are wrong (by their text keys)."""

    typed: dict[str, str]
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    errors: tuple[tuple[str, str], ...] = ()


def read_window(speech: Speech, typed: dict[str, str]) -> Window:
    """Read starts_day, starts_time, ends_day and ends_time; an end without a time is the end of its day."""
    errors: list[tuple[str, str]] = []
    starts = _moment(speech, typed, "starts", errors)
    ends = _moment(speech, typed, "ends", errors)
    if starts is not None and ends is not None and ends <= starts:
        errors.append(("ends_day", "answers.bad.order"))
    return Window(typed, starts, ends, tuple(errors))


def shown_window(speech: Speech, starts_at: datetime | None, ends_at: datetime | None) -> dict[str, str]:
    """Give a window as the fields show it."""
    shown = {}
    for name, moment in (("starts", starts_at), ("ends", ends_at)):
        shown[f"{name}_day"] = speech.short_day(moment)
        shown[f"{name}_time"] = "" if moment is None else speech.time(moment)
    return shown


def _moment(speech: Speech, typed: dict[str, str], name: str, errors: list[tuple[str, str]]) -> datetime | None:
    day_text, time_text = typed.get(f"{name}_day", ""), typed.get(f"{name}_time", "")
    if not day_text:
        if time_text:
            errors.append((f"{name}_day", "answers.bad.day_missing"))
        return None
    day = speech.read_day(day_text)
    if day is None:
        errors.append((f"{name}_day", "answers.bad.day"))
        return None
    if not time_text:
        return speech.start_of(day + timedelta(days=1) if name == "ends" else day)
    found = _TIME.fullmatch(to_ascii(time_text))
    if found is None:
        errors.append((f"{name}_time", "answers.bad.time"))
        return None
    local = datetime(day.year, day.month, day.day, int(found[1]), int(found[2]), tzinfo=zone(speech.time_zone))
    return local.astimezone(UTC)
