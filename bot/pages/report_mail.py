"""The page behind the link in the monthly report: one button ends the letters; mail programs press it themselves."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Controller, Request, get, post
from litestar.params import Parameter
from litestar.response import Template

from bot.channels.web.services import Gateway
from bot.conversation.turn_language import as_language
from bot.notices.report_stop import report_stopped_by
from bot.pages.page_texts import browser_language, page_language
from bot.web.description import HTML, told
from crm.actor import Actor
from crm.errors import NotFound
from crm.staff.accounts import account
from crm.staff.report_mail import put_report_wish
from protocol.values import Language

__all__ = ["StopReportsPage"]

Lang = Annotated[Language | None, Parameter(query="lang", required=False)]

Asked = Request[Any, Any, Any]
ASKED = told(bodies={200: (HTML,), 404: (HTML,)})


class StopReportsPage(Controller):
    """One page for one member of staff."""

    path = "/reports/stop/{token:str}"
    tags = ["letters"]  # noqa: RUF012 - the framework's way

    @get(summary="Ask", operation_class=ASKED)
    async def show(self, request: Asked, token: str, gateway: Gateway, lang: Lang = None) -> Template:
        """Ask; looking at a link, as mail scanners do, ends nothing."""
        found = report_stopped_by(gateway.store, token)
        return _page(request, gateway, lang, "unknown" if found is None else "ask", 404 if found is None else 200)

    @post(status_code=200, summary="End the letters of figures", operation_class=ASKED)
    async def stop(self, request: Asked, token: str, gateway: Gateway, lang: Lang = None) -> Template:
        """End them at once, however often it is asked for (RFC 8058)."""
        store, staff_id = gateway.store, report_stopped_by(gateway.store, token)
        if staff_id is None:
            return _page(request, gateway, lang, "unknown", 404)
        try:
            person = await account(store, staff_id)
        except NotFound:
            return _page(request, gateway, lang, "unknown", 404)
        by = Actor.staff(staff_id, person.username)
        await put_report_wish(store, staff_id, None, today=store.clock.now().date(), by=by)
        return _page(request, gateway, lang, "done")


def _page(request: Asked, gateway: Gateway, lang: str | None, state: str, status: int = 200) -> Template:
    # Nobody has said whom the letter went to: the browser tells who reads the page.
    language = as_language(lang, browser_language(request, gateway.settings.default_language))
    context = {**page_language(language), "state": state}
    return Template("stop_reports.html", context=context, status_code=status)
