"""A small real project, trained with the real Rasa, and an action server of the SDK's protocol beside it."""

from __future__ import annotations

import asyncio
import functools
import gc
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from protocol import plain_yaml
from tests.support import properties  # noqa: F401 - loaded for what it sets
from tests.support.engine_model import train
from tests.support.engine_peer import SECRET, ActionServer
from tests.support.parsed_once import parsed_once

# These tests belong to the engine's environment (Python 3.10 with Rasa); the application has none.
collect_ignore_glob = ["test_*.py"] if sys.version_info >= (3, 11) else []

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Rasa would keep its cache in the project's folder.
os.environ.setdefault("RASA_CACHE_DIRECTORY", tempfile.mkdtemp(prefix="ketabyar-rasa-cache-"))


# Rasa, spaCy and models come by the hundred thousand of objects, which stay.
gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure() -> None:
    """Let pytest collect nothing of what is left: five times over all that a run has made, it takes seconds."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def yaml_once() -> Iterator[None]:
    """Parse a document once: the domain and the training data are read by many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_yaml, "load", parsed_once(plain_yaml.load, "yaml"))
        yield


@pytest.fixture(scope="session", autouse=True)
def languages_once() -> Iterator[None]:
    """Make spaCy’s rules of a language once, and not for each of a hundred models: they are most of the loading."""
    from engine.lazy import without

    # As the tokenizer imports it: it would bring in any framework that it finds.
    with without("tensorflow", "torch", "jax", "mxnet"):
        import spacy

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spacy, "blank", functools.cache(spacy.blank))
        yield


@pytest.fixture
async def actions(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ActionServer]:
    """The action server, on a free port, where the engine looks for it."""
    from aiohttp import web

    from engine.patches.actions import client

    server = ActionServer()

    async def webhook(request: web.Request) -> web.StreamResponse:
        call = await request.json()
        server.calls.append(call)
        server.headers.append(dict(request.headers))
        server.connections.add(request.transport)
        server.running += 1
        server.most_running = max(server.most_running, server.running)
        try:
            if server.delay:
                await asyncio.sleep(server.delay)  # as slow as a test wants it
            answer = server.answer(call)
        finally:
            server.running -= 1
        if isinstance(answer, web.StreamResponse):
            return answer
        return web.json_response(answer)

    app = web.Application(client_max_size=8 << 20)
    app.router.add_post("/webhook", webhook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    monkeypatch.setenv("KETABYAR_ACTIONS_URL", server.url)
    monkeypatch.setenv("KETABYAR_SECRET", SECRET)
    client.cache_clear()
    yield server
    await client().close()
    client.cache_clear()
    await runner.cleanup()


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The trained model file with its recorded hash."""
    from engine.files import record

    path = train(tmp_path_factory.mktemp("project"))
    record(path)
    yield path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    monkeypatch.setenv("KETABYAR_SECRET", SECRET)
    monkeypatch.delenv("KETABYAR_TRACKER_URL", raising=False)
    return tmp_path


@pytest.fixture
def agent(model: Path, home: Path, actions: ActionServer) -> Iterator[Any]:
    """The agent as the server opens it."""
    from engine.server import open_agent
    from engine.settings import EngineSettings
    from engine.tracker_store import unwrapped

    opened = open_agent(model, EngineSettings.load())
    yield opened
    unwrapped(opened.tracker_store).close()


@pytest.fixture
def turns(agent: Any) -> Any:
    """The turns of the agent."""
    from engine.turn import Turns

    return Turns(agent)


@pytest.fixture
def ask(turns: Any) -> Callable[..., Any]:
    """Run one turn and give its reply."""
    import msgspec

    from protocol.turns import TurnRequest

    count = iter(range(10_000))

    async def run(text: str, *, conversation: str = "c1", message_id: str | None = None, **more: Any) -> dict[str, Any]:
        body = {
            "conversation": conversation,
            "message_id": message_id or f"m{next(count)}",
            "text": text,
            "payload": False,
            "language": "fa",
            "signed_in": False,
            "channel": "web",
            **more,
        }
        reply: dict[str, Any] = msgspec.to_builtins(await turns.run(TurnRequest(**body)))
        return reply

    return run


@pytest.fixture
async def http(agent: Any, home: Path) -> AsyncIterator[Any]:
    """The engine's server on a free port: a client whose base address is the channel."""
    import socket

    import aiohttp
    from sanic import Sanic

    from engine.server import application
    from engine.settings import EngineSettings

    Sanic.test_mode = True
    app = application(agent, EngineSettings.load())
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{sock.getsockname()[1]}") as client:
        yield client
    await server.before_stop()
    server.close()
    await server.wait_closed()
    Sanic._app_registry.clear()
