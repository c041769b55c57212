"""The gateway killed at the worst moments, as a process: the patron gets each answer, and gets it once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.fake_engine import FakeEngine
from tests.support.gateway_processes import GatewayProcess
from tests.support.telegram_peer import Telegram
from tests.support.waiting import eventually

pytestmark = pytest.mark.slow


@pytest.fixture
async def process(tmp_path: Path, world: Telegram, engine: FakeEngine) -> AsyncIterator[GatewayProcess]:
    started = GatewayProcess(tmp_path, world, engine)
    await started.start()
    try:
        yield started
    finally:
        await started.stop()


async def test_killed_between_answer_and_sending(
    process: GatewayProcess, world: Telegram, engine: FakeEngine, tmp_path: Path
) -> None:
    hold = asyncio.Event()
    world.fail("sendMessage", lose="request", hold=hold)
    await world.write("سلام")
    await world.until(lambda: any(call.method == "sendMessage" for call in world.calls))
    await process.kill()
    hold.set()
    assert rows(tmp_path, "SELECT state FROM outbox") == ["sending"]
    assert world.texts() == []
    await process.start()
    await world.write("بعد")
    await world.sent(2)
    assert world.texts() == ["پاسخ: سلام", "پاسخ: بعد"]
    assert engine.said == ["سلام", "بعد"]


async def test_killed_between_journal_and_answer(
    process: GatewayProcess, world: Telegram, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.delays["سلام"] = 3.0
    await world.write("سلام")
    await eventually(lambda: engine.requests)
    await process.kill()
    engine.delays.clear()
    assert rows(tmp_path, "SELECT state FROM journal") == ["received"]
    await process.start()
    await world.sent(1, seconds=30)
    await world.write("بعد")
    await world.sent(2)
    assert world.texts() == ["پاسخ: سلام", "پاسخ: بعد"]
    # The engine was asked again under the same message id, by which it knows what it did before.
    first, second = engine.requests[0], engine.requests[1]
    assert first["message_id"] == second["message_id"]
    assert rows(tmp_path, "SELECT sender FROM message ORDER BY id") == ["patron", "bot", "patron", "bot"]


async def test_stopped_politely_it_finishes_what_is_under_way(
    process: GatewayProcess, world: Telegram, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.delays["سلام"] = 0.8
    await world.write("سلام")
    await eventually(lambda: engine.requests)
    await process.stop()
    assert world.texts() == ["پاسخ: سلام"]
    assert rows(tmp_path, "SELECT state FROM outbox") == ["sent"]
    await process.start()
    await world.write("بعد")
    await world.sent(2)
    assert engine.said == ["سلام", "بعد"]


def rows(home: Path, query: str) -> list[str]:
    connection = sqlite3.connect(home / "store.sqlite3")
    try:
        return [row[0] for row in connection.execute(query)]
    finally:
        connection.close()
