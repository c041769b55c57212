"""Access control of the console: every handler declares its permission, and every request is checked."""

from __future__ import annotations

import hmac
import logging
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit

from litestar import Litestar, Request
from litestar.exceptions import (
    ImproperlyConfiguredException,
    NotFoundException,
    PermissionDeniedException,
    ValidationException,
)
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from bot.console.frame.body import ANYBODY, FILES, LARGE_FILES, STAFF, BodyBounds, drop_files, is_storable, read_form
from bot.console.frame.parts import Console
from bot.console.frame.request import AnyConnection, AnyRequest
from bot.console.frame.roles import Permission
from bot.console.frame.session import PRE_SESSION, Reader, carried, reader_of
from bot.console.frame.sign_in_tokens import is_pre_session_token
from protocol.home import Home

__all__ = [
    "BY_ITSELF",
    "CSRF_FIELD",
    "CSRF_HEADER",
    "NEEDS",
    "PUBLIC",
    "SETS_UP",
    "SIGNED_IN",
    "TAKES_FILES",
    "TAKES_LARGE_FILES",
    "Door",
    "Forbidden",
    "ForgedRequest",
    "SecondStepNeeded",
    "SignInNeeded",
    "check_routes",
    "guard",
    "is_console",
    "needs",
    "safe_next",
    "sign_in_address",
]

log = logging.getLogger(__name__)

NEEDS = "console_needs"
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What an open page asks by itself says so, in its route or in this header: it makes no session last longer.
_BY_ITSELF, _SETS_UP = "console_by_itself", "console_sets_up"
BY_ITSELF: dict[str, Any] = {_BY_ITSELF: True}
BY_ITSELF_HEADER = "X-By-Itself"
# The largest number that both databases keep.
LARGEST = 2**63 - 1


class Door(StrEnum):
    """What a handler may require instead of a permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC: dict[str, Any] = {NEEDS: Door.PUBLIC}
SIGNED_IN: dict[str, Any] = {NEEDS: Door.SIGNED_IN}
_TAKES_FILES = "console_takes_files"
# Files come with its form, in a larger body.
TAKES_FILES: dict[str, Any] = {_TAKES_FILES: FILES}
# Files that go to the disk as they come; their handler moves or deletes them.
TAKES_LARGE_FILES: dict[str, Any] = {_TAKES_FILES: LARGE_FILES}
# Open even to those who have to set two-step sign-in up before anything else.
SETS_UP: dict[str, Any] = {**SIGNED_IN, _SETS_UP: True}


class SignInNeeded(Exception):
    """Nobody is signed in."""


class SecondStepNeeded(Exception):
    """The reader must set up two-step sign-in first."""


class Forbidden(PermissionDeniedException):
    """The reader's role does not allow the request."""


class ForgedRequest(PermissionDeniedException):
    """A form did not come from one of our pages, or came from one of another session."""


def needs(permission: Permission) -> dict[str, Any]:
    """Make the `opt` of a handler that only those may use who have a permission."""
    return {NEEDS: permission}


def is_console(path: str) -> bool:
    """Tell whether a path belongs to the console."""
    return path == "/console" or path.startswith("/console/")


def safe_next(path: str | None) -> str:
    """Give a place of the console to go on to; anything else becomes its first page."""
    if not path or not is_console(path) or path.startswith("/console/sign-"):
        return "/console"
    parts = urlsplit(path)
    odd = parts.scheme or parts.netloc or "\\" in path or ".." in parts.path or "//" in parts.path
    return "/console" if odd or not path.isprintable() else path


async def guard(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Let a request through that its handler's need allows (litestar guard).

    Raises SignInNeeded, SecondStepNeeded, Forbidden, or ForgedRequest for a change without the session's token; and
    NotFoundException or ValidationException for an address that names nothing that could be kept. A form is read
    only when it is known who sends it.
    """
    if connection.scope.get("method") == "OPTIONS":
        return
    need = _need_of(handler)
    console: Console = connection.app.state["console"]
    by_itself = _BY_ITSELF in handler.opt or BY_ITSELF_HEADER in connection.headers
    reader = await reader_of(connection, console, is_used=not by_itself)
    if reader is None and need is not Door.PUBLIC:
        raise SignInNeeded
    if reader is not None and reader.lacks_second_step and _SETS_UP not in handler.opt:
        raise SecondStepNeeded
    if isinstance(need, Permission) and (reader is None or not reader.may(need)):
        if reader is not None:
            # Who tries doors that are not theirs is to be found, by the account's number: names stay in the store.
            log.warning("staff account %d (%s) was refused what needs %s", reader.staff_id, reader.role, need.value)
        raise Forbidden
    _check_address(connection)
    if reader is not None and not by_itself and console.content.shared is not None:
        # What a colleague has edited at another gateway is there when the page is.
        await console.content.shared.pull()
    if connection.scope.get("method") not in SAFE:
        await _check_form(connection, console, reader, handler.opt.get(_TAKES_FILES, STAFF))


def check_routes(app: Litestar) -> None:
    """Refuse to start with a handler under /console that does not say what it needs.

    Raises ImproperlyConfiguredException.
    """
    for route in app.routes:
        if is_console(route.path):
            for handler in getattr(route, "route_handlers", ()):
                if isinstance(handler, HTTPRouteHandler) and handler.http_methods != {"OPTIONS"}:
                    _need_of(handler)


def sign_in_address(request: AnyRequest) -> str:
    """Give the sign-in page's address with the way back to what was asked for, or to the page that asked."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    # A form that was sent in vain is not to be sent again by a redirect: its page keeps what it can.
    is_page = request.method in ("GET", "HEAD") and not request.headers.get("hx-request")
    following = safe_next(asked if is_page else _page_of(request))
    return "/console/sign-in" + (f"?next={quote(following, safe='/')}" if following != "/console" else "")


def _page_of(request: AnyRequest) -> str:
    """Give the page of ours on which a form or a part was asked for; empty where the browser does not tell."""
    try:
        told = urlsplit(request.headers.get("hx-current-url") or request.headers.get("referer") or "")
    except ValueError:
        return ""
    if told.netloc != request.headers.get("host", ""):
        return ""
    return told.path + (f"?{told.query}" if told.query else "")


def _need_of(handler: BaseRouteHandler) -> Permission | Door:
    need = handler.opt.get(NEEDS)
    if not isinstance(need, (Permission, Door)):
        raise ImproperlyConfiguredException(f"{handler} does not say what it needs")
    return need


def _check_address(connection: AnyConnection) -> None:
    for value in connection.path_params.values():
        if not (0 <= value <= LARGEST if isinstance(value, int) else is_storable(str(value))):
            raise NotFoundException
    if not all(is_storable(name) and is_storable(value) for name, value in connection.query_params.multi_items()):
        raise ValidationException


async def _check_form(connection: AnyConnection, console: Console, reader: Reader | None, of_staff: BodyBounds) -> None:
    # Litestar's guards are given the request that the handler will get.
    bounds = ANYBODY if reader is None else of_staff
    folder = Home(console.settings.home).imports
    form = await read_form(connection, bounds, folder) if isinstance(connection, Request) else {}
    field = form.get(CSRF_FIELD, "")
    sent = connection.headers.get(CSRF_HEADER, "") or (field if isinstance(field, str) else "")
    pre_session = carried(connection, console, PRE_SESSION)
    if reader is not None:
        is_right = bool(reader.csrf) and hmac.compare_digest(sent.encode(), reader.csrf.encode())
    else:
        is_right = bool(pre_session) and is_pre_session_token(console.store, pre_session, sent)
    if not is_right:
        if isinstance(connection, Request):
            drop_files(connection)
        log.warning("a form without its token was refused (%s)", "nobody signed in" if reader is None else reader.role)
        raise ForgedRequest
