"""Metrics of several engines and action servers: each is told by its name, and one that is lost is told as lost."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, update

from bot.settings import ROOT
from bot.sharing import engine_directory
from crm import records
from crm.database.instances import Presence
from crm.database.store import Store
from crm.database.upsert import table_of
from tests.support.fake_engine import SECRET, FakeEngine, fake_engine
from tests.support.front import Opener
from tests.support.metrics import ASKS, TOKEN, read
from tests.support.waiting import eventually, listens


async def _falls_silent(store: Store, presence: Presence) -> None:
    """Let it be believed lost, as after the loss of its machine."""
    table = table_of(records.Instance)
    past = func.clock_timestamp() - timedelta(seconds=1)
    change = update(table).where(table.c.name == presence.name).values(until=past)
    await store.transact(lambda connection: connection.execute(change))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_every_engine_is_told_of_and_one_that_is_lost_for_an_hour(
    gateway: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_directory, "LOOK_SECONDS", 0.05)
    async with AsyncExitStack() as running, gateway(metrics_token=TOKEN) as front:
        engines = [await running.enter_async_context(fake_engine()) for _ in range(3)]
        presences = [Presence(front.store, "engine", address=engine.url) for engine in engines]
        for presence in presences:
            await presence.beat()
        names = [f"instance=127.0.0.1:{engine.port}" for engine in engines]

        async def up() -> list[float | None]:
            told = await read(front, "/metrics/engine")
            return [told.get(("ketabyar_engine_up", name)) for name in names]

        async def all_are_told() -> bool:
            return await up() == [1, 1, 1]

        await eventually(all_are_told)
        for _ in range(4):
            await (await front.visitor()).say("when are you open?")
        told = await read(front, "/metrics/engine")
        turns = [told["ketabyar_engine_turns_total", name, "result=answered"] for name in names]
        assert turns == [len(engine.requests) for engine in engines] and sum(turns) == 4

        # The first does not answer, though it is announced; the second is lost with its machine; the third stops.
        await engines[0].stop()
        assert await up() == [0, 1, 1]
        await engines[1].stop()
        await _falls_silent(front.store, presences[1])
        assert await up() == [0, 0, 1]
        again = Presence(front.store, "engine", address=engines[1].url)
        await engines[1].start()
        await again.beat()

        async def is_back() -> bool:
            return await up() == [0, 1, 1]

        await eventually(is_back)
        await presences[2].leave()

        async def has_left() -> bool:
            return await up() == [0, 1, None]

        await eventually(has_left)


async def test_the_engine_of_this_machine_has_its_name_too(gateway: Opener, engine: FakeEngine) -> None:
    async with gateway(metrics_token=TOKEN) as front:
        told = await read(front, "/metrics/engine")
        assert told["ketabyar_engine_up", f"instance=127.0.0.1:{engine.port}"] == 1
        assert told["ketabyar_engine_turns_total", f"instance=127.0.0.1:{engine.port}", "result=answered"] == 0


@asynccontextmanager
async def _action_server(home: Path) -> AsyncIterator[str]:
    home.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KETABYAR_")},
        "KETABYAR_SECRET": SECRET,
        "KETABYAR_HOME": str(home),
        "KETABYAR_DATABASE_URL": f"sqlite:///{home.parent / 'store.sqlite3'}",
        "KETABYAR_ACTIONS_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "actions", cwd=ROOT, env=environment)
    try:
        await eventually(lambda: listens(port), 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def test_every_action_server_is_told_of_and_a_stranger_at_its_address_is_none(
    gateway: Opener, sqlite_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "store.sqlite3").write_bytes(sqlite_file.read_bytes())
    async with AsyncExitStack() as stack:
        async with _action_server(tmp_path / "one") as one:
            two = await stack.enter_async_context(_action_server(tmp_path / "two"))
            # Another web server: it says 404 to a path that is none of its own.
            stranger = await stack.enter_async_context(fake_engine())
            servers = (one, two, stranger.url)
            names = [f"instance={url.removeprefix('http://')}" for url in servers]
            front = await stack.enter_async_context(gateway(metrics_token=TOKEN, action_servers=servers))
            told = await read(front, "/metrics/actions")
            assert [told["ketabyar_actions_up", name] for name in names] == [1, 1, 0]
            for name in names[:2]:
                assert told["ketabyar_action_seconds_count", name] == 0
                assert told["process_resident_memory_bytes", name] > 1e6
            assert ("process_resident_memory_bytes", names[2]) not in told
        told = await read(front, "/metrics/actions")
        assert [told["ketabyar_actions_up", name] for name in names] == [0, 1, 0]
        text = (await front.http.get("/metrics/actions", headers=ASKS)).text
        assert text.count("# TYPE ketabyar_action_seconds histogram") == 1
