"""The gateway's client follows the note of the engine that answers; calls under way end where they began."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine_client import EngineClient, EngineUnavailable, TurnRequest
from bot.models.notes import Current, EngineNotes
from protocol.keys import engine_secret
from tests.support.fake_engine import SECRET, FakeEngine, fake_engine

Engines = tuple[FakeEngine, FakeEngine]


@pytest.fixture
async def engines() -> AsyncIterator[Engines]:
    async with fake_engine() as blue, fake_engine() as green:
        for engine, name in ((blue, "blue"), (green, "green")):
            engine.version = name
            engine.answers["hello"] = [{"text": name}]
        yield blue, green


_numbers = itertools.count()


def request() -> TurnRequest:
    # Each with a name of its own: a message is acted on once.
    return TurnRequest("c", f"m{next(_numbers)}", "hello", False, "en", False, "web")


def tell(notes: EngineNotes, url: str | None) -> None:
    notes.tell_current(Current(url, "i", "s", "f", "now"))


async def says(client: EngineClient) -> str:
    answer = await client.turn(request(), timeout=5)
    assert answer.engine_version == answer.messages[0].text
    return answer.engine_version


async def test_new_turns_go_to_the_new_engine_and_those_under_way_end_on_the_old_one(
    engines: Engines, tmp_path: Path
) -> None:
    blue, green = engines
    notes = EngineNotes(tmp_path)
    async with EngineClient(blue.url, engine_secret(SECRET), follow=notes.current_path) as client:
        assert await says(client) == "blue", "without a note the address of the settings is taken"
        held = blue.hold()
        under_way = asyncio.create_task(says(client))
        await blue.entered.wait()
        tell(notes, green.url)
        assert await says(client) == "green"
        held.set()
        assert await under_way == "blue"
        assert await client.ready()
        assert [await says(client) for _ in range(5)] == ["green"] * 5


async def test_a_note_that_cannot_be_read_changes_nothing(engines: Engines, tmp_path: Path) -> None:
    blue, green = engines
    notes = EngineNotes(tmp_path)
    tell(notes, green.url)
    async with EngineClient(blue.url, engine_secret(SECRET), follow=notes.current_path) as client:
        assert await says(client) == "green"
        notes.current_path.write_text("{", encoding="utf-8")
        assert await says(client) == "green"
        notes.current_path.unlink()
        assert await says(client) == "green"
        tell(notes, None)
        assert await says(client) == "blue"


async def test_an_engine_that_is_gone_is_said_to_be_gone(engines: Engines, tmp_path: Path) -> None:
    notes = EngineNotes(tmp_path)
    tell(notes, "http://127.0.0.1:1")
    async with EngineClient(engines[0].url, engine_secret(SECRET), follow=notes.current_path) as client:
        assert not await client.ready()
        with pytest.raises(EngineUnavailable, match="unreachable"):
            await client.turn(request(), timeout=2)
        tell(notes, engines[1].url)
        assert await says(client) == "green"
