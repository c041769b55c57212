"""The gateway's client follows the note of the engine that answers; calls under way end where they began."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.engine_client import EngineClient, EngineUnavailable, TurnRequest
from bot.models.notes import Current, EngineNotes
from tests.support.waiting import eventually


class Engine:
    """An engine that says its name, and can be made to wait."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.url = ""
        self.asked = 0
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def turn(self, request: web.Request) -> web.Response:
        self.asked += 1
        await self.go_on.wait()
        return web.json_response({"messages": [{"text": self.name}], "engine_version": self.name})

    async def ready(self, request: web.Request) -> web.Response:
        return web.json_response({"ready": True})


@asynccontextmanager
async def running(name: str) -> AsyncIterator[Engine]:
    """Serve an engine on a free port."""
    engine = Engine(name)
    app = web.Application()
    app.router.add_post("/webhooks/ketabyar/turn", engine.turn)
    app.router.add_get("/webhooks/ketabyar/ready", engine.ready)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    engine.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield engine
    await runner.cleanup()


@pytest.fixture
async def engines() -> AsyncIterator[tuple[Engine, Engine]]:
    async with running("blue") as blue, running("green") as green:
        yield blue, green


def request(number: int = 0) -> TurnRequest:
    return TurnRequest("c", f"m{number}", "hello", False, "en", False, "web")


def tell(notes: EngineNotes, url: str | None) -> None:
    notes.tell_current(Current(url, "i", "s", "f", "now"))


async def says(client: EngineClient) -> str:
    return (await client.turn(request(), timeout=5)).messages[0].text


async def test_new_turns_go_to_the_new_engine_and_those_under_way_end_on_the_old_one(
    engines: tuple[Engine, Engine], tmp_path: Path
) -> None:
    blue, green = engines
    notes = EngineNotes(tmp_path)
    async with EngineClient(blue.url, "secret", follow=notes.current_path) as client:
        assert await says(client) == "blue", "without a note the address of the settings is taken"
        blue.go_on.clear()
        under_way = asyncio.create_task(says(client))
        await eventually(lambda: blue.asked == 2)
        tell(notes, green.url)
        assert await says(client) == "green"
        blue.go_on.set()
        assert await under_way == "blue"
        assert await client.ready()
        assert [await says(client) for _ in range(5)] == ["green"] * 5


async def test_a_note_that_cannot_be_read_changes_nothing(engines: tuple[Engine, Engine], tmp_path: Path) -> None:
    blue, green = engines
    notes = EngineNotes(tmp_path)
    tell(notes, green.url)
    async with EngineClient(blue.url, "secret", follow=notes.current_path) as client:
        assert await says(client) == "green"
        notes.current_path.write_text("{", encoding="utf-8")
        assert await says(client) == "green"
        notes.current_path.unlink()
        assert await says(client) == "green"
        tell(notes, None)
        assert await says(client) == "blue"


async def test_an_engine_that_is_gone_is_said_to_be_gone(engines: tuple[Engine, Engine], tmp_path: Path) -> None:
    notes = EngineNotes(tmp_path)
    tell(notes, "http://127.0.0.1:1")
    async with EngineClient(engines[0].url, "secret", follow=notes.current_path) as client:
        assert not await client.ready()
        with pytest.raises(EngineUnavailable, match="unreachable"):
            await client.turn(request(), timeout=2)
        tell(notes, engines[1].url)
        assert await says(client) == "green"
