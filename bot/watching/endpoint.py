"""Metrics for Prometheus, behind a token of their own: of the gateway, the engine and the action server."""

from __future__ import annotations

import hmac
from typing import Any

from litestar import Controller, Request, Response, get

from bot.channels.web.services import Gateway
from bot.conversation.wording import TurnProblem
from bot.health import SECONDS, ask_actions
from bot.watching.collecting import engine_families, gateway_families, written
from bot.watching.standing import Watch
from bot.web.description import METRICS, told
from bot.web.problems import ProblemRaised
from process.metrics import CONTENT_TYPE, counted
from protocol.keys import METRICS_PATH

__all__ = ["Metrics"]


TOLD = told(
    TurnProblem.NOT_FOUND, TurnProblem.NOT_SIGNED, by=(METRICS,), bodies={200: (CONTENT_TYPE.partition(";")[0],)}
)


class Metrics(Controller):
    """Handlers of the metrics; without KETABYAR_METRICS_TOKEN there are none."""

    path = "/metrics"
    tags = ["metrics"]  # noqa: RUF012 - the framework's way

    @get("/", summary="What the gateway has counted", operation_class=TOLD)
    async def gateway(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Tell what the gateway has counted and how it stands."""
        _check(request, gateway)
        watch: Watch = request.app.state["watch"]
        return _metrics(counted() + written(gateway_families(await watch.standing())))

    @get("/engine", summary="What the engine has counted", operation_class=TOLD)
    async def engine(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Tell what the engine that answers now has counted; 503 when it does not tell."""
        _check(request, gateway)
        figures = await gateway.engine.figures(timeout=SECONDS)
        if figures is None:
            raise ProblemRaised(TurnProblem.BUSY)
        return _metrics(written(engine_families(figures)))

    @get("/actions", summary="What the action server has counted", operation_class=TOLD)
    async def actions(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Hand on what the action server has counted; 503 when it does not tell."""
        _check(request, gateway)
        counts = await _of_actions(gateway)
        if counts is None:
            raise ProblemRaised(TurnProblem.BUSY)
        return _metrics(counts)


def _check(request: Request[Any, Any, Any], gateway: Gateway) -> None:
    """Refuse who does not show the token."""
    token = gateway.settings.metrics_token
    if not token:
        # As if there were no such page.
        raise ProblemRaised(TurnProblem.NOT_FOUND)
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {token}".encode()):
        raise ProblemRaised(TurnProblem.NOT_SIGNED)


async def _of_actions(gateway: Gateway) -> bytes | None:
    """Give what the first action server tells that answers, of those that the engine asks."""
    for url in gateway.settings.actions_urls:
        answer = await ask_actions(gateway.settings, url, METRICS_PATH)
        if answer is not None and answer[0] == 200:
            return answer[1]
    return None


def _metrics(body: bytes) -> Response[bytes]:
    return Response(body, headers={"content-type": CONTENT_TYPE})
