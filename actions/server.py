"""The action server: rasa-sdk's application on loopback, with a secret, and without echoing requests."""

from __future__ import annotations

import asyncio
import importlib.metadata
import logging
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from actions.dialogue.doing import TryAgain
from actions.dialogue.turn import Services
from actions.rasa.rasa_actions import every_action
from actions.rasa.registry import HANDLERS
from actions.rasa.waiting import WantsVectors
from actions.settings import ActionSettings
from actions.subjects import load
from crm.database.store import Store
from crm.errors import StoreBusy, StoreUnavailable, TurnClosed
from crm.knowledge.searching import index_of
from crm.trust.periods import DEFAULTS
from library import open_library
from library.errors import LibraryError
from library.port import Library
from process.metrics import CONTENT_TYPE, counted
from process.start import started
from process.traces import TRACE_HEADER, carry
from process.tracing import begin_tracing
from protocol.clock import clock_from_env
from protocol.keys import METRICS_PATH, SECRET_HEADER, is_shown

__all__ = ["HOST", "application", "open_services"]

HOST = "127.0.0.1"
VERSION = importlib.metadata.version("ketabyar")
# Answered by the event loop alone: it turns, whatever the state of the store.
LIVE_PATH = "/health/live"
MAX_BODY_BYTES = 8 * 1024 * 1024

type App = Sanic[Any, Any]

_log = logging.getLogger(__name__)


async def open_services(settings: ActionSettings) -> Services:
    """Open the store and the library system that every action uses; raises StoreUnavailable."""
    clock = clock_from_env()
    store = await Store.open(settings.database_url, clock=clock, **settings.store_keys, durable=True)
    return Services(
        store,
        open_library(store, clock, settings),
        ZoneInfo(settings.time_zone),
        {
            **DEFAULTS,
            "talks": settings.retention_days,
            "cases": settings.case_retention_days,
            "loans": settings.loan_history_days,
        },
        settings.handoff_minutes,
        settings.notice_rules,
        gives_pins=settings.gives_pins,
    )


def application(settings: ActionSettings, services: Services | None = None) -> App:
    """Make the server's application; the store is opened when it starts, unless a house is given."""
    executor = ActionExecutor()
    # No browser ever speaks to this server: no origin is allowed but itself.
    app: App = create_app(executor, cors_origins=[f"http://{HOST}"])
    app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
    app.config.KEEP_ALIVE_TIMEOUT = 120
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.services = services
    app.ctx.actions = ()
    app.ctx.end_tracing = None
    _guard(app, settings.accepted_secrets)
    _answer_health(app, settings.accepted_secrets)
    _keep_bodies_in(app)

    load()

    async def start(app: App) -> None:
        app.ctx.services = app.ctx.services or await open_services(settings)
        app.ctx.end_tracing = begin_tracing("actions", VERSION, settings.traces_url)
        app.ctx.actions = every_action(app.ctx.services)
        for action in app.ctx.actions:
            executor.register_action(action)
        await _read_facts(app.ctx.services.store)
        # What it takes longer than a question may, the first one need not wait for.
        app.add_task(_prepared(app.ctx.services.library))
        started()
        _log.info("ready: %d actions for %d intents", len(executor.actions), len(HANDLERS))

    app.register_listener(start, "before_server_start")
    app.register_listener(_close, "after_server_stop")
    return app


async def _close(app: App) -> None:
    # What waits for vectors reads by the library and the store, and notes there what it read.
    await asyncio.gather(*(action.close() for action in app.ctx.actions))
    await app.ctx.services.library.close()
    await app.ctx.services.store.close()
    if app.ctx.end_tracing is not None:
        await asyncio.to_thread(app.ctx.end_tracing)


async def _read_facts(store: Store) -> None:
    """Read the facts while the engine starts: whoever asks first would wait for it."""
    try:
        await index_of(store)
    except (StoreBusy, StoreUnavailable) as error:
        # The first question reads them then.
        _log.warning("the facts were not read ahead: %s", error)


async def _prepared(library: Library) -> None:
    try:
        await library.prepare()
    except LibraryError as error:
        # The first question reads it then.
        _log.warning("the catalogue was not read ahead: %s", error)


def _guard(app: App, accepted: Sequence[str]) -> None:
    async def check(request: Request) -> HTTPResponse | None:
        if request.path in ("/health", LIVE_PATH):
            return None
        if is_shown(request.headers.get(SECRET_HEADER, ""), accepted):
            # Whose request it is, from here on in this task; the next one on the same connection says its own.
            carry(request.headers.get(TRACE_HEADER))
            return None
        return json({"error": "the shared secret is missing or wrong"}, status=401)

    app.register_middleware(check, "request")


def _answer_health(app: App, accepted: Sequence[str]) -> None:
    # The SDK's own answers "ok" whatever the state of the store: this one answers before it is reached.
    async def health(request: Request) -> HTTPResponse | None:
        if request.path != "/health" or request.method != "GET":
            return None
        asks_for_us = SECRET_HEADER in request.headers
        # Who shows a secret asks for the server of their own instance, and every turn of theirs would be refused here.
        if asks_for_us and not is_shown(request.headers.get(SECRET_HEADER, ""), accepted):
            return json({"error": "this is another instance"}, status=401)
        is_ok = await _answers(app.ctx.services.store)
        told = {"status": "ok" if is_ok else "unavailable", **({"secret": "ours"} if asks_for_us else {})}
        return json(told, status=200 if is_ok else 503)

    async def live(_request: Request) -> HTTPResponse:
        return json({"live": True})

    async def metrics(_request: Request) -> HTTPResponse:
        # Behind the secret, as all but the health: the gateway asks for them.
        return raw(counted(), content_type=CONTENT_TYPE)

    app.register_middleware(health, "request")
    app.add_route(metrics, METRICS_PATH, methods=["GET"], name="metrics")
    app.add_route(live, LIVE_PATH, methods=["GET"], name="live")


async def _answers(store: Store) -> bool:
    """Tell whether the store answers; without another library system much can still be told and done."""
    try:
        await store.look(lambda connection: connection.exec_driver_sql("SELECT 1"))
    except (StoreBusy, StoreUnavailable):
        return False
    return True


def _keep_bodies_in(app: App) -> None:
    # The SDK's handler sends the whole request back and logs it: the tracker is personal data.
    async def handle(_request: Request, error: Exception) -> HTTPResponse:
        if isinstance(error, TurnClosed):
            return json({"error": "turn_closed"}, status=410)
        if isinstance(error, TryAgain):
            return json({"error": "unavailable"}, status=503)
        if isinstance(error, WantsVectors):
            return json({"wants_vectors": error.texts, "waits": error.waits}, status=428)
        if isinstance(error, SanicException):
            return json({"error": type(error).__name__}, status=error.status_code)
        # The log tells where it failed, and never the error's own words (process.logs).
        _log.error("an action failed: %s", type(error).__name__, exc_info=error)
        return json({"error": "internal"}, status=500)

    app.error_handler = ErrorHandler()
    app.error_handler.add(Exception, handle)
