"""The door of the console: every handler says what it needs, and every request is held to it."""

from __future__ import annotations

import hmac
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit

from litestar import Litestar, Request
from litestar.connection import ASGIConnection
from litestar.exceptions import ImproperlyConfiguredException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from bot.console.roles import Permission
from bot.console.session import DOOR, Reader, door_token, reader_of
from crm.store import Store

__all__ = [
    "CSRF_FIELD",
    "CSRF_HEADER",
    "NEEDS",
    "PUBLIC",
    "SIGNED_IN",
    "Door",
    "Forbidden",
    "ForgedRequest",
    "SignInNeeded",
    "check_routes",
    "guard",
    "is_console",
    "needs",
    "safe_next",
    "sign_in_address",
]

NEEDS = "console_needs"
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Door(StrEnum):
    """What a handler may need instead of a permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC: dict[str, Any] = {NEEDS: Door.PUBLIC}
SIGNED_IN: dict[str, Any] = {NEEDS: Door.SIGNED_IN}


class SignInNeeded(Exception):
    """Say that nobody is signed in."""


class Forbidden(PermissionDeniedException):
    """Say that the reader's role does not allow what was asked."""


class ForgedRequest(PermissionDeniedException):
    """Say that a form did not come from one of our pages, or from one of another session."""


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


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let a request through that its handler's need allows (litestar guard).

    Raises SignInNeeded, Forbidden, or ForgedRequest for a change without the session's token.
    """
    if connection.scope.get("method") == "OPTIONS":
        return
    need = _need_of(handler)
    store: Store = connection.app.state["console"].store
    reader = await reader_of(connection, store)
    if reader is None and need is not Door.PUBLIC:
        raise SignInNeeded
    if isinstance(need, Permission) and (reader is None or not reader.may(need)):
        raise Forbidden
    if connection.scope.get("method") not in SAFE:
        await _check_token(connection, store, reader)


def check_routes(app: Litestar) -> None:
    """Refuse to start with a handler under /console that does not say what it needs.

    Raises ImproperlyConfiguredException.
    """
    for route in app.routes:
        if is_console(route.path):
            for handler in getattr(route, "route_handlers", ()):
                if isinstance(handler, HTTPRouteHandler) and handler.http_methods != {"OPTIONS"}:
                    _need_of(handler)


def sign_in_address(request: Request[Any, Any, Any]) -> str:
    """Give the sign-in page's address with the way back to what was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    # A form that was sent in vain is not to be sent again by a redirect.
    wanted = asked if request.method in ("GET", "HEAD") and not request.headers.get("hx-request") else ""
    following = safe_next(wanted)
    return "/console/sign-in" + (f"?next={quote(following, safe='/')}" if following != "/console" else "")


def _need_of(handler: BaseRouteHandler) -> Permission | Door:
    need = handler.opt.get(NEEDS)
    if not isinstance(need, (Permission, Door)):
        raise ImproperlyConfiguredException(f"{handler} does not say what it needs")
    return need


async def _check_token(connection: ASGIConnection[Any, Any, Any, Any], store: Store, reader: Reader | None) -> None:
    sent = connection.headers.get(CSRF_HEADER, "")
    if not sent and connection.headers.get("content-type", "").startswith(FORMS) and isinstance(connection, Request):
        value = (await connection.form()).get(CSRF_FIELD, "")
        sent = value if isinstance(value, str) else ""
    door = connection.cookies.get(DOOR, "")
    right = reader.csrf if reader is not None else (door_token(store, door) if door else "")
    if not right or not hmac.compare_digest(sent.encode(), right.encode()):
        raise ForgedRequest
