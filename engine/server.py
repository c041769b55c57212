"""The engine's HTTP server: one agent, one channel, ready once it has answered in both languages."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import register
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from engine import patches
from engine.answer_book import AnswerBook
from engine.channel import KetabyarChannel
from engine.locks import KetabyarLockStore
from engine.patches.actions import client
from engine.settings import EngineSettings
from engine.tracker_store import KetabyarTrackerStore
from engine.turn import TurnFailed, Turns
from protocol.turns import TurnRequest

_log = logging.getLogger(__name__)

MAX_BODY_BYTES = 256 * 1024
# So long a start may take on a busy machine before anybody is warned of it.
PATIENT_SECONDS = 60.0
WARM_UP = (("fa", "سلام وقت بخیر"), ("en", "hello, good morning"))


def open_agent(model: Path, settings: EngineSettings) -> Agent:
    """Load a model with our store, locks, answers and processor."""
    patches.apply()
    agent = Agent(
        generator=AnswerBook(),
        tracker_store=KetabyarTrackerStore(url=settings.tracker_url),
        lock_store=KetabyarLockStore(),
    )
    agent.load_model(model)
    return agent


def application(agent: Agent, settings: EngineSettings) -> Sanic:
    """Make the server's application; it answers `ready` only after the warm-up."""
    app = Sanic("ketabyar_engine", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
    app.config.KEEP_ALIVE_TIMEOUT = 120
    app.config.RESPONSE_TIMEOUT = 60
    app.config.ACCESS_LOG = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.agent = agent
    channel = KetabyarChannel(settings.need_secret(), settings.secrets_too)
    register([channel], app, "/webhooks/")

    async def live(_request: Request) -> HTTPResponse:
        # Answered by the event loop alone: it turns, whatever the state of model, store and action server.
        return json({"live": True})

    app.add_route(live, "/health/live", methods=["GET"], name="live")

    async def start(_app: Sanic, _loop: object) -> None:
        app.ctx.warm_up = asyncio.create_task(_warm_up(channel, channel.turns(app)))

    async def stop(_app: Sanic, _loop: object) -> None:
        app.ctx.warm_up.cancel()
        await client().close()
        channel.turns(app).store.close()

    app.register_listener(start, "after_server_start")
    app.register_listener(stop, "before_server_stop")
    return app


async def _warm_up(channel: KetabyarChannel, turns: Turns) -> None:
    """Answer one turn in each language, again and again until it works, then say ready.

    What does not answer yet is told once, and as a warning only when it goes on.
    """
    begun, is_warned = time.monotonic(), False
    for language, text in WARM_UP:
        while True:
            request = TurnRequest(
                conversation=f"warm-up-{secrets.token_hex(8)}",
                message_id=secrets.token_hex(8),
                text=text,
                payload=False,
                language=language,
                signed_in=False,
                channel="warm-up",
            )
            try:
                await turns.rehearse(request)
                break
            except TurnFailed as failed:
                if channel.not_ready != failed.code:
                    _log.info("not ready yet: %s; it is tried until it works", failed.__cause__ or failed.code)
                if not is_warned and time.monotonic() - begun > PATIENT_SECONDS:
                    is_warned = True
                    _log.warning("the engine does not get ready: %s", failed.__cause__ or failed.code)
                channel.not_ready = failed.code
                await asyncio.sleep(0.25)
    channel.not_ready = None
    _log.info("the engine is ready")
