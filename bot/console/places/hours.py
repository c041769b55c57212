"""The weekly hours of a branch, and of each desk in it."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.places.branches import LIST, branch_of
from bot.console.places.overtaking import Entry, Overtaking, side_by_side
from bot.console.places.reading import Form, Typed
from bot.console.places.week import SPANS, fields_of, read_week, week_rows, written_week
from crm.audit.edit_conflicts import seen_of
from crm.errors import InvalidValue, Overtaken
from crm.library_info import hours as place_hours
from crm.library_info.hours import DESKS, by_weekday

__all__ = ["HoursPages"]


class HoursPages(Controller):
    """Handlers of the pages of weekly hours."""

    path = "/places"

    @get("/branches/{branch_id:int}/hours", opt=needs(Permission.READ_PLACES))
    async def hours(self, visit: Visit, branch_id: int) -> Template:
        """Show the weekly hours of a branch, or of a desk in it."""
        desk = visit.request.query_params.get("desk", DESKS[0])
        return await _form(visit, branch_id, desk if desk in DESKS else DESKS[0])

    @post("/branches/{branch_id:int}/hours", opt=needs(Permission.EDIT_PLACES))
    async def set_hours(self, visit: Visit, branch_id: int, data: Form) -> Template | Redirect:
        """Give a desk new weekly hours."""
        typed = Typed(data)
        desk = typed.text("desk") or DESKS[0]
        week = read_week(typed)
        if not typed.errors:
            try:
                await place_hours.set_hours(
                    visit.store, branch_id, desk, week, by=visit.reader.actor, seen=typed["seen"]
                )
                return visit.go_to(f"{LIST}/branches/{branch_id}/hours?desk={desk}", "places.saved")
            except InvalidValue as error:
                typed.wrong(error.field, f"places.bad.{error.reason}" if error.field.isdecimal() else "places.bad.desk")
            except Overtaken as error:
                now = (await place_hours.hours_of(visit.store, branch_id)).get(desk, {})
                days = {
                    str(row.weekday): Entry(row.name, _inputs(row.weekday)) for row in week_rows(visit.speech, typed)
                }
                merged, told = side_by_side(
                    error, typed, by_weekday(week), by_weekday(now), written_week(visit.speech, now), days
                )
                return await _form(visit, branch_id, desk, merged, told)
        return await _form(visit, branch_id, desk if desk in DESKS else DESKS[0], typed)


async def _form(
    visit: Visit, branch_id: int, desk: str, typed: Typed | None = None, overtaking: Overtaking | None = None
) -> Template:
    branch = await branch_of(visit, branch_id)
    stored = await place_hours.hours_of(visit.store, branch_id)
    if typed is None:
        week = stored.get(desk, {})
        typed = Typed({**written_week(visit.speech, week), "seen": seen_of(by_weekday(week))})
    return visit.page(
        "places/hours.html",
        status=409 if overtaking else 422 if typed.errors else 200,
        typed=typed,
        overtaking=overtaking,
        branch=branch,
        desk=desk,
        desks=DESKS,
        has_own=bool(stored.get(desk)),
        rows=week_rows(visit.speech, typed),
        spans=range(SPANS),
        errors=typed.errors,
        may_edit=visit.may(Permission.EDIT_PLACES),
    )


def _inputs(weekday: int) -> tuple[str, ...]:
    return tuple(field for pair in fields_of(weekday) for field in pair)
