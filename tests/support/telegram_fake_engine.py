"""An engine that answers as it is told to, over the wire and in the contract's own words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Replies = list[dict[str, Any]]


class FakeEngine:
    """Answers by what was said; anything else is answered with its own words."""

    def __init__(self) -> None:
        self.answers: dict[str, Replies] = {}
        self.delays: dict[str, float] = {}
        self.turns: list[dict[str, Any]] = []
        self.url = ""

    async def turn(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.turns.append(body)
        said = body["text"]
        await asyncio.sleep(self.delays.get(said, 0.0))
        replies = self.answers.get(said, [{"text": f"پاسخ: {said}"}])
        return web.json_response(
            {
                "messages": [
                    {"buttons": [], "answer": "utter_test", "status": "answered", "custom": None, **reply}
                    for reply in replies
                ],
                "parse": {"intent": {"name": "hours", "confidence": 0.9}, "ranking": [], "entities": []},
                "actions": ["action_hours"],
                "form": None,
                "requested_slot": None,
                "duplicate": False,
                "engine_version": "test",
                "event_count": 3,
            }
        )

    @property
    def said(self) -> list[str]:
        """What the engine was asked, in order."""
        return [turn["text"] for turn in self.turns]


async def ready(_request: web.Request) -> web.Response:
    return web.json_response({"ready": True, "engine_version": "test"})


@asynccontextmanager
async def fake_engine() -> AsyncIterator[FakeEngine]:
    """Run the engine on a free port."""
    engine = FakeEngine()
    app = web.Application()
    app.router.add_post("/webhooks/ketabyar/turn", engine.turn)
    app.router.add_get("/webhooks/ketabyar/ready", ready)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    engine.url = f"http://{host}:{port}"
    try:
        yield engine
    finally:
        await runner.cleanup()
