"""Updates that Telegram delivers: only its own are taken, and none is acknowledged before it is written down."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.support.fake_engine import FakeEngine
from tests.support.gateway_processes import serving
from tests.support.telegram_peer import PATRON, TOKEN, Telegram, blocking, message

WEBHOOK_SECRET = "a-webhook-secret_for-the-tests"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def address(tmp_path: Path, world: Telegram, engine: FakeEngine) -> AsyncIterator[str]:
    changes = {"telegram_mode": "webhook", "telegram_webhook_secret": WEBHOOK_SECRET}
    async with serving(tmp_path, world, engine, **changes) as url:
        await world.until(lambda: bool(world.of("setWebhook")))
        yield f"{url}/telegram/webhook"


async def test_what_telegram_delivers_is_answered(address: str, world: Telegram, engine: FakeEngine) -> None:
    [registered] = world.of("setWebhook")
    assert registered.fields["url"] == address
    assert registered.fields["secret_token"] == WEBHOOK_SECRET
    await world.write("سلام")
    await world.sent(1)
    assert world.emulator._update_queues.info(TOKEN)["pending_update_count"] == 0
    assert not world.of("getUpdates")
    assert engine.said == ["سلام"]


async def test_without_the_secret_nothing_is_taken(
    address: str, world: Telegram, engine: FakeEngine, tmp_path: Path
) -> None:
    update = {"update_id": 1, "message": message(PATRON, text="من تلگرام نیستم")}
    async with aiohttp.ClientSession() as http:
        for headers in ({}, {HEADER: ""}, {HEADER: "wrong"}, {HEADER: WEBHOOK_SECRET + "x"}):
            async with http.post(address, json=update, headers=headers) as answer:
                assert answer.status == 403
        good = {HEADER: WEBHOOK_SECRET}
        async with http.post(address, data=b"{not json", headers=good) as answer:
            assert answer.status == 400
        async with http.get(address, headers=good) as answer:
            assert answer.status == 405
        assert journal(tmp_path) == 0
        async with http.post(address, json=update, headers=good) as answer:
            assert answer.status == 200
        # Acknowledged means written down, whether or not the answer is there yet.
        assert journal(tmp_path) == 1
    await world.sent(1)
    assert engine.said == ["من تلگرام نیستم"]


async def test_a_delivery_that_comes_twice_or_two_at_once_is_answered_once_and_in_order(
    address: str, world: Telegram, engine: FakeEngine
) -> None:
    engine.delays["یک"] = 0.5
    first, second = (message(PATRON, text=text) for text in ("یک", "دو"))
    async with aiohttp.ClientSession(headers={HEADER: WEBHOOK_SECRET}) as http:

        async def deliver(number: int, content: dict[str, object]) -> int:
            async with http.post(address, json={"update_id": number, "message": content}) as answer:
                return answer.status

        assert await asyncio.gather(deliver(1, first), deliver(2, second), deliver(1, first)) == [200] * 3
        assert await deliver(2, second) == 200
        await world.sent(2)
        async with http.post(address, json={"update_id": 9, "my_chat_member": blocking(PATRON)}) as answer:
            assert answer.status == 200
    assert sorted(engine.said) == ["دو", "یک"]
    assert world.texts() == ["پاسخ: یک", "پاسخ: دو"]


async def test_what_cannot_be_written_down_is_not_acknowledged(
    address: str, world: Telegram, engine: FakeEngine, tmp_path: Path
) -> None:
    await world.write("پیش")
    await world.sent(1)
    other = sqlite3.connect(tmp_path / "store.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    update = {"update_id": 50, "message": message(PATRON, text="قفل")}
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(headers={HEADER: WEBHOOK_SECRET}, timeout=timeout) as http:
        async with http.post(address, json=update) as answer:
            assert answer.status == 503
        other.execute("ROLLBACK")
        other.close()
        async with http.post(address, json=update) as answer:
            assert answer.status == 200
    await world.sent(2)
    assert engine.said == ["پیش", "قفل"]


def journal(home: Path) -> int:
    with sqlite3.connect(home / "store.sqlite3") as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM journal")
    connection.close()
    return int(count)
