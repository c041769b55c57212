"""What is Bale's own: a secret in the address, no commands, a token that is none; and Telegram beside it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import ValidationError
from sqlalchemy import select

from bot.settings import Settings
from crm.conversations import signing_in
from crm.conversations.identities import identity_for
from crm.notices.ways import way_on
from crm.records import Patron
from tests.support.fake_engine import FakeEngine
from tests.support.gateway_processes import serving
from tests.support.store_rows import add_patron, sign_in
from tests.support.telegram_gateway import Gateway
from tests.support.telegram_peer import PATRON, TOKEN, Telegram, message, telegram

SECRET = "an-address-secret_for-the-tests"
ON_BALE = pytest.mark.parametrize("world", ["bale"], indirect=True)


@ON_BALE
async def test_nothing_is_asked_of_bale_that_it_does_not_have(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    engine.answers["تمدید"] = [{"text": "کدام؟", "buttons": [{"title": "همه", "payload": "/renew"}]}]
    await world.write("تمدید")
    [question] = await world.sent(1)
    # The tap lacks what Telegram's has, and the edit that takes the buttons away is answered with no message at all.
    await world.tap(question)
    await world.sent(2)
    await world.until(lambda: bool(world.of("editMessageReplyMarkup")))
    assert engine.said == ["تمدید", "/renew"]
    assert world.strange == [] and world.refused == []
    assert not [call for call in world.calls if call.method == "setMyCommands"]


@ON_BALE
async def test_deliveries_come_to_an_address_with_the_secret_in_it(
    world: Telegram, engine: FakeEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    changes = {"bale_mode": "webhook", "bale_webhook_secret": SECRET}
    async with serving(tmp_path, world, engine, **changes) as url:
        await world.until(lambda: bool(world.of("setWebhook")))
        [registered] = world.of("setWebhook")
        assert registered.fields == {"url": f"{url}/bale/webhook/{SECRET}"}
        update = {"update_id": 1, "message": message(PATRON, text="سلام")}
        async with aiohttp.ClientSession() as http:
            for wrong in ("wrong", SECRET + "x", SECRET[:-1]):
                async with http.post(f"{url}/bale/webhook/{wrong}", json=update) as answer:
                    assert answer.status == 403
            async with http.post(f"{url}/bale/webhook", json=update) as answer:
                assert answer.status == 404
        assert engine.said == []
        await world.write("سلام")
        await world.sent(1)
    assert engine.said == ["سلام"]
    # The web server of this test keeps a log of its own, which the gateway switches off.
    ours = [record.getMessage() for record in caplog.records if record.name != "uvicorn.access"]
    assert "/bale/webhook/" in "".join(ours) and not [line for line in ours if SECRET in line]


def test_a_webhook_needs_its_secret() -> None:
    with pytest.raises(ValidationError, match="KETABYAR_BALE_WEBHOOK_SECRET needs 16 to 256"):
        Settings(bale_token="1:x", bale_mode="webhook", bale_webhook_secret="short")


@pytest.mark.parametrize("world", ["telegram", "bale"], indirect=True)
async def test_a_token_that_is_none_blocks_nobody(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    world.fail("sendMessage", 403, description="Forbidden: Token not found")
    world.fail("sendMessage", 404, description="Not Found")
    async with start_gateway() as gateway:
        await world.write("سلام")
        await world.sent(1, seconds=20)
        assert await gateway.settled(1) == [("sent", None)]
        [partner] = await gateway.identities()
        assert partner.blocked_at is None


@ON_BALE
async def test_a_chat_that_is_gone_holds_nothing_up(gateway: Gateway, world: Telegram, engine: FakeEngine) -> None:
    engine.answers["سلام"] = [{"text": "یکم"}, {"text": "دوم"}]
    world.fail("sendMessage", 404, description="no such group or user")
    await world.write("سلام")
    await world.sent(1)
    assert [state for state, _ in await gateway.settled(2)] == ["failed", "sent"]


async def test_both_messengers_run_beside_each_other_and_are_kept_apart(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    async with telegram("bale") as bale, start_gateway(bale_token=TOKEN, bale_base_url=bale.base_url) as gateway:
        # The same number of a chat on both, and the same number of a message: two people, and two messages.
        first = message(PATRON, text="از تلگرام")
        await asyncio.gather(
            world.push("message", first), bale.push("message", {**message(PATRON, text="از بله"), "message_id": 1})
        )
        await world.sent(1)
        await bale.sent(1)
        assert (world.texts(), bale.texts()) == (["پاسخ: از تلگرام"], ["پاسخ: از بله"])
        assert sorted((one.channel, one.external_id) for one in await gateway.identities()) == [
            ("bale", str(PATRON)),
            ("telegram", str(PATRON)),
        ]
        assert sorted(talk.channel for talk in await gateway.interactions()) == ["bale", "telegram"]
        assert sorted(row.channel for row in await gateway.journal()) == ["bale", "telegram"]
        # One of them out of reach holds the other up in nothing.
        world.fail("sendMessage", times=1000, lose="request")
        await asyncio.gather(world.write("دوم"), bale.write("دوم"))
        await bale.sent(2)


async def test_a_notice_goes_into_the_chat_of_its_own_messenger(gateway: Gateway) -> None:
    store = gateway.store
    patron = await add_patron(store, "20001001")
    chats = {}
    for channel in ("telegram", "bale"):
        who = await identity_for(store, channel, str(PATRON), language="fa")
        chats[channel] = (await sign_in(store, who, patron)).id
    row = await store.look(lambda plain: plain.execute(select(Patron.__table__)).mappings().one())
    for channel, chat in chats.items():
        way = await store.look(partial(way_on, channel=channel, patron=row, identity_id=None, now=store.clock.now()))
        assert way.identity_id == chat
    # Signed out on Bale, nothing of Bale's is told on Telegram.
    await signing_in.unlink(store, chats["bale"])
    way = await store.look(partial(way_on, channel="bale", patron=row, identity_id=None, now=store.clock.now()))
    assert (way.identity_id, way.why) == (None, "signed_out")


@ON_BALE
async def test_a_messenger_that_does_not_wait_is_not_asked_without_end(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    world.waits = False
    async with start_gateway():
        await world.until(lambda: any(call.method == "getUpdates" for call in world.calls))
        began = time.monotonic()
        # How often it is asked in a while is what is tested.
        await asyncio.sleep(1.2)
        asked = [call for call in world.calls if call.method == "getUpdates" and call.at >= began]
        assert 1 <= len(asked) <= 3
        await world.write("سلام")
        await world.sent(1)
