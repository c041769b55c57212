"""An engine that speaks the gateway's contract and does what a test tells it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from protocol.keys import engine_secret

SECRET = "a secret of the tests, long enough"

Script = Callable[[dict[str, Any]], Awaitable[dict[str, Any] | web.StreamResponse]]


def said(*texts: str, intent: str = "hours", confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    """The body of an answer that says these texts."""
    first = more.pop("message", {})
    messages: list[dict[str, Any]] = [
        {"text": text, "buttons": [], "answer": "utter_test", "status": "answered", "custom": None} for text in texts
    ]
    if messages:
        messages[0].update(first)
    return {
        "messages": messages,
        "parse": {
            "intent": {"name": intent, "confidence": confidence},
            "ranking": [{"name": intent, "confidence": confidence}, {"name": "help", "confidence": 0.05}],
            "entities": [],
        },
        "actions": [f"action_{intent}"],
        "form": None,
        "requested_slot": None,
        "duplicate": False,
        "engine_version": "fake-1",
        "event_count": 7,
        **more,
    }


class FakeEngine:
    """Answer turns by a script; a message id that was answered before gets the same answer, and no second turn."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.acted: list[str] = []
        self.parsed: list[str] = []
        self.meaning: tuple[str, float] = ("hours", 0.9)
        self.running: dict[str, int] = {}
        self.overlapped = False
        self.script: Script = self.echo
        # Conversations that are remembered, and for how many seconds nothing has been said in them.
        self.memory: dict[str, float] = {}
        self.page = 2
        self._answers: dict[tuple[str, str], dict[str, Any]] = {}
        self._server: TestServer | None = None
        self.port = 0

    async def echo(self, request: dict[str, Any]) -> dict[str, Any]:
        return said(f"echo: {request['text']}")

    async def start(self) -> None:
        """Listen; at a later start on the port of the first one."""
        app = web.Application()
        app.router.add_post("/webhooks/ketabyar/turn", self._turn)
        app.router.add_post("/webhooks/ketabyar/parse", self._parse)
        app.router.add_get("/webhooks/ketabyar/ready", self._ready)
        app.router.add_post("/webhooks/ketabyar/kept", self._kept)
        app.router.add_post("/webhooks/ketabyar/forget", self._forget)
        self._server = TestServer(app, port=self.port or None)
        await self._server.start_server()
        self.port = self._server.port or 0

    async def stop(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is not None:
            await self._server.close()
            self._server = None

    async def _turn(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("X-Ketabyar-Secret") != engine_secret(SECRET):
            return web.json_response({"error": "secret"}, status=401)
        body: dict[str, Any] = await request.json()
        self.requests.append(body)
        key = (body["conversation"], body["message_id"])
        if key in self._answers:
            return web.json_response({**self._answers[key], "duplicate": True})
        name = body["conversation"]
        self.overlapped = self.overlapped or self.running.get(name, 0) > 0
        self.running[name] = self.running.get(name, 0) + 1
        try:
            answer = await self.script(body)
        finally:
            self.running[name] -= 1
        if isinstance(answer, web.StreamResponse):
            return answer
        self.acted.append(body["message_id"])
        self.memory[name] = 0.0
        self._answers[key] = answer
        return web.json_response(answer)

    async def _parse(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.parsed.append(body["text"])
        name, confidence = self.meaning
        parse = {"intent": {"name": name, "confidence": confidence}, "ranking": [], "entities": []}
        return web.json_response({"parse": parse})

    async def _kept(self, request: web.Request) -> web.StreamResponse:
        after = (await request.json())["after"]
        names = sorted(name for name in self.memory if name > after)[: self.page]
        return web.json_response({"conversations": [{"id": name, "idle_seconds": self.memory[name]} for name in names]})

    async def _forget(self, request: web.Request) -> web.StreamResponse:
        names = (await request.json())["conversations"]
        idle = [name for name in names if not self.running.get(name)]
        return web.json_response(
            {"forgotten": idle, "events": sum(self.memory.pop(name, None) is not None for name in idle)}
        )

    async def _ready(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"ready": True, "engine_version": "fake-1"})


async def unavailable(_: dict[str, Any]) -> web.StreamResponse:
    """A script of an engine whose action server is away."""
    return web.json_response({"error": "action_failed"}, status=503)


async def hang(_: dict[str, Any]) -> dict[str, Any]:
    """A script of an engine that never comes back."""
    await asyncio.sleep(3600)
    raise AssertionError("unreachable")
