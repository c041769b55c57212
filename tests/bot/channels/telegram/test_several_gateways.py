"""Two gateways with one bot: one fetches the updates, each message is answered once, and the other takes over."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.sharing import membership
from tests.support.fake_engine import FakeEngine
from tests.support.telegram_gateway import running
from tests.support.telegram_peer import Telegram

SECONDS = 60.0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_one_of_two_fetches_and_the_other_when_that_one_stops(
    database_url: str, tmp_path: Path, world: Telegram, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membership, "BEAT_SECONDS", 0.3)
    async with AsyncExitStack() as both:
        gateways = {}
        for name in ("one", "two"):
            home = tmp_path / name
            home.mkdir()
            alone = await both.enter_async_context(AsyncExitStack())
            await alone.enter_async_context(running(home, world, engine, database_url=database_url))
            gateways[name] = alone
        for number in range(3):
            await world.write(f"پرسش {number}")
        await world.sent(3, seconds=SECONDS)
        await gateways["one"].aclose()
        await world.write("پرسش آخر")
        await world.sent(4, seconds=SECONDS)
        assert sorted(world.texts()) == sorted(["پاسخ: پرسش آخر", *(f"پاسخ: پرسش {number}" for number in range(3))])
        assert engine.said == ["پرسش 0", "پرسش 1", "پرسش 2", "پرسش آخر"]
        in_the_way = [one for one in world.emulator.requests if one["status"] == 409]
        assert in_the_way == [], "nobody is in another's way"
