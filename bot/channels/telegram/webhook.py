"""The webhook: the address at which a messenger delivers updates."""

from __future__ import annotations

import logging
from hmac import compare_digest
from typing import Any, Protocol

import msgspec
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import Operation
from litestar.status_codes import HTTP_200_OK

from bot.channels.telegram.messengers import Messenger
from bot.conversation.wording import TurnProblem
from bot.web.description import MESSENGER, told
from crm.errors import StoreError

__all__ = ["Taker", "webhook_route"]

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MOST_BYTES = 1_000_000

_ROUTE: dict[str, Any] = {
    "status_code": HTTP_200_OK,
    "tags": ["messengers"],
    "summary": "Deliver an update",
    "request_max_body_size": MOST_BYTES,
    "exclude_from_auth": True,
    "exclude_from_csrf": True,
}


def _told(*by: str) -> type[Operation]:
    return told(
        TurnProblem.TOO_BIG, by=by, bodies={200: (), 400: (), 403: (), 503: ()}, most_bytes=MOST_BYTES, asks_store=False
    )


_DECODE = msgspec.json.Decoder(dict[str, Any]).decode


class Taker(Protocol):
    """A receiver of updates."""

    async def take(self, raw: dict[str, Any]) -> None:
        """Take one update in; it may be acknowledged when this returns."""


def webhook_route(inbox: Taker, bot: Messenger) -> HTTPRouteHandler:
    """Make the route: 403 without the secret, 503 when the update was not taken in, else 200.

    The secret comes in a header or, of a messenger that shows none, as the last part of the address.
    """
    expected = bot.webhook_secret.encode()

    def is_theirs(shown: str) -> bool:
        return bool(expected) and compare_digest(shown.encode("utf-8", "replace"), expected)

    async def taken(request: Request[Any, Any, Any], shown: str) -> Response[None]:
        if not is_theirs(shown):
            return Response(None, status_code=403)
        try:
            update = _DECODE(await request.body())
        except msgspec.DecodeError:
            return Response(None, status_code=400)
        try:
            await inbox.take(update)
        except StoreError as error:
            name = type(error).__name__
            log.warning("an update was not taken in, %s will deliver it again: %s", bot.name, name)
            return Response(None, status_code=503)
        return Response(None, status_code=200)

    if bot.dialect.shows_secret:

        @post(bot.hook_base, operation_class=_told(MESSENGER), **_ROUTE)
        async def delivered(request: Request[Any, Any, Any]) -> Response[None]:
            return await taken(request, request.headers.get(SECRET_HEADER, ""))

        return delivered

    @post(f"{bot.hook_base}/{{shown:str}}", operation_class=_told(), **_ROUTE)
    async def delivered_there(request: Request[Any, Any, Any], shown: str) -> Response[None]:
        return await taken(request, shown)

    return delivered_there
