"""A gateway on a real socket and a real store, with an engine that does what a test tells it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.__main__ import server_of
from bot.settings import Settings
from tests.support.desk import NO_TLS
from tests.support.fake_engine import SECRET, FakeEngine
from tests.support.front import SITE, Front, Opener
from tests.support.gateways import gateway_at_work
from tests.support.waiting import eventually


@pytest.fixture
async def engine() -> AsyncIterator[FakeEngine]:
    engine = FakeEngine()
    await engine.start()
    yield engine
    await engine.stop()


@pytest.fixture
def gateway(database_url: str, engine: FakeEngine, tmp_path: Path) -> Opener:
    """Open gateways on one store, one after the other or several."""

    @asynccontextmanager
    async def open_gateway(**overrides: Any) -> AsyncIterator[Front]:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener,
            socket.socket() as held,
        ):
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            # Held, and never listened at: whoever asks there is refused.
            held.bind(("127.0.0.1", 0))
            nobodys_port = held.getsockname()[1]
            settings = Settings(
                **{
                    "environment": "demo",
                    "home": tmp_path,
                    "secret": SECRET,
                    "database_url": database_url,
                    "port": port,
                    "public_url": f"http://127.0.0.1:{port}",
                    "engine_port": engine.port,
                    # Not the usual one, on which the action server of a developer's own ketabyar may answer.
                    "actions_port": nobodys_port,
                    "sites": (SITE,),
                    "turn_seconds": 3.0,
                    "default_language": "en",
                    "messages_per_minute": 10_000,
                    **overrides,
                }
            )
            async with gateway_at_work(settings) as running:
                server = server_of(running)
                task = asyncio.create_task(server.serve(sockets=[listener]))
                await eventually(lambda: server.started)
                url = settings.gateway_url
                async with httpx.AsyncClient(base_url=url, verify=NO_TLS, trust_env=False, timeout=20) as http:
                    yield Front(running, url, http, server, task)
                running.hang_up()
                server.should_exit = True
                await task

    return open_gateway


@pytest.fixture
async def front(gateway: Opener) -> AsyncIterator[Front]:
    async with gateway() as front:
        yield front
