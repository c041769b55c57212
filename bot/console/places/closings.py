"""Closings and special hours: the list, and one as a form."""

from __future__ import annotations

from datetime import date
from typing import Any

from litestar import Controller, Request, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.access import needs
from bot.console.lists import NUMBER, ListQuery, csv_response
from bot.console.pages import go_to, page, speech_for
from bot.console.parts import Console
from bot.console.places.branches import branch_options, refused
from bot.console.places.preview import would_say
from bot.console.places.reading import Form, Typed
from bot.console.roles import Permission
from bot.console.session import Reader
from bot.console.speech import Speech
from bot.console.texts import say
from crm import directory
from crm.errors import InvalidValue
from crm.place_days import ClosingRow, ClosingValues, closing, closings, delete_closing, put_closing

__all__ = ["ClosingPages"]

LIST = "/console/places/closings"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
COLUMNS = ("first_day", "last_day", "branch", "opens", "closes", "reason_fa", "reason_en")

Answer = Template | Redirect


class ClosingPages(Controller):
    """Days that are not as usual."""

    path = "/places/closings"

    @get("/", opt=READ)
    async def index(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """List closings and special hours."""
        query = ListQuery.from_request(
            request, filters={"branch": NUMBER, "time": ("coming", "past")}, sorts=("day",), default_sort="day"
        )
        when = query.filters.get("time")
        rows, total = await closings(
            console.store,
            today=speech_for(console, reader).today(),
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
            "places/closings.html",
            query=query,
            rows=rows,
            total=total,
            names=names,
            branches=branch_options(names, reader),
            today=speech_for(console, reader).today(),
            may_edit=reader.may(Permission.EDIT_PLACES),
        )

    @get("/new", opt=EDIT)
    async def new(self, console: Console, reader: Reader) -> Template:
        """Show the form for a new closing."""
        return await _form(console, reader, None, Typed())

    @post("/", opt=EDIT)
    async def add(self, console: Console, reader: Reader, data: Form) -> Answer:
        """Add a closing."""
        return await _put(console, reader, None, data)

    @get("/{closing_id:int}", opt=READ)
    async def show(self, console: Console, reader: Reader, closing_id: int) -> Template:
        """Show one closing."""
        row = await closing(console.store, closing_id)
        return await _form(console, reader, closing_id, Typed(_stored(speech_for(console, reader), row)), row.first_day)

    @post("/{closing_id:int}", opt=EDIT)
    async def change(self, console: Console, reader: Reader, closing_id: int, data: Form) -> Answer:
        """Change a closing."""
        await closing(console.store, closing_id)
        return await _put(console, reader, closing_id, data)

    @post("/{closing_id:int}/delete", opt=EDIT)
    async def delete(self, console: Console, reader: Reader, closing_id: int) -> Redirect:
        """Delete a closing."""
        await delete_closing(console.store, closing_id, by=reader.username)
        return go_to(LIST, "places.deleted", secure=console.secure)


async def _put(console: Console, reader: Reader, closing_id: int | None, data: dict[str, Any]) -> Answer:
    typed = Typed(data, speech_for(console, reader))
    first = typed.day("first_day")
    values = ClosingValues(
        branch_id=typed.whole("branch"),
        first_day=first,
        last_day=typed.day("last_day") if typed.text("last_day") else first,
        opens=typed.time("opens"),
        closes=typed.time("closes"),
        reason_fa=typed.text("reason_fa"),
        reason_en=typed.text("reason_en"),
    )
    if not typed.errors:
        try:
            made = await put_closing(console.store, values, by=reader.username, closing_id=closing_id)
            return go_to(f"{LIST}/{made}", "places.saved", secure=console.secure)
        except InvalidValue as error:
            refused(typed, error)
    return await _form(console, reader, closing_id, typed)


def _stored(speech: Speech, row: ClosingRow) -> dict[str, str]:
    def clock(moment: Any) -> str:
        return "" if moment is None else speech.digits(f"{moment.hour}:{moment.minute:02d}")

    return {
        "branch": "" if row.branch_id is None else str(row.branch_id),
        "first_day": speech.short_day(row.first_day),
        "last_day": speech.short_day(row.last_day),
        "opens": clock(row.opens),
        "closes": clock(row.closes),
        "reason_fa": row.reason_fa,
        "reason_en": row.reason_en,
    }


async def _form(
    console: Console, reader: Reader, closing_id: int | None, typed: Typed, first: date | None = None
) -> Template:
    branches = await directory.branches(console.store)
    speech = speech_for(console, reader)
    said = None
    if first is not None and branches:
        chosen = next((one for one in branches if str(one.id) == typed["branch"]), branches[0])
        said = await would_say(console.store, chosen, first)
    return page(
        reader,
        "places/closing.html",
        status=422 if typed.errors else 200,
        closing_id=closing_id,
        typed=typed,
        errors=typed.errors,
        branch_rows=branch_options({one.id: one.name for one in branches}, reader),
        today=speech.short_day(speech.today()),
        said=said,
        may_edit=reader.may(Permission.EDIT_PLACES),
    )


def _csv(console: Console, reader: Reader, rows: list[ClosingRow], names: dict[int, dict[str, str]]) -> Stream:
    speech = speech_for(console, reader)
    header = [say(speech, f"places.{name}") for name in COLUMNS]
    return csv_response(
        reader,
        "closings",
        header,
        (
            (
                row.first_day.isoformat(),
                row.last_day.isoformat(),
                say(speech, "places.everywhere") if row.branch_id is None else names[row.branch_id][reader.language],
                "" if row.opens is None else f"{row.opens:%H:%M}",
                "" if row.closes is None else f"{row.closes:%H:%M}",
                row.reason_fa,
                row.reason_en,
            )
            for row in rows
        ),
    )
