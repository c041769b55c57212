"""The library's own page with the widget on it, and the widget's script."""

from __future__ import annotations

import gzip
import hashlib
import logging
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, get, head
from litestar.params import Parameter
from litestar.response import Template

from bot.channels.web.services import Gateway
from bot.conversation.turn_language import as_language
from bot.conversation.wording import TurnProblem
from bot.pages.library_page import page_context
from bot.pages.page_texts import page_language
from bot.web.description import HTML, told
from bot.web.policies import page_policy
from bot.web.problems import ProblemRaised
from bot.widget.look import look_of
from bot.widget.script import script, written_when
from crm.errors import StoreError
from crm.library_info import directory
from crm.library_info.chat_look import LookValues, chat_look
from protocol.values import Language

__all__ = ["Script", "library_page", "library_page_head", "widget"]

log = logging.getLogger(__name__)

SCRIPT_TYPE = "text/javascript; charset=utf-8"
PAGE = told(TurnProblem.NOT_FOUND, bodies={200: (HTML,)})


@dataclass(frozen=True, slots=True)
class Script:
    """The widget's script ready to be sent: as it is, packed, and with its tag; `made_of` tells whether it still is."""

    made_of: object
    body: bytes
    packed: bytes
    etag: str

    @classmethod
    def made(cls, made_of: object, look: LookValues) -> Script:
        """Make and pack the script."""
        body = script(look_of(look)).encode()
        tag = hashlib.sha256(body).hexdigest()[:20]
        return cls(made_of, body, gzip.compress(body, 9, mtime=0), f'"{tag}"')


class _Kept:
    script: Script | None = None


async def _script(gateway: Gateway) -> Script:
    try:
        written = written_when()
    except FileNotFoundError as error:
        raise ProblemRaised(TurnProblem.NOT_FOUND) from error
    kept = _Kept.script
    try:
        look = await chat_look(gateway.store)
    except StoreError as error:
        # A chat as it comes, or as it was, is better than none.
        log.warning("the look of the chat was not read: %s", type(error).__name__)
        if kept is not None:
            return kept
        look = LookValues()
    made_of = (written, look)
    if kept is None or kept.made_of != made_of:
        kept = _Kept.script = Script.made(made_of, look)
    return kept


@get(
    "/widget.js",
    media_type=SCRIPT_TYPE,
    tags=["library"],
    summary="The chat’s script",
    operation_class=told(TurnProblem.NOT_FOUND, bodies={200: ("text/javascript",), 304: ()}, asks_store=False),
)
async def widget(request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
    """Send the widget, packed when the browser takes that, and only when it has changed."""
    kept = await _script(gateway)
    headers = {
        "ETag": kept.etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if kept.etag in known:
        return Response(b"", status_code=304, headers=headers, media_type=SCRIPT_TYPE)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(kept.packed, headers=headers, media_type=SCRIPT_TYPE)
    return Response(kept.body, headers=headers, media_type=SCRIPT_TYPE)


@get(
    "/",
    tags=["library"],
    summary="The library’s own page",
    operation_class=PAGE,
)
async def library_page(
    gateway: Gateway, lang: Annotated[Language | None, Parameter(query="lang", required=False)] = None
) -> Template:
    """Show what the store knows of the library, with the widget beside it; nothing where it knows of none."""
    language = as_language(lang, gateway.settings.default_language)
    facts = await page_context(gateway, language)
    if facts is None:
        raise ProblemRaised(TurnProblem.NOT_FOUND)
    policy = page_policy(sorted(gateway.settings.allowed_origins), await _logo(gateway))
    return Template(
        "library.html",
        context={**page_language(language), **facts},
        headers={"Content-Security-Policy": policy},
    )


async def _logo(gateway: Gateway) -> str | None:
    try:
        return (await chat_look(gateway.store)).logo
    except StoreError:
        # The first letters of the name stand there then.
        return None


@head("/", tags=["library"], summary="Is there a page?", operation_class=PAGE)
async def library_page_head(gateway: Gateway) -> Response[None]:
    """Say that there is a page, as those who watch a site ask."""
    if await directory.profile(gateway.store) is None:
        raise ProblemRaised(TurnProblem.NOT_FOUND)
    return Response(None, headers={"Content-Type": "text/html; charset=utf-8"})
