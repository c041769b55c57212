"""The page on which everybody can read what is kept of patrons and for how long."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import Parameter
from litestar.response import Template

from bot.channels.web.services import Gateway
from bot.conversation.turn_language import as_language
from bot.pages.page_texts import page_language
from bot.pages.privacy_view import statement
from bot.web.description import HTML, told
from protocol.values import Language

__all__ = ["privacy_page"]

Lang = Annotated[Language | None, Parameter(query="lang", required=False)]


@get(
    "/privacy", tags=["library"], summary="What is kept, and for how long", operation_class=told(bodies={200: (HTML,)})
)
async def privacy_page(gateway: Gateway, lang: Lang = None) -> Template:
    """Show what holds now."""
    language = as_language(lang, gateway.settings.default_language)
    told = await statement(gateway.store, gateway.settings, language)
    return Template("privacy.html", context={**page_language(language), "told": told})
