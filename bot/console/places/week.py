"""Weekly hours as a form: seven days with several spans each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.console.frame.speech import Speech
from bot.console.places.reading import Typed
from crm.library_info.calendar import Span

__all__ = ["SPANS", "WeekRow", "fields_of", "read_week", "week_rows", "written_week"]

SPANS = 3
# A Saturday, which the week begins with.
_SATURDAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One weekday of the form: its number, its name, and its spans as they stand in the fields."""

    weekday: int
    name: str
    spans: tuple[tuple[str, str], ...]


def week_rows(speech: Speech, typed: Typed) -> list[WeekRow]:
    """Give the seven days, Saturday first, with their spans as they stand in the fields."""
    return [
        WeekRow(
            weekday,
            speech.weekday(_SATURDAY + timedelta(days=weekday)),
            tuple((typed[opens], typed[closes]) for opens, closes in fields_of(weekday)),
        )
        for weekday in range(7)
    ]


def fields_of(weekday: int) -> list[tuple[str, str]]:
    """Name the fields of a weekday: for each span when it opens and when it closes."""
    return [(f"o{weekday}-{place}", f"c{weekday}-{place}") for place in range(SPANS)]


def written_week(speech: Speech, stored: Mapping[int, Sequence[Span]]) -> dict[str, str]:
    """Give weekly hours as the fields hold them."""
    written: dict[str, str] = {}
    for weekday in range(7):
        spans = list(stored.get(weekday, ()))[:SPANS]
        for place, names in enumerate(fields_of(weekday)):
            for name, moment in zip(names, spans[place] if place < len(spans) else (None, None), strict=True):
                written[name] = "" if moment is None else _written(speech, moment)
    return written


def read_week(typed: Typed) -> dict[int, list[Span]]:
    """Read the spans that were typed; what is wrong is noted at the number of its weekday."""
    week: dict[int, list[Span]] = {}
    for weekday in range(7):
        for from_field, to_field in fields_of(weekday):
            opens, closes = typed.time(from_field), typed.time(to_field)
            if from_field in typed.errors or to_field in typed.errors:
                typed.wrong(str(weekday), "places.bad.time")
            elif (opens is None) != (closes is None):
                typed.wrong(str(weekday), "places.bad.both")
            elif opens is not None and closes is not None:
                week.setdefault(weekday, []).append((opens, closes))
    return week


def _written(speech: Speech, moment: time) -> str:
    return speech.digits(f"{moment.hour}:{moment.minute:02d}")
