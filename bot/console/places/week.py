"""Weekly hours as a form: seven days, some spans a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.console.places.reading import Typed
from bot.console.speech import Speech
from crm.opening import Span

__all__ = ["SPANS", "WeekRow", "read_week", "week_rows"]

SPANS = 3
# A Saturday, which the week begins with.
_SATURDAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One weekday of the form: its number, its name, and its spans as they stand in the fields."""

    weekday: int
    name: str
    spans: tuple[tuple[str, str], ...]


def week_rows(speech: Speech, stored: Mapping[int, Sequence[Span]], typed: Typed | None = None) -> list[WeekRow]:
    """Give the seven days, Saturday first, with the stored hours or with what was typed."""
    rows = []
    for weekday in range(7):
        spans = []
        for place in range(SPANS):
            if typed is not None:
                spans.append((typed[f"o{weekday}-{place}"], typed[f"c{weekday}-{place}"]))
            elif place < len(stored.get(weekday, ())):
                opens, closes = stored[weekday][place]
                spans.append((_written(speech, opens), _written(speech, closes)))
            else:
                spans.append(("", ""))
        rows.append(WeekRow(weekday, speech.weekday(_SATURDAY + timedelta(days=weekday)), tuple(spans)))
    return rows


def read_week(typed: Typed) -> dict[int, list[Span]]:
    """Read the spans that were typed; what is wrong is noted at the number of its weekday."""
    week: dict[int, list[Span]] = {}
    for weekday in range(7):
        for place in range(SPANS):
            from_field, to_field = f"o{weekday}-{place}", f"c{weekday}-{place}"
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
