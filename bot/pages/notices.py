"""The page behind the link in a letter: one button stops what comes there; mail programs press it themselves."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Controller, Request, get, post
from litestar.params import Parameter
from litestar.response import Template

from bot.channels.web.services import Gateway
from bot.conversation.turn_language import as_language
from bot.notices.stopping import stopped_by
from bot.pages.page_texts import browser_language, page_language
from bot.web.description import HTML, told
from crm.actor import PATRON
from crm.notices.subscriptions import unsubscribe
from crm.patrons.cards import patron_by_public_id
from protocol.values import Language

__all__ = ["StopNoticesPage"]

Lang = Annotated[Language | None, Parameter(query="lang", required=False)]

Asked = Request[Any, Any, Any]
ASKED = told(bodies={200: (HTML,), 404: (HTML,)})


class StopNoticesPage(Controller):
    """One page for one patron and channel."""

    path = "/notices/stop/{token:str}"
    tags = ["letters"]  # noqa: RUF012 - the framework's way

    @get(summary="Ask", operation_class=ASKED)
    async def show(self, request: Asked, token: str, gateway: Gateway, lang: Lang = None) -> Template:
        """Ask; looking at a link, as mail scanners do, stops nothing."""
        found = stopped_by(gateway.store, token)
        return _page(
            request, gateway, lang, "unknown" if found is None else "ask", found, 404 if found is None else 200
        )

    @post(status_code=200, summary="Stop notices", operation_class=ASKED)
    async def stop(self, request: Asked, token: str, gateway: Gateway, lang: Lang = None) -> Template:
        """Stop it at once, however often it is asked for (RFC 8058)."""
        found = stopped_by(gateway.store, token)
        patron = None if found is None else await patron_by_public_id(gateway.store, found[0])
        if found is None or patron is None:
            return _page(request, gateway, lang, "unknown", None, 404)
        await unsubscribe(gateway.store, patron.id, channels=[found[1]], source="page", by=PATRON)
        return _page(request, gateway, lang, "done", found)


def _page(
    request: Asked, gateway: Gateway, lang: str | None, state: str, found: tuple[str, str] | None, status: int = 200
) -> Template:
    # Nobody has said whom the letter went to: the browser tells who reads the page.
    language = as_language(lang, browser_language(request, gateway.settings.default_language))
    context = {**page_language(language), "state": state, "channel": None if found is None else found[1]}
    return Template("stop_notices.html", context=context, status_code=status)
