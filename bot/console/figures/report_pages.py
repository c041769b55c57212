"""The page of the monthly report, and the choice to get it by mail."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, get, post
from litestar.params import Parameter
from litestar.response import Template

from bot.console.figures.report import ReportFor, last_month, month_name, report_of
from bot.console.figures.span import Span, month_span, months
from bot.console.frame.access import needs
from bot.console.frame.fields import TextField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import InvalidValue
from crm.staff.report_mail import put_report_wish, report_wish

__all__ = ["ReportPages"]

REPORT = "/console/figures/report"
READ = needs(Permission.READ_FIGURES)
Month = Annotated[str, Parameter(query="month", required=False)]


class ReportMailForm(Form):
    """Where the reader gets the report; empty for nowhere."""

    address = TextField(
        "report_mail.address", hint="report_mail.address_hint", most=254, dir="ltr", inputmode="email",
        autocomplete="email",
    )  # fmt: skip


class ReportPages(Controller):
    """Handlers of the report."""

    path = "/figures/report"

    @get("/", opt=READ)
    async def show(self, visit: Visit, month: Month = "") -> Template:
        """Show the report of a month, on a page that prints well."""
        return await _shown(visit, month)

    @post("/mail", opt=READ)
    async def mail(self, visit: Visit) -> PageOrRedirect:
        """Send the reader the report each month to an address of theirs; an empty one ends it."""
        form = await ReportMailForm.sent(visit)
        address = form.address.data.strip() or None
        if address and not visit.console.settings.smtp_host:
            form.wrong("address", "report_mail.no_server")
        if not form.is_wrong:
            try:
                today, reader = visit.locale.today(), visit.reader
                await put_report_wish(visit.store, reader.staff_id, address, today=today, by=reader.actor)
                return visit.go_to(REPORT, "report_mail.chosen" if address else "report_mail.ended")
            except InvalidValue as error:
                form.wrong(error.field, f"report_mail.bad.{error.field}")
        return await _shown(visit, "", form)


async def _shown(visit: Visit, month: str, sent: ReportMailForm | None = None) -> Template:
    locale = visit.locale
    listed = months(locale)
    asked = month or listed[1]
    span = month_span(asked)
    if span is None or span.first > locale.today():
        usual = last_month(locale)
        span = Span(usual.first, usual.last, "", "figures.bad_month")
    span = Span(span.first, min(span.last, locale.today()), "", span.problem)
    wish = await report_wish(visit.store, visit.reader.staff_id)
    named = [(each, month_span(each)) for each in listed]
    return visit.page(
        "figures/report.html",
        status=200 if sent is None else 422,
        months=[(each, month_name(one, locale)) for each, one in named if one is not None],
        month=asked,
        mail=sent or ReportMailForm(visit, address="" if wish is None else wish.address),
        wish=wish,
        can_send=bool(visit.console.settings.smtp_host),
        **await report_of(ReportFor(visit.store, visit.console.settings, visit.content, locale, visit.may), span),
    )
