"""The gateway as a process of its own, which can be killed, and as a server in this one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn

from bot.app import running_gateway
from bot.settings import ROOT, Settings
from tests.support.databases import begin_store
from tests.support.fake_engine import FakeEngine
from tests.support.telegram_peer import TOKEN, Telegram
from tests.support.waiting import eventually

SECRET = "a-shared-secret-for-the-tests"
START_SECONDS = 90.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def variables(home: Path, world: Telegram, engine: FakeEngine, port: int) -> dict[str, str]:
    return {
        "KETABYAR_HOME": str(home),
        "KETABYAR_SECRET": SECRET,
        "KETABYAR_DATABASE_URL": f"sqlite:///{home / 'store.sqlite3'}",
        "KETABYAR_PORT": str(port),
        "KETABYAR_ENGINE_PORT": engine.url.rsplit(":", 1)[1],
        "KETABYAR_ACTIONS_PORT": "1",
        f"KETABYAR_{world.channel.upper()}_TOKEN": TOKEN,
        f"KETABYAR_{world.channel.upper()}_BASE_URL": world.base_url,
    }


class GatewayProcess:
    """The gateway, started as the supervisor does it, on a state folder that outlives it."""

    def __init__(self, home: Path, world: Telegram, engine: FakeEngine) -> None:
        self.port = free_port()
        self._home = home
        self._environment = {**os.environ, **variables(home, world, engine, self.port)}
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        await asyncio.to_thread(begin_store, self._environment["KETABYAR_DATABASE_URL"])
        with (self._home / "gateway.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "process", "bot"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        async with aiohttp.ClientSession() as http:
            await eventually(lambda: self._is_live(http), START_SECONDS, every=0.1)

    async def _is_live(self, http: aiohttp.ClientSession) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._home / "gateway.log").read_text()
        with contextlib.suppress(aiohttp.ClientError):
            async with http.get(f"http://127.0.0.1:{self.port}/health/live") as answer:
                return answer.status == 200
        return False

    async def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.kill()
        await asyncio.to_thread(self._process.wait)

    async def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                await asyncio.to_thread(self._process.wait, 15)
            except subprocess.TimeoutExpired:
                await self.kill()


@asynccontextmanager
async def serving(home: Path, world: Telegram, engine: FakeEngine, **changes: Any) -> AsyncIterator[str]:
    """Serve a whole gateway from this process and give its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    values: dict[str, Any] = {
        "home": home,
        "secret": SECRET,
        "database_url": f"sqlite:///{home / 'store.sqlite3'}",
        "port": port,
        "public_url": url,
        "engine_port": int(engine.url.rsplit(":", 1)[1]),
        f"{world.channel}_token": TOKEN,
        f"{world.channel}_base_url": world.base_url,
        **changes,
    }
    settings = Settings(**values)
    if settings.database_url.startswith("sqlite"):
        await asyncio.to_thread(begin_store, settings.database_url)
    async with running_gateway(settings) as running:
        config = uvicorn.Config(running.asgi, port=port, lifespan="off", log_config=None, ws="none")
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        serve = asyncio.create_task(server._serve())
        try:
            await eventually(lambda: server.started)
            yield url
        finally:
            server.should_exit = True
            running.hang_up()
            await serve
