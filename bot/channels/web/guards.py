"""Access to the web channel: the library's own sites, and visitors with their token."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from bot.channels.web.services import Gateway
from bot.conversation.wording import TurnProblem
from bot.web.problems import ProblemRaised
from crm.conversations.identities import Identity

__all__ = ["address_of", "allowed_origin", "bearer", "needs_origin", "visitor"]

# The guards are coroutines although they wait for nothing: a plain function would be run in a thread.


async def allowed_origin(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse a request that a browser makes for a page of a site that is not the library's."""
    origin = connection.headers.get("origin")
    if origin is not None and not _is_allowed(connection, origin):
        raise ProblemRaised(TurnProblem.BAD_ORIGIN)


async def needs_origin(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse a request that names no allowed origin."""
    if not _is_allowed(connection, connection.headers.get("origin") or ""):
        raise ProblemRaised(TurnProblem.BAD_ORIGIN)


async def visitor(request: Request[Any, Any, Any], gateway: Gateway) -> Identity:
    """Find the visitor by the bearer token; refuse without a good one."""
    identity = await gateway.visitors.find(bearer(request))
    if identity is None:
        raise ProblemRaised(TurnProblem.NOT_SIGNED)
    return identity


def address_of(request: Request[Any, Any, Any]) -> str:
    """Give the address that a request comes from; empty when it is not known."""
    return request.client.host if request.client else ""


def bearer(request: Request[Any, Any, Any]) -> str:
    """Give the token that a request carries; empty without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _is_allowed(connection: ASGIConnection[Any, Any, Any, Any], origin: str) -> bool:
    gateway: Gateway = connection.app.state.gateway
    return origin in gateway.settings.allowed_origins
