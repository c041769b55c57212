"""The library's own page with the widget on it, and the widget's script."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from litestar import Request, Response, get, head
from litestar.params import Parameter
from litestar.response import Template

from bot.channels.web.services import Gateway
from bot.conversation.turn_language import as_tongue
from bot.conversation.wording import Problem
from bot.pages.library_page import page_context
from bot.pages.page_texts import DIRECTION
from bot.web.problems import Refused
from crm.library_info import directory

__all__ = ["Script", "library_page", "library_page_head", "widget"]

WIDGET = Path(__file__).resolve().parent.parent / "widget" / "widget.js"
SCRIPT_TYPE = "text/javascript; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Script:
    """A script file ready to be sent: as it is, packed, and with its tag."""

    stamp: tuple[int, int]
    body: bytes
    packed: bytes
    etag: str

    @classmethod
    def read(cls, path: Path) -> Script:
        """Read and pack a file."""
        about = path.stat()
        body = path.read_bytes()
        tag = hashlib.sha256(body).hexdigest()[:20]
        return cls((about.st_mtime_ns, about.st_size), body, gzip.compress(body, 9, mtime=0), f'"{tag}"')


class _Kept:
    script: Script | None = None


def _script() -> Script:
    try:
        about = WIDGET.stat()
    except FileNotFoundError as error:
        raise Refused(Problem.NOT_FOUND) from error
    kept = _Kept.script
    if kept is None or kept.stamp != (about.st_mtime_ns, about.st_size):
        kept = _Kept.script = Script.read(WIDGET)
    return kept


@get("/widget.js", media_type=SCRIPT_TYPE, include_in_schema=False, sync_to_thread=False)
def widget(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Send the widget, packed when the browser takes that, and only when it has changed."""
    script = _script()
    headers = {
        "ETag": script.etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if script.etag in known:
        return Response(b"", status_code=304, headers=headers, media_type=SCRIPT_TYPE)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(script.packed, headers=headers, media_type=SCRIPT_TYPE)
    return Response(script.body, headers=headers, media_type=SCRIPT_TYPE)


@get("/", include_in_schema=False)
async def library_page(
    gateway: Gateway, lang: Annotated[Literal["fa", "en"] | None, Parameter(query="lang", required=False)] = None
) -> Template:
    """Show what the store knows of the library, with the widget beside it; nothing where it knows of none."""
    language = as_tongue(lang, gateway.settings.default_language)
    facts = await page_context(gateway, language)
    if facts is None:
        raise Refused(Problem.NOT_FOUND)
    return Template("library.html", context={"lang": language, "dir": DIRECTION[language], **facts})


@head("/", include_in_schema=False)
async def library_page_head(gateway: Gateway) -> Response[None]:
    """Say that there is a page, as those who watch a site ask."""
    if await directory.profile(gateway.store) is None:
        raise Refused(Problem.NOT_FOUND)
    return Response(None, headers={"Content-Type": "text/html; charset=utf-8"})
