"""Metrics for Prometheus, behind a token of their own: of the gateway, the engines and the action servers."""

from __future__ import annotations

import hmac
from typing import Any

from litestar import Controller, Request, Response, get

from bot.channels.web.services import Gateway
from bot.conversation.wording import TurnProblem
from bot.watching.behind import actions_told, engines_told
from bot.watching.collecting import gateway_families, written
from bot.watching.standing import Watch
from bot.web.description import METRICS, told
from bot.web.problems import ProblemRaised
from process.metrics import CONTENT_TYPE, counted

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

    @get("/engine", summary="What each engine has counted", operation_class=TOLD)
    async def engine(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Tell what each engine has counted; 503 when none of them tells."""
        _check(request, gateway)
        return _metrics(await engines_told(gateway))

    @get("/actions", summary="What each action server has counted", operation_class=TOLD)
    async def actions(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[bytes]:
        """Hand on what each action server has counted; 503 when none of them tells."""
        _check(request, gateway)
        return _metrics(await actions_told(gateway))


def _check(request: Request[Any, Any, Any], gateway: Gateway) -> None:
    """Refuse who does not show the token."""
    token = gateway.settings.metrics_token
    if not token:
        # As if there were no such page.
        raise ProblemRaised(TurnProblem.NOT_FOUND)
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {token}".encode()):
        raise ProblemRaised(TurnProblem.NOT_SIGNED)


def _metrics(body: bytes | None) -> Response[bytes]:
    if body is None:
        raise ProblemRaised(TurnProblem.BUSY)
    return Response(body, headers={"content-type": CONTENT_TYPE})
