"""Whether the gateway lives, and whether everything it needs does."""

from __future__ import annotations

import asyncio

import aiohttp
import msgspec
from litestar import Controller, Response, get
from sqlalchemy import Connection

from bot.web.gateway import Gateway
from crm.errors import StoreError

__all__ = ["Health", "Readiness"]

SECONDS = 3.0


class Readiness(msgspec.Struct, frozen=True):
    """Whether all is ready, and each part."""

    ready: bool
    store: bool
    engine: bool
    actions: bool


class Health(Controller):
    """Say how the gateway is, to whoever watches it."""

    path = "/health"
    tags = ["health"]  # noqa: RUF012

    @get("/live", summary="Is the gateway running?", sync_to_thread=False)
    def live(self) -> dict[str, bool]:
        """Answer, which is all there is to it."""
        return {"live": True}

    @get("/ready", summary="Can the gateway answer patrons?")
    async def ready(self, gateway: Gateway) -> Response[Readiness]:
        """Ask store, engine and action server; 503 while one of them does not answer."""
        store, engine, actions = await asyncio.gather(
            _store(gateway), gateway.engine.ready(timeout=SECONDS), _actions(gateway)
        )
        state = Readiness(store and engine and actions, store, engine, actions)
        return Response(state, status_code=200 if state.ready else 503)


async def _store(gateway: Gateway) -> bool:
    def look(connection: Connection) -> bool:
        return connection.exec_driver_sql("SELECT 1").scalar() == 1

    try:
        async with asyncio.timeout(SECONDS):
            return await gateway.store.look(look)
    except (StoreError, TimeoutError):
        return False


async def _actions(gateway: Gateway) -> bool:
    headers = {"X-Ketabyar-Secret": gateway.settings.actions_secret}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers, trust_env=False) as session,
            session.get(f"{gateway.settings.actions_url}/health") as answer,
        ):
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False
