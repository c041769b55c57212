"""The page on which a country's public holidays are brought in as closings, looked at first."""

from __future__ import annotations

from datetime import date, timedelta

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import ChoiceField, DayField, ManyField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.branches import refused
from crm.errors import InvalidValue
from crm.library_info.public_holidays import COUNTRIES, PublicHoliday, add_closings, days_closed, public_holidays

__all__ = ["HolidayPages"]

HERE = "/console/places/holidays"
EDIT = needs(Permission.EDIT_PLACES)
A_YEAR = timedelta(days=365)


class HolidayForm(Form):
    """Which country’s holidays, until when, and which of them are taken."""

    country = ChoiceField("places.country", COUNTRIES, "places.country.", required=True, default="IR")
    until = DayField("places.until", required=True)
    days = ManyField("places.day")
    # Of each day that is listed, in their order: which it is, and what it is called.
    listed = ManyField()
    name_fa = ManyField()
    name_en = ManyField()

    def typed(self, one: PublicHoliday) -> PublicHoliday:
        """Give a holiday by the names that were typed, where there are any."""
        rows = zip(self.listed.data, self.name_fa.data, self.name_en.data, strict=False)
        names = {day: (name_fa.strip(), name_en.strip()) for day, name_fa, name_en in rows}
        return PublicHoliday(one.day, *names.get(one.day.isoformat(), (one.name_fa, one.name_en)))


class HolidayPages(Controller):
    """Handlers of the page of public holidays."""

    path = "/places/holidays"

    @get("/", opt=EDIT)
    async def show(self, visit: Visit) -> Template:
        """Show the holidays of a country until a day."""
        asked = visit.request.query_params
        written = asked.get("until", "")
        until = visit.locale.read_day(written) if written else visit.locale.today() + A_YEAR
        form = HolidayForm(visit, country=asked.get("country", COUNTRIES[0]), until=until)
        if until is None:
            form.until.put(written)
            form.wrong("until", "places.bad.day", example=form.until.example)
        return await _page(visit, form)

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Close every branch on the days that were ticked."""
        form = await HolidayForm.sent(visit)
        wanted = [form.typed(one) for one in _listed(visit, form) if one.day.isoformat() in form.days.data]
        if not form.is_wrong and not wanted:
            form.wrong("days", "places.bad.no_days")
        if not form.is_wrong:
            try:
                await add_closings(visit.store, wanted, by=visit.reader.actor)
                return visit.go_to("/console/places/closings?time=coming", "places.saved")
            except InvalidValue:
                form.wrong("days", "places.bad.names")
        return await _page(visit, form, {one.day: one for one in wanted})


def _listed(visit: Visit, form: HolidayForm) -> list[PublicHoliday]:
    until = form.until.needed()
    if form.is_wrong or until is None:
        return []
    try:
        return public_holidays(form.country.data or "IR", visit.locale.today(), until)
    except InvalidValue as error:
        refused(form, error)
        return []


async def _page(visit: Visit, form: HolidayForm, typed: dict[date, PublicHoliday] | None = None) -> Template:
    listed = _listed(visit, form)
    closed = await days_closed(visit.store, listed[0].day, listed[-1].day) if listed else set()
    if typed:
        listed = [typed.get(one.day, one) for one in listed]
    return visit.page(
        "places/holidays.html",
        status=422 if form.is_wrong else 200,
        form=form,
        listed=listed,
        closed=closed,
        # At first everything that is certain is ticked; an estimate is left to whoever knows better.
        ticked={one.day for one in listed if one.day in typed}
        if typed is not None
        else {one.day for one in listed if one.day not in closed and not one.is_estimate},
    )
