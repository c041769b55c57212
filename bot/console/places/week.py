"""Weekly hours as a form: seven days with several spans each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.console.frame.fields import HiddenField, TimeField
from bot.console.frame.locale import Locale
from bot.console.places.edit_conflicts import SeenForm
from crm.library_info.calendar import Span

__all__ = ["SPANS", "WeekForm", "WeekRow", "fields_of", "kept_week", "like_the_day_before", "read_week", "week_rows"]

SPANS = 3
# A Saturday, which the week begins with.
_SATURDAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One weekday of the form: its number, its name, and its spans as they stand in the fields."""

    weekday: int
    name: str
    spans: tuple[tuple[str, str], ...]


def week_rows(locale: Locale, form: SeenForm) -> list[WeekRow]:
    """Give the seven days, Saturday first, with their spans as they stand in the fields."""
    return [
        WeekRow(
            weekday,
            locale.weekday(_SATURDAY + timedelta(days=weekday)),
            tuple((form.field(opens).typed, form.field(closes).typed) for opens, closes in fields_of(weekday)),
        )
        for weekday in range(7)
    ]


def fields_of(weekday: int) -> list[tuple[str, str]]:
    """Name the fields of a weekday: for each span when it opens and when it closes."""
    return [(f"o{weekday}-{place}", f"c{weekday}-{place}") for place in range(SPANS)]


def kept_week(stored: Mapping[int, Sequence[Span]]) -> dict[str, time]:
    """Give weekly hours by the names of the fields."""
    return {
        name: moment
        for weekday, spans in stored.items()
        for names, span in zip(fields_of(weekday), spans, strict=False)
        for name, moment in zip(names, span, strict=True)
    }


def like_the_day_before(form: SeenForm) -> bool:
    """Put the day before into the fields of the day that asks for it, and keep nothing; it tells whether one does."""
    asked = form.field("like").data
    if asked not in {str(weekday) for weekday in range(1, 7)}:
        return False
    for names, before in zip(fields_of(int(asked)), fields_of(int(asked) - 1), strict=True):
        for name, other in zip(names, before, strict=True):
            form.field(name).typed = form.field(other).typed
    return True


def read_week(form: SeenForm) -> dict[int, list[Span]]:
    """Read the spans that were typed; what is wrong is noted at the number of its weekday."""
    week: dict[int, list[Span]] = {}
    for weekday in range(7):
        for from_field, to_field in fields_of(weekday):
            opens, closes = form.field(from_field).data, form.field(to_field).data
            if errors := [*form.field(from_field).errors, *form.field(to_field).errors]:
                form.problems.setdefault(str(weekday), str(errors[0]))
            elif (opens is None) != (closes is None):
                form.wrong(str(weekday), "places.bad.both")
            elif opens is not None and closes is not None:
                week.setdefault(weekday, []).append((opens, closes))
    return week


# A form with a field for each beginning and end of a span.
WeekForm: type[SeenForm] = type(
    "WeekForm",
    (SeenForm,),
    {
        "desk": HiddenField(),
        "like": HiddenField(),
        **{name: TimeField() for weekday in range(7) for pair in fields_of(weekday) for name in pair},
    },
)
