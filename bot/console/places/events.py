"""Pages of the library's events: the list, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.console.frame.columns import Column
from bot.console.frame.fields import DayField, TimeField, WholeField, bilingual
from bot.console.frame.lists import ListQuery
from bot.console.frame.visit import Visit
from bot.console.places.days import DayForm, DayPages, Names, named, wanted
from bot.console.places.edit_conflicts import FieldWords, entries_of
from crm.actor import Actor
from crm.library_info import directory
from crm.library_info.closings_and_events import EventRow, EventValues, delete_event, event, events, put_event

__all__ = ["EventPages"]

TEXTS = ("title_fa", "title_en", "description_fa", "description_en", "registration_fa", "registration_en")


class EventForm(DayForm):
    """An event, its times in its branch's zone."""

    title_fa, title_en = bilingual("places.event_title", required=True, most=120)
    description_fa, description_en = bilingual("places.description", rows=3, most=2000)
    starts_day = DayField("places.starts_day")
    starts = TimeField("places.starts_time")
    ends_day = DayField("places.ends_day")
    ends = TimeField("places.ends_time")
    seats = WholeField("places.seats", most=6)
    registration_fa, registration_en = bilingual("places.registration", rows=2, most=2000)


class EventPages(DayPages[EventRow, EventValues, EventForm]):
    """Handlers of the pages of the library's events."""

    path = "/places/events"
    name = "event"
    form = EventForm
    begins = "starts_day"
    entries = entries_of(
        *TEXTS, "seats",
        branch_id=FieldWords("places.branch", ("branch",)),
        starts_at=FieldWords("places.starts", ("starts_day", "starts")),
        ends_at=FieldWords("places.ends", ("ends_day", "ends")),
    )  # fmt: skip
    no_branch = "places.no_branch"

    async def rows(self, visit: Visit, query: ListQuery) -> tuple[Sequence[EventRow], int]:
        """Give events in order of their beginning."""
        return await events(visit.store, wanted(query), now=visit.store.clock.now())

    async def row(self, visit: Visit, row_id: int) -> EventRow:
        """Give one event; raises NotFound."""
        return await event(visit.store, row_id)

    async def read(self, visit: Visit, form: EventForm) -> EventValues | None:
        """Read an event; without a last day it ends on the first."""
        first, starts, ends = form.starts_day.needed(), form.starts.needed(), form.ends.needed()
        if form.is_wrong or first is None or starts is None or ends is None:
            return None
        zone = await _zone(visit, form.branch.data)
        return EventValues(
            title_fa=form.title_fa.data,
            title_en=form.title_en.data,
            description_fa=form.description_fa.data or None,
            description_en=form.description_en.data or None,
            branch_id=form.branch.data,
            starts_at=datetime.combine(first, starts, zone),
            ends_at=datetime.combine(form.ends_day.data or first, ends, zone),
            seats=form.seats.data,
            registration_fa=form.registration_fa.data or None,
            registration_en=form.registration_en.data or None,
        )

    def is_over(self, visit: Visit, values: EventValues) -> bool:
        """Tell whether it has ended by now."""
        return values.ends_at < visit.store.clock.now()

    def ends_alike(self, row: EventRow, values: EventValues) -> bool:
        """Tell whether it ends when it did before."""
        return row.ends_at == values.ends_at

    async def keep(self, visit: Visit, values: EventValues, *, by: Actor, row_id: int | None, seen: str | None) -> int:
        """Add or change an event."""
        return await put_event(visit.store, values, by=by, event_id=row_id, seen=seen)

    async def remove(self, visit: Visit, row_id: int, *, by: Actor) -> None:
        """Delete an event."""
        await delete_event(visit.store, row_id, by=by)

    async def kept(self, visit: Visit, row: EventRow) -> dict[str, Any]:
        """Give an event by the names of the form's fields."""
        zone = await _zone(visit, row.branch_id)
        starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
        return {
            **{name: getattr(row, name) for name in TEXTS},
            "branch": row.branch_id,
            "starts_day": starts.date(),
            "starts": starts.time(),
            "ends_day": ends.date(),
            "ends": ends.time(),
            "seats": row.seats,
        }

    def columns(self, visit: Visit, names: Names) -> tuple[Column, ...]:
        """Give the columns of the list."""
        return (
            Column("title", "places.event_title", heads_row=True),
            Column("title_fa", value="title_fa"),
            Column("title_en", value="title_en"),
            Column("starts_at", "places.starts", sort="day"),
            Column("ends_at", "places.ends"),
            Column("where", "places.branch"),
            Column("branch", value=lambda row: named(visit, row.branch_id, names)),
            Column("starts", value=lambda row: row.starts_at.isoformat(timespec="minutes")),
            Column("ends", value=lambda row: row.ends_at.isoformat(timespec="minutes")),
            Column("seats", "places.seats", "seats", style="number"),
            *(Column(name, value=name) for name in TEXTS[2:]),
        )


async def _zone(visit: Visit, branch_id: int | None) -> ZoneInfo:
    found = [one for one in await directory.branches(visit.store) if one.id == branch_id]
    return found[0].zone if found else ZoneInfo(visit.console.settings.time_zone)
