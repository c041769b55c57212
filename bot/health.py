"""Health of the gateway: whether it lives, and whether everything it needs does."""

from __future__ import annotations

import asyncio
import shutil
from typing import Any

import aiohttp
import msgspec
from litestar import Controller, Request, Response, get, head
from litestar.openapi import ResponseSpec

from bot.channels.web.services import Gateway
from bot.models import building
from bot.models.notes import EngineNotes
from bot.secret_change import change_forgotten
from bot.settings import Settings
from bot.web.description import INSTANCE, told
from bot.web.proof import answer_to
from crm.database.readiness import why_no_writes
from crm.database.urls import store_file
from crm.errors import StoreError
from protocol.keys import SECRET_HEADER

__all__ = ["SECONDS", "Health", "Readiness", "ask_actions", "own_code", "readiness"]

SECONDS = 3.0


class Readiness(msgspec.Struct, frozen=True):
    """Whether all is ready, each part, a reason for each that is not, and what should be looked at all the same."""

    ready: bool
    store: bool
    engine: bool
    actions: bool
    disk: bool
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


NOT_READY = {503: ResponseSpec(Readiness, generate_examples=False, description="A part is not well.")}


class Health(Controller):
    """Handlers of the health checks."""

    path = "/health"
    tags = ["health"]  # noqa: RUF012

    @get(
        "/live",
        summary="Is the gateway running?",
        sync_to_thread=False,
        operation_class=told(by=(INSTANCE,), or_nobody=True, asks_store=False),
    )
    def live(self, request: Request[Any, Any, Any], gateway: Gateway) -> Response[dict[str, bool]]:
        """Answer, which is all there is to it."""
        return Response({"live": True}, headers=answer_to(gateway.settings.secrets.accepted, request))

    @head("/live", summary="Is the gateway running?", sync_to_thread=False, operation_class=told(asks_store=False))
    def live_in_short(self) -> None:
        """Answer without a body, for load balancers."""

    @get(
        "/ready", summary="Can the gateway answer patrons?", responses=NOT_READY, operation_class=told(asks_store=False)
    )
    async def ready(self, gateway: Gateway) -> Response[Readiness]:
        """Ask store, engine and action server, and look at the disk; 503 while one of them is not well."""
        state = await readiness(gateway)
        return Response(state, status_code=200 if state.ready else 503)

    @head("/ready", summary="Can the gateway answer patrons?", operation_class=told(bodies={503: ()}, asks_store=False))
    async def ready_in_short(self, gateway: Gateway) -> Response[None]:
        """Say the same by the status alone."""
        state = await readiness(gateway)
        return Response(None, status_code=200 if state.ready else 503)


async def readiness(gateway: Gateway) -> Readiness:
    """Ask store, engine and action server, and look at the disk."""
    store, engine, actions, full, forgotten, other = await asyncio.gather(
        _store(gateway),
        gateway.engine.ready(timeout=SECONDS),
        _actions(gateway),
        asyncio.to_thread(_full, gateway.settings),
        _forgotten(gateway),
        asyncio.to_thread(_other_code, gateway.settings, gateway.code),
    )
    reasons = [
        store,
        "" if engine else "the engine does not answer",
        "" if actions else "the action server does not answer, or is another instance's",
        full,
    ]
    told = tuple(reason for reason in reasons if reason)
    return Readiness(not told, not store, engine, actions, not full, told, (*forgotten, *other))


async def _store(gateway: Gateway) -> str:
    """Say why nothing can be written to the store, by questions alone; an empty text when it can."""
    try:
        async with asyncio.timeout(SECONDS):
            return await why_no_writes(gateway.store, gateway.settings.database_url)
    except (StoreError, TimeoutError):
        return "the store does not answer"


async def _forgotten(gateway: Gateway) -> tuple[str, ...]:
    """Say what of a change of the secret was forgotten; nothing while the store does not tell."""
    try:
        async with asyncio.timeout(SECONDS):
            return tuple(await change_forgotten(gateway.settings, gateway.store))
    except (StoreError, TimeoutError):
        return ()


def _other_code(settings: Settings, code: str) -> tuple[str, ...]:
    """Say that the engine of this state folder was started where messages are read by other code than in this release.

    What else differs between two versions is not seen by it.
    """
    current = EngineNotes(settings.home).current()
    if not code or current is None or current.url is None or current.code in ("", code):
        return ()
    return ("the engine reads messages with other code than came with this gateway: start all parts anew",)


def own_code() -> str:
    """Hash the code by which messages are read, as this gateway starts: another release may lie there later.

    Empty where it cannot be read, which keeps no gateway from starting.
    """
    try:
        return building.code_hash()
    except OSError:
        return ""


def _full(settings: Settings) -> str:
    """Say which disk is nearly full; an empty text when there is room."""
    file = store_file(settings.database_url)
    places = {settings.home} | ({file.parent} if file is not None else set())
    try:
        free = min(shutil.disk_usage(place).free for place in places)
    except OSError:
        return "the state folder cannot be looked at"
    return "" if free >= settings.min_free_mb * 2**20 else "less disk space is free than KETABYAR_MIN_FREE_MB"


async def _actions(gateway: Gateway) -> bool:
    """Tell whether an action server of those that the engine asks is there and is ours."""
    return any(await asyncio.gather(*(_answers(gateway, url) for url in gateway.settings.actions_urls)))


async def _answers(gateway: Gateway, url: str) -> bool:
    told = await ask_actions(gateway.settings, url, "/health")
    if told is None or told[0] != 200:
        return False
    # Another web server on this port may say 200 to everything; one of another instance refuses our secret.
    try:
        return bool(msgspec.json.decode(told[1]).get("secret") == "ours")
    except (ValueError, AttributeError):
        return False


async def ask_actions(settings: Settings, url: str, path: str) -> tuple[int, bytes] | None:
    """Ask an action server for a page with our secret: its status and body, or None where nobody answers in time."""
    headers = {SECRET_HEADER: settings.actions_secret}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers, trust_env=False) as session,
            session.get(f"{url}{path}") as answer,
        ):
            return answer.status, await answer.read()
    except (aiohttp.ClientError, TimeoutError, OSError):
        return None
