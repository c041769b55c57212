"""An engine that speaks the gateway's contract and does what a test tells it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer

from process.traces import TRACE_HEADER
from protocol.keys import SECRET_HEADER, engine_secret
from protocol.turns import (
    FIGURES_PATH,
    FORGET_PATH,
    KEPT_PATH,
    PARSE_PATH,
    READY_PATH,
    TURN_PATH,
    VECTORS_PATH,
    EngineAnswer,
    EngineFigures,
    ForgetRequest,
    Forgotten,
    Intent,
    KeptAnswer,
    KeptConversation,
    KeptRequest,
    Parse,
    ParseAnswer,
    ParseRequest,
    Problem,
    Ready,
    TurnRequest,
    VectorsAnswer,
    VectorsRequest,
)

SECRET = "a secret of the tests, long enough"
VERSION = "fake-1"

T = TypeVar("T")
Script = Callable[[dict[str, Any]], Awaitable["dict[str, Any] | web.StreamResponse"]]


def said(*texts: str, intent: str = "hours", confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    """The body of an answer that says these texts, of an answer that only this engine has."""
    first = more.pop("message", {})
    messages: list[dict[str, Any]] = [
        {
            "text": text, "buttons": [], "answer": "utter_test", "facts": {}, "language": None, "status": "answered",
            "custom": None,
        }
        for text in texts
    ]  # fmt: skip
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
        "engine_version": VERSION,
        "event_count": 7,
        **more,
    }


class FakeEngine:
    """Answer turns by a script; a message id that was answered before gets the same answer, and no second turn."""

    def __init__(self, secret: str = SECRET) -> None:
        self.requests: list[dict[str, Any]] = []
        # The traces that the requests belonged to.
        self.traces: list[str | None] = []
        self.acted: list[str] = []
        self.parsed: list[str] = []
        self.meaning: tuple[str, float] = ("hours", 0.9)
        self.running: dict[str, int] = {}
        self.overlapped = False
        self.script: Script = self.echo
        # What is answered to a text, message by message, and after how many seconds; anything else is echoed at once.
        self.echoes = "echo"
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.delays: dict[str, float] = {}
        # Conversations that are remembered, and for how many seconds nothing has been said in them.
        self.memory: dict[str, float] = {}
        self.page = 2
        # Of every text that is asked for; None as on a machine without a source of vectors.
        self.vectors: dict[str, list[float]] | None = None
        self.version = VERSION
        # Set once a turn waits that was to be held.
        self.entered = asyncio.Event()
        self._gate: asyncio.Event | None = None
        self._secret = engine_secret(secret)
        self._answered: dict[tuple[str, str], EngineAnswer] = {}
        self._server: TestServer | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> list[str]:
        """What the engine was asked, in order."""
        return [request["text"] for request in self.requests]

    async def echo(self, request: dict[str, Any]) -> dict[str, Any]:
        text = request["text"]
        await asyncio.sleep(self.delays.get(text, 0.0))  # as slow as a test wants it
        if text in self.answers:
            one = said("")["messages"][0]
            messages = [{**one, **message} for message in self.answers[text]]
            return said(messages=messages, engine_version=self.version)
        return said(f"{self.echoes}: {text}", engine_version=self.version)

    def hold(self) -> asyncio.Event:
        """Hold turns from now on until the event that is given is set; `entered` tells when the first is held."""
        self.entered.clear()
        self._gate = asyncio.Event()
        return self._gate

    async def start(self) -> None:
        """Listen; at a later start on the port of the first one."""
        app = web.Application(middlewares=[self._guarded])
        app.router.add_post(TURN_PATH, self._turn)
        app.router.add_post(PARSE_PATH, self._parse)
        app.router.add_post(VECTORS_PATH, self._vectors)
        app.router.add_get(READY_PATH, self._ready)
        app.router.add_get(FIGURES_PATH, self._figures)
        app.router.add_post(KEPT_PATH, self._kept)
        app.router.add_post(FORGET_PATH, self._forget)
        self._server = TestServer(app, port=self.port or None)
        await self._server.start_server()
        self.port = self._server.port or 0

    async def stop(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is not None:
            await self._server.close()
            self._server = None

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.headers.get(SECRET_HEADER) != self._secret:
            return _json(Problem("secret"), status=401)
        try:
            answer: web.StreamResponse = await handler(request)
        except msgspec.DecodeError as error:
            return _json(Problem("bad_request", str(error)), status=422)
        return answer

    async def _turn(self, request: web.Request) -> web.StreamResponse:
        asked = await _read(request, TurnRequest)
        body: dict[str, Any] = msgspec.to_builtins(asked)
        self.requests.append(body)
        self.traces.append(request.headers.get(TRACE_HEADER))
        key = (asked.conversation, asked.message_id)
        if key in self._answered:
            return _json(msgspec.structs.replace(self._answered[key], duplicate=True))
        name = asked.conversation
        self.overlapped = self.overlapped or self.running.get(name, 0) > 0
        self.running[name] = self.running.get(name, 0) + 1
        try:
            if self._gate is not None:
                self.entered.set()
                await self._gate.wait()
            answer = await self.script(body)
        finally:
            self.running[name] -= 1
        if isinstance(answer, web.StreamResponse):
            return answer
        self.acted.append(asked.message_id)
        self.memory[name] = 0.0
        self._answered[key] = msgspec.convert(answer, EngineAnswer)
        return _json(self._answered[key])

    async def _parse(self, request: web.Request) -> web.StreamResponse:
        self.parsed.append((await _read(request, ParseRequest)).text)
        return _json(ParseAnswer(Parse(Intent(*self.meaning))))

    async def _vectors(self, request: web.Request) -> web.StreamResponse:
        asked = await _read(request, VectorsRequest)
        if self.vectors is None:
            return _json(Problem("no_vectors"), status=503)
        return _json(VectorsAnswer([self.vectors[text] for text in asked.texts]))

    async def _kept(self, request: web.Request) -> web.StreamResponse:
        after = (await _read(request, KeptRequest)).after
        names = sorted(name for name in self.memory if name > after)[: self.page]
        return _json(KeptAnswer([KeptConversation(name, self.memory[name]) for name in names]))

    async def _forget(self, request: web.Request) -> web.StreamResponse:
        names = (await _read(request, ForgetRequest)).conversations
        idle = [name for name in names if not self.running.get(name)]
        return _json(Forgotten(idle, sum(self.memory.pop(name, None) is not None for name in idle)))

    async def _figures(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get(SECRET_HEADER) != engine_secret(SECRET):
            return web.Response(status=401)
        told = EngineFigures(turns={"answered": len(self.requests)}, turn_seconds=0.5, parses=1, parse_seconds=0.25)
        return web.Response(body=msgspec.json.encode(told), content_type="application/json")

    async def _ready(self, _: web.Request) -> web.StreamResponse:
        return _json(Ready(ready=True, engine_version=self.version, turns=sum(self.running.values())))


@asynccontextmanager
async def fake_engine(secret: str = SECRET) -> AsyncIterator[FakeEngine]:
    """Run the engine on a free port."""
    engine = FakeEngine(secret)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.stop()


async def unavailable(_: dict[str, Any]) -> web.StreamResponse:
    """A script of an engine whose action server is away."""
    return _json(Problem("action_failed"), status=503)


async def hang(_: dict[str, Any]) -> dict[str, Any]:
    """A script of an engine that never comes back."""
    await asyncio.Event().wait()
    raise AssertionError("unreachable")


async def _read(request: web.Request, kind: type[T]) -> T:
    return msgspec.json.decode(await request.read(), type=kind)


def _json(body: msgspec.Struct, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(body), status=status, content_type="application/json")
