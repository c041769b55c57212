"""The weekly hours of a branch, and of each desk in it."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.places.branches import LIST, branch_of
from bot.console.places.edit_conflicts import ConflictShown, FieldWords, SeenForm, side_by_side
from bot.console.places.week import (
    SPANS,
    WeekForm,
    fields_of,
    kept_week,
    like_the_day_before,
    read_week,
    week_rows,
)
from crm.audit.edit_conflicts import seen_of
from crm.errors import EditConflict, InvalidValue
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
    async def set_hours(self, visit: Visit, branch_id: int) -> Template | Redirect:
        """Give a desk new weekly hours."""
        form = await WeekForm.sent(visit)
        desk = form.field("desk").data or DESKS[0]
        if like_the_day_before(form):
            return await _form(visit, branch_id, desk if desk in DESKS else DESKS[0], form)
        week = read_week(form)
        if form.is_wrong:
            # What could be read is looked at too, so that every day to be corrected is marked.
            try:
                place_hours.checked_week(week)
            except InvalidValue as error:
                _refused(form, error)
        else:
            try:
                await place_hours.set_hours(
                    visit.store, branch_id, desk, week, by=visit.reader.actor, seen=form.seen.typed
                )
                return visit.go_to(f"{LIST}/branches/{branch_id}/hours?desk={desk}", "places.saved")
            except InvalidValue as error:
                _refused(form, error)
            except EditConflict as error:
                now = (await place_hours.hours_of(visit.store, branch_id)).get(desk, {})
                days = {
                    str(row.weekday): FieldWords(row.name, _inputs(row.weekday))
                    for row in week_rows(visit.locale, form)
                }
                written = {one.name: one.typed for one in WeekForm(visit, **kept_week(now)).fields}
                told = side_by_side(error, form, by_weekday(week), by_weekday(now), written, days)
                return await _form(visit, branch_id, desk, form, told)
        return await _form(visit, branch_id, desk if desk in DESKS else DESKS[0], form)


async def _form(
    visit: Visit, branch_id: int, desk: str, form: SeenForm | None = None, conflict: ConflictShown | None = None
) -> Template:
    branch = await branch_of(visit, branch_id)
    stored = await place_hours.hours_of(visit.store, branch_id)
    if form is None:
        week = stored.get(desk, {})
        form = WeekForm(visit, seen=seen_of(by_weekday(week)), **kept_week(week))
    return visit.page(
        "places/hours.html",
        status=409 if conflict else 422 if form.is_wrong else 200,
        form=form,
        conflict=conflict,
        branch=branch,
        desk=desk,
        desks=DESKS,
        has_own=bool(stored.get(desk)),
        rows=week_rows(visit.locale, form),
        spans=range(SPANS),
        may_edit=visit.may(Permission.EDIT_PLACES),
    )


def _refused(form: SeenForm, error: InvalidValue) -> None:
    for one in error.every:
        form.wrong(one.field, f"places.bad.{one.reason}" if one.field.isdecimal() else "places.bad.desk")


def _inputs(weekday: int) -> tuple[str, ...]:
    return tuple(field for pair in fields_of(weekday) for field in pair)
