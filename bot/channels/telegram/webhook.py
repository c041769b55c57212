"""The webhook: the address at which Telegram delivers updates."""

from __future__ import annotations

import logging
from hmac import compare_digest
from typing import Any, Protocol

import msgspec
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK

from crm.errors import StoreError

__all__ = ["PATH", "Taker", "webhook_route"]

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MOST_BYTES = 1_000_000

_DECODE = msgspec.json.Decoder(dict[str, Any]).decode


class Taker(Protocol):
    """A receiver of updates."""

    async def take(self, raw: dict[str, Any]) -> None:
        """Take one update in; it may be acknowledged when this returns."""


def webhook_route(inbox: Taker, secret: str) -> HTTPRouteHandler:
    """Make the route: 403 without the secret, 503 when the update was not taken in, else 200."""
    expected = secret.encode()

    @post(
        PATH,
        status_code=HTTP_200_OK,
        include_in_schema=False,
        request_max_body_size=MOST_BYTES,
        exclude_from_auth=True,
        exclude_from_csrf=True,
    )
    async def telegram_webhook(request: Request[Any, Any, Any]) -> Response[None]:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
        if not expected or not compare_digest(given, expected):
            return Response(None, status_code=403)
        try:
            update = _DECODE(await request.body())
        except msgspec.DecodeError:
            return Response(None, status_code=400)
        try:
            await inbox.take(update)
        except StoreError as error:
            log.warning("an update was not taken in, Telegram will deliver it again: %s", type(error).__name__)
            return Response(None, status_code=503)
        return Response(None, status_code=200)

    return telegram_webhook
