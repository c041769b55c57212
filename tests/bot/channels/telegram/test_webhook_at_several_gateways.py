"""Updates that Telegram delivers to any of two gateways: each answered once, and a chat's answers in their order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from tests.support.fake_engine import FakeEngine
from tests.support.gateway_processes import serving
from tests.support.telegram_gateway import WEBHOOK_SECRET
from tests.support.telegram_peer import PATRON, Telegram, message
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PUBLIC_URL = "https://library.example"
SECONDS = 60.0

# Delivers the update of a number with a text to one of the gateways and gives the status.
Deliver = Callable[[int, int, str], Awaitable[int]]


@pytest.fixture
async def deliver(database_url: str, tmp_path: Path, world: Telegram, engine: FakeEngine) -> AsyncIterator[Deliver]:
    changes = {"telegram_mode": "webhook", "telegram_webhook_secret": WEBHOOK_SECRET, "public_url": PUBLIC_URL}
    async with AsyncExitStack() as stack:
        addresses = []
        for name in ("one", "two"):
            home = tmp_path / name
            home.mkdir()
            url = await stack.enter_async_context(serving(home, world, engine, database_url=database_url, **changes))
            addresses.append(f"{url}/telegram/webhook")
        await world.until(lambda: len(world.of("setWebhook")) == len(addresses))
        told = {call.fields["url"] for call in world.of("setWebhook")}
        assert told == {f"{PUBLIC_URL}/telegram/webhook"}, "both tell Telegram the same address"
        updates: dict[int, dict[str, object]] = {}
        http = await stack.enter_async_context(aiohttp.ClientSession(headers={HEADER: WEBHOOK_SECRET}))

        async def deliver(gateway: int, number: int, text: str) -> int:
            # The same update is the same message, whenever it is delivered.
            update = updates.setdefault(number, {"update_id": number, "message": message(PATRON, text=text)})
            async with http.post(addresses[gateway], json=update) as answer:
                return answer.status

        yield deliver


async def test_an_update_that_comes_again_at_the_other_gateway_is_answered_once(
    deliver: Deliver, world: Telegram, engine: FakeEngine
) -> None:
    engine.delays["یک"] = 1.0
    assert await deliver(0, 1, "یک") == 200
    await eventually(lambda: "یک" in engine.said)
    # While its turn runs, and when it is over.
    assert await deliver(1, 1, "یک") == 200
    await world.sent(1, seconds=SECONDS)
    assert await deliver(1, 1, "یک") == 200
    # At both in the same moment.
    assert await asyncio.gather(*(deliver(gateway, 2, "دو") for gateway in (0, 1, 0, 1))) == [200] * 4
    await world.sent(2, seconds=SECONDS)
    # What would come twice would come before this.
    assert await deliver(0, 3, "سه") == 200
    await world.sent(3, seconds=SECONDS)
    assert world.texts() == ["پاسخ: یک", "پاسخ: دو", "پاسخ: سه"]
    assert engine.said == ["یک", "دو", "سه"]


async def test_two_updates_of_a_chat_at_two_gateways_have_their_turns_one_after_the_other(
    deliver: Deliver, world: Telegram, engine: FakeEngine
) -> None:
    engine.delays["یک"] = 1.0
    assert await deliver(0, 1, "یک") == 200
    await eventually(lambda: "یک" in engine.said)
    assert await deliver(1, 2, "دو") == 200
    await world.sent(2, seconds=SECONDS)
    assert world.texts() == ["پاسخ: یک", "پاسخ: دو"]
    # In the same moment: whichever is written down first, answers come as turns did, and no two turns at a time.
    texts = [f"هم‌زمان {number}" for number in range(6)]

    async def delivered(number: int, text: str) -> None:
        # As Telegram does: what a busy store does not take is brought again.
        while (status := await deliver(number % 2, 10 + number, text)) != 200:
            assert status == 503

    await asyncio.gather(*(delivered(number, text) for number, text in enumerate(texts)))
    await world.sent(2 + len(texts), seconds=SECONDS)
    assert sorted(engine.said) == sorted(["یک", "دو", *texts])
    assert world.texts() == [f"پاسخ: {text}" for text in engine.said]
    assert not engine.overlapped
