"""Metrics for Prometheus, behind a token of their own: of the gateway, the engine and the action server."""

from __future__ import annotations

import hmac
from typing import Any

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException

from bot.channels.web.services import Gateway
from bot.health import SECONDS, ask_actions
from bot.watching.collecting import engine_families, gateway_families, written
from bot.watching.standing import Watch
from process.metrics import CONTENT_TYPE, counted
from protocol.keys import METRICS_PATH

__all__ = ["Metrics"]


class Metrics(Controller):
    """Handlers of the metrics; without KETABYAR_METRICS_TOKEN there are none."""

    path = "/metrics"
    include_in_schema = False

    @get("/")
    async def gateway(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Tell what the gateway has counted and how it stands."""
        refused = _refused(request, gateway)
        if refused is not None:
            return refused
        watch: Watch = request.app.state["watch"]
        return _metrics(counted() + written(gateway_families(await watch.standing())))

    @get("/engine")
    async def engine(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Tell what the engine that answers now has counted; 503 when it does not tell."""
        refused = _refused(request, gateway)
        if refused is not None:
            return refused
        told = await gateway.engine.figures(timeout=SECONDS)
        return _silent() if told is None else _metrics(written(engine_families(told)))

    @get("/actions")
    async def actions(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Hand on what the action server has counted; 503 when it does not tell."""
        refused = _refused(request, gateway)
        if refused is not None:
            return refused
        told = await _of_actions(gateway)
        return _silent() if told is None else _metrics(told)


def _refused(request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes] | None:
    token = gateway.settings.metrics_token
    if not token:
        # As if there were no such page.
        raise NotFoundException
    given = request.headers.get("authorization", "")
    if hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {token}".encode()):
        return None
    return Response(b"", status_code=401, headers={"WWW-Authenticate": "Bearer"})


async def _of_actions(gateway: Gateway) -> bytes | None:
    """Give what the first action server tells that answers, of those that the engine asks."""
    for url in gateway.settings.actions_urls:
        told = await ask_actions(gateway.settings, url, METRICS_PATH)
        if told is not None and told[0] == 200:
            return told[1]
    return None


def _metrics(body: bytes) -> Response[bytes]:
    return Response(body, headers={"content-type": CONTENT_TYPE})


def _silent() -> Response[bytes]:
    return Response(b"", status_code=503)
