"""What a messenger may do to a message on its way out, and that the patron gets it once and in order all the same."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bot.channels.telegram.splitting import LIMIT, units
from crm.database.store import Store
from crm.handoff import steps
from crm.records import Message
from crm.staff.members import actor_named, add_staff
from tests.support.fake_engine import FakeEngine
from tests.support.telegram_gateway import Gateway
from tests.support.telegram_peer import PATRON, TOKEN, Telegram
from tests.support.texts import phrase

pytestmark = pytest.mark.parametrize("world", ["telegram", "bale"], indirect=True)

OTHER = 502


async def test_retry_after_is_waited_for_and_holds_up_only_its_own_chat(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    engine.answers["سلام"] = [{"text": "یکم"}, {"text": "دوم"}]
    world.fail("sendMessage", 429, chat=PATRON, description="Too Many Requests", parameters={"retry_after": 2})
    await world.write("سلام")
    await world.until(lambda: any(call.status == 429 for call in world.calls))
    refused_at = next(call.at for call in world.calls if call.status == 429)
    await world.write("دیگری", OTHER)
    await world.sent(1, OTHER)
    first, second = await world.sent(2, PATRON)
    assert world.of("sendMessage", OTHER)[0].at < first.at
    assert first.at - refused_at >= 1.9
    assert (first.text, second.text) == ("یکم", "دوم")
    assert {state for state, _ in await gateway.settled(3)} == {"sent"}


async def test_a_lost_connection_is_tried_again(gateway: Gateway, world: Telegram, engine: FakeEngine) -> None:
    engine.answers["سلام"] = [{"text": "یکم"}, {"text": "دوم"}]
    world.fail("sendMessage", times=2, lose="request")
    world.fail("sendMessage", 502, description="Bad Gateway")
    await world.write("سلام")
    await world.sent(2, seconds=20)
    assert world.texts() == ["یکم", "دوم"]
    assert [state for state, _ in await gateway.settled(2)] == ["sent", "sent"]


async def test_a_lost_acknowledgement_never_loses_the_message(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    # Telegram took it, and only its answer was lost: the one case in which a patron may read it twice.
    world.fail("sendMessage", lose="answer")
    await world.write("سلام")
    await world.sent(2, seconds=20)
    assert await gateway.settled(1) == [("sent", None)]
    assert len(await gateway.messages()) == 2


async def test_a_blocked_bot_drops_what_waits_and_is_not_tried_again(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    engine.answers["سلام"] = [{"text": "یکم"}, {"text": "دوم"}]
    world.fail("sendMessage", 403, description="Forbidden: bot was blocked by the user")
    await world.write("سلام")
    states = await gateway.settled(2)
    assert [state for state, _ in states] == ["dropped", "dropped"]
    [partner] = await gateway.identities()
    assert partner.blocked_at is not None
    assert len([call for call in world.calls if call.method == "sendMessage"]) == 1
    await world.write("برگشتم")
    await world.sent(1)
    [partner] = await gateway.identities()
    assert partner.blocked_at is None


async def test_a_message_that_telegram_refuses_is_kept_with_the_reason_and_the_next_one_goes(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    engine.answers["سلام"] = [{"text": "یکم"}, {"text": "دوم"}]
    world.fail("sendMessage", 400, description="Bad Request: chat not found")
    await world.write("سلام")
    await world.sent(1)
    failed, sent = await gateway.settled(2)
    assert failed == ("failed", "BadRequest: Chat not found")
    assert sent == ("sent", None)
    assert world.texts() == ["دوم"]


async def test_a_long_answer_comes_in_parts_cut_at_line_ends_and_none_of_them_twice(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    lines = [f"{number:04d} {'کتاب' * 12} 📚" for number in range(150)]
    button = {"title": "بیشتر", "payload": "/search_book"}
    engine.answers["فهرست"] = [{"text": "\n".join(lines), "buttons": [button]}]
    # The second part is lost once: the first must not be sent again with it.
    lost = world.fail("sendMessage", lose="request", after=1)
    await world.write("فهرست")
    await gateway.settled(1)
    assert lost.times == 0
    parts = world.of("sendMessage")
    assert len(parts) >= 2
    assert all(units(part.text) <= LIMIT for part in parts)
    assert "\n".join(part.text for part in parts).split("\n") == lines
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert world.refused == []


async def test_markup_that_a_patron_typed_stays_text(gateway: Gateway, world: Telegram, engine: FakeEngine) -> None:
    text = "<b>پررنگ</b> *ستاره* [پیوند](tg://user?id=1) _زیر_"
    engine.answers["x"] = [{"text": text}]
    await world.write("x")
    [call] = await world.sent(1)
    # Bale reads every text as Markdown: there the signs of it become others that look like them.
    twins = "<b>پررنگ</b> ∗ستاره∗ [پیوند]﹙tg://user?id=1) ˍزیرˍ"
    assert call.text == (twins if world.channel == "bale" else text)
    assert not {"parse_mode", "entities"} & set(call.fields)
    assert world.strange == []


async def test_the_sign_in_link_is_a_button_made_when_it_is_sent_and_kept_nowhere(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    engine.answers["/loans"] = [{"text": "برای دیدن امانت‌ها وارد شوید.", "custom": {"sign_in": True}}]
    await world.write("/loans")
    [call] = await world.sent(1)
    [button] = call.buttons
    assert button["url"].startswith("https://library.example/sign-in/")
    assert re.fullmatch(r"برای دیدن امانت‌ها وارد شوید\.\n\nعدد این ورود [۰-۹]{3} است؛ .*", call.text)
    token = button["url"].split("/sign-in/")[1].split("?")[0]
    assert len(token) >= 20
    assert token not in await dump(gateway.store)


async def test_an_address_that_telegram_takes_for_no_button_goes_into_the_text(
    gateway: Gateway, world: Telegram, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    engine.answers["/loans"] = [{"text": "وارد شوید.", "custom": {"sign_in": True}}]
    world.fail(
        "sendMessage",
        400,
        description="Bad Request: inline keyboard button URL 'https://library.example/sign-in/abc' is invalid",
    )
    await world.write("/loans")
    await gateway.settled(1)
    [call] = world.of("sendMessage")
    assert call.buttons == [] and "https://library.example/sign-in/" in call.text
    assert "sign-in/abc" not in caplog.text


async def test_without_https_the_link_stands_in_the_text_and_is_not_looked_up_where_that_can_be_said(
    start_gateway: Callable[..., Any], world: Telegram, engine: FakeEngine
) -> None:
    engine.answers["/loans"] = [{"text": "Sign in first.", "custom": {"sign_in": True}}]
    async with start_gateway(public_url="http://127.0.0.1:8000") as gateway:
        await world.write("/loans", language="en")
        await gateway.settled(1)
        await world.write("/loans", language="en")
        await gateway.settled(2)
        sent = world.of("sendMessage")
        tried = [call for call in world.calls if "link_preview_options" in call.fields]
        assert [call.buttons for call in sent] == [[], []]
        assert (
            "http://127.0.0.1:8000/sign-in/" in sent[0].text and phrase("telegram.sign_in_link", "en") in sent[0].text
        )
        # This Bot API refuses the option: it is left out from then on, and nothing is lost by it.
        assert [call.status for call in tried] == ([400] if world.channel == "telegram" else [])
        assert sent[0].text.split("/sign-in/")[1] not in await dump(gateway.store)


async def test_a_librarians_answer_comes_by_itself(gateway: Gateway, world: Telegram, engine: FakeEngine) -> None:
    async def open_now(_store: Store, _now: datetime) -> tuple[bool, datetime | None]:
        return True, None

    await world.write("کتابدار می‌خواهم")
    await world.sent(1)
    [talk] = await gateway.interactions()
    await add_staff(gateway.store, "sara", "سارا", "librarian", "a long enough password")
    sara = await actor_named(gateway.store, "sara")
    await steps.request(gateway.store, talk.public_id, opening=open_now)
    await steps.claim(gateway.store, talk.public_id, sara)
    await steps.reply(gateway.store, talk.public_id, sara, "سلام، من سارا هستم.")
    await world.sent(2, seconds=5)
    assert world.texts()[-1] == "سلام، من سارا هستم."
    [*_, last] = await gateway.rows(Message)
    assert last.sender == "staff"


async def test_the_token_is_in_no_log(
    gateway: Gateway, world: Telegram, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    world.fail("sendMessage", times=1, lose="request")
    world.fail("sendMessage", 429, parameters={"retry_after": 1})
    world.fail("getUpdates", 401, description="Unauthorized")
    world.fail("getUpdates", 502, description="Bad Gateway")
    await world.write("سلام")
    await world.sent(1, seconds=20)
    # What follows the sending is logged a moment later.
    await asyncio.sleep(0.1)
    assert caplog.records
    assert TOKEN not in caplog.text and TOKEN.split(":")[1] not in caplog.text


async def dump(store: Store) -> str:
    """All that the store holds, as text."""
    return await store.look(lambda plain: "\n".join(plain.connection.driver_connection.iterdump()))
