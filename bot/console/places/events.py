"""The library's events: the list, and one as a form."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from litestar import Controller, Request, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.access import needs
from bot.console.lists import NUMBER, ListQuery, csv_response
from bot.console.pages import go_to, page, speech_for
from bot.console.parts import Console
from bot.console.places.branches import branch_options, refused
from bot.console.places.reading import Form, Typed
from bot.console.roles import Permission
from bot.console.session import Reader
from bot.console.speech import Speech
from bot.console.texts import say
from crm import directory
from crm.errors import InvalidValue
from crm.place_days import EventRow, EventValues, delete_event, event, events, put_event

__all__ = ["EventPages"]

LIST = "/console/places/events"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
COLUMNS = (
    "title_fa", "title_en", "branch", "starts", "ends", "seats",
    "description_fa", "description_en", "registration_fa", "registration_en",
)  # fmt: skip

Answer = Template | Redirect


class EventPages(Controller):
    """Classes, workshops, story hours, exhibitions."""

    path = "/places/events"

    @get("/", opt=READ)
    async def index(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """List the events."""
        query = ListQuery.from_request(
            request, filters={"branch": NUMBER, "time": ("coming", "past")}, sorts=("day",), default_sort="day"
        )
        when = query.filters.get("time")
        rows, total = await events(
            console.store,
            now=console.store.clock.now(),
            branch_id=query.numbers.get("branch"),
            past=None if when is None else when == "past",
            q=query.q,
            descending=query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        names = {branch.id: branch.name for branch in await directory.branches(console.store)}
        if query.wants_csv:
            return _csv(console, reader, rows, names)
        return page(
            reader,
            "places/events.html",
            query=query,
            rows=rows,
            total=total,
            names=names,
            branches=branch_options(names, reader),
            now=console.store.clock.now(),
            may_edit=reader.may(Permission.EDIT_PLACES),
        )

    @get("/new", opt=EDIT)
    async def new(self, console: Console, reader: Reader) -> Template:
        """Show the form for a new event."""
        return await _form(console, reader, None, Typed())

    @post("/", opt=EDIT)
    async def add(self, console: Console, reader: Reader, data: Form) -> Answer:
        """Add an event."""
        return await _put(console, reader, None, data)

    @get("/{event_id:int}", opt=READ)
    async def show(self, console: Console, reader: Reader, event_id: int) -> Template:
        """Show one event."""
        row = await event(console.store, event_id)
        zone = await _zone(console, row.branch_id)
        return await _form(console, reader, event_id, Typed(_stored(speech_for(console, reader), row, zone)))

    @post("/{event_id:int}", opt=EDIT)
    async def change(self, console: Console, reader: Reader, event_id: int, data: Form) -> Answer:
        """Change an event."""
        await event(console.store, event_id)
        return await _put(console, reader, event_id, data)

    @post("/{event_id:int}/delete", opt=EDIT)
    async def delete(self, console: Console, reader: Reader, event_id: int) -> Redirect:
        """Delete an event."""
        await delete_event(console.store, event_id, by=reader.username)
        return go_to(LIST, "places.deleted", secure=console.secure)


async def _zone(console: Console, branch_id: int | None) -> ZoneInfo:
    found = [one for one in await directory.branches(console.store) if one.id == branch_id]
    return found[0].zone if found else ZoneInfo(console.settings.time_zone)


async def _put(console: Console, reader: Reader, event_id: int | None, data: dict[str, Any]) -> Answer:
    typed = Typed(data, speech_for(console, reader))
    branch_id = typed.whole("branch")
    zone = await _zone(console, branch_id)
    values = EventValues(
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
    if not typed.errors:
        try:
            made = await put_event(console.store, values, by=reader.username, event_id=event_id)
            return go_to(f"{LIST}/{made}", "places.saved", secure=console.secure)
        except InvalidValue as error:
            refused(typed, error)
    return await _form(console, reader, event_id, typed)


def _stored(speech: Speech, row: EventRow, zone: ZoneInfo) -> dict[str, Any]:
    starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    texts = (
        "title_fa", "title_en", "description_fa", "description_en", "registration_fa", "registration_en",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in texts},
        "branch": row.branch_id,
        "starts_day": speech.short_day(starts.date()),
        "starts": speech.digits(f"{starts.hour}:{starts.minute:02d}"),
        "ends_day": speech.short_day(ends.date()),
        "ends": speech.digits(f"{ends.hour}:{ends.minute:02d}"),
        "seats": "" if row.seats is None else speech.digits(row.seats),
    }


async def _form(console: Console, reader: Reader, event_id: int | None, typed: Typed) -> Template:
    speech = speech_for(console, reader)
    return page(
        reader,
        "places/event.html",
        status=422 if typed.errors else 200,
        event_id=event_id,
        typed=typed,
        errors=typed.errors,
        branch_rows=branch_options({one.id: one.name for one in await directory.branches(console.store)}, reader),
        today=speech.short_day(speech.today()),
        may_edit=reader.may(Permission.EDIT_PLACES),
    )


def _csv(console: Console, reader: Reader, rows: list[EventRow], names: dict[int, dict[str, str]]) -> Stream:
    speech = speech_for(console, reader)
    header = [say(speech, f"places.{name}") for name in COLUMNS]
    return csv_response(
        reader,
        "events",
        header,
        (
            (
                row.title_fa,
                row.title_en,
                "" if row.branch_id is None else names[row.branch_id][reader.language],
                row.starts_at.isoformat(timespec="minutes"),
                row.ends_at.isoformat(timespec="minutes"),
                row.seats,
                row.description_fa,
                row.description_en,
                row.registration_fa,
                row.registration_en,
            )
            for row in rows
        ),
    )
