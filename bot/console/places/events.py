"""Pages of the library's events: the list, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.console.frame.lists import ListQuery
from bot.console.frame.speech import Speech
from bot.console.frame.visit import Visit
from bot.console.places.days import DayPages, Names, wanted
from bot.console.places.overtaking import Entry, entries_of
from bot.console.places.reading import Typed
from crm.actor import Actor
from crm.library_info import directory
from crm.library_info.closings_and_events import EventRow, EventValues, delete_event, event, events, put_event

__all__ = ["EventPages"]

TEXTS = ("title_fa", "title_en", "description_fa", "description_en", "registration_fa", "registration_en")


class EventPages(DayPages[EventRow, EventValues]):
    """Handlers of the pages of the library's events."""

    path = "/places/events"
    name = "event"
    columns = (
        "title_fa", "title_en", "branch", "starts", "ends", "seats",
        "description_fa", "description_en", "registration_fa", "registration_en",
    )  # fmt: skip
    entries = entries_of(
        *TEXTS, "seats",
        branch_id=Entry("places.branch", ("branch",)),
        starts_at=Entry("places.starts", ("starts_day", "starts")),
        ends_at=Entry("places.ends", ("ends_day", "ends")),
    )  # fmt: skip
    no_branch = "places.no_branch"

    async def rows(self, visit: Visit, query: ListQuery) -> tuple[Sequence[EventRow], int]:
        """Give events in order of their beginning."""
        return await events(visit.store, wanted(query), now=visit.store.clock.now())

    async def row(self, visit: Visit, row_id: int) -> EventRow:
        """Give one event; raises NotFound."""
        return await event(visit.store, row_id)

    async def read(self, visit: Visit, typed: Typed) -> EventValues:
        """Read an event, its times in its branch's zone; without a last day it ends on the first."""
        branch_id = typed.whole("branch")
        zone = await _zone(visit, branch_id)
        return EventValues(
            title_fa=typed.text("title_fa"),
            title_en=typed.text("title_en"),
            description_fa=typed.maybe("description_fa"),
            description_en=typed.maybe("description_en"),
            branch_id=branch_id,
            starts_at=typed.moment("starts_day", "starts", zone),
            ends_at=typed.moment("ends_day" if typed.text("ends_day") else "starts_day", "ends", zone),
            seats=typed.whole("seats"),
            registration_fa=typed.maybe("registration_fa"),
            registration_en=typed.maybe("registration_en"),
        )

    async def keep(self, visit: Visit, values: EventValues, *, by: Actor, row_id: int | None, seen: str | None) -> int:
        """Add or change an event."""
        return await put_event(visit.store, values, by=by, event_id=row_id, seen=seen)

    async def remove(self, visit: Visit, row_id: int, *, by: Actor) -> None:
        """Delete an event."""
        await delete_event(visit.store, row_id, by=by)

    async def written(self, visit: Visit, row: EventRow) -> dict[str, Any]:
        """Give an event as the form holds it."""
        speech, zone = visit.speech, await _zone(visit, row.branch_id)
        starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
        return {
            **{name: getattr(row, name) for name in TEXTS},
            "branch": row.branch_id,
            "starts_day": speech.short_day(starts.date()),
            "starts": speech.digits(f"{starts.hour}:{starts.minute:02d}"),
            "ends_day": speech.short_day(ends.date()),
            "ends": speech.digits(f"{ends.hour}:{ends.minute:02d}"),
            "seats": "" if row.seats is None else speech.digits(row.seats),
        }

    def line(self, speech: Speech, row: EventRow, names: Names) -> tuple[object, ...]:
        """Give an event as a line of the CSV file."""
        return (
            row.title_fa,
            row.title_en,
            "" if row.branch_id is None else names[row.branch_id][speech.language],
            row.starts_at.isoformat(timespec="minutes"),
            row.ends_at.isoformat(timespec="minutes"),
            row.seats,
            row.description_fa,
            row.description_en,
            row.registration_fa,
            row.registration_en,
        )


async def _zone(visit: Visit, branch_id: int | None) -> ZoneInfo:
    found = [one for one in await directory.branches(visit.store) if one.id == branch_id]
    return found[0].zone if found else ZoneInfo(visit.console.settings.time_zone)
