"""What a patron on Telegram and on Bale meets, through a Bot API that is not ours and the real store."""

from __future__ import annotations

import asyncio

import pytest

from tests.support.fake_engine import FakeEngine
from tests.support.telegram_gateway import Gateway
from tests.support.telegram_peer import PATRON, Telegram, blocking, message, tap
from tests.support.texts import phrase
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("world", ["telegram", "bale"], indirect=True)

OTHER = 502
GROUP = -100500


async def test_a_text_is_answered_and_kept_with_the_first_name_only(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    await world.write("ساعت کار کتابخانه؟")
    [answer] = await world.sent(1)
    assert answer.text == "پاسخ: ساعت کار کتابخانه؟"
    assert "parse_mode" not in answer.fields
    [turn] = engine.requests
    assert (turn["channel"], turn["language"], turn["payload"]) == (world.channel, "fa", False)
    [partner] = await gateway.identities()
    assert (partner.channel, partner.external_id, partner.display_name) == (world.channel, str(PATRON), "نگار")
    assert await gateway.settled(1) == [("sent", None)]
    assert await gateway.messages() == [
        ("patron", "ساعت کار کتابخانه؟"),
        ("bot", "پاسخ: ساعت کار کتابخانه؟"),
    ]
    assert world.refused == []


async def test_the_language_of_the_account_is_the_first_guess(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    await world.push("message", message(OTHER, language="en-GB", text="/hours"))
    await world.push("message", message(PATRON, language="fa-IR", text="/hours"))
    await world.sent(1, OTHER)
    await world.sent(1, PATRON)
    assert {turn["language"] for turn in engine.requests} == {"en", "fa"}
    languages = {partner.external_id: partner.language for partner in await gateway.identities()}
    assert languages == {str(OTHER): "en", str(PATRON): "fa"}


async def test_commands_are_payloads_and_their_arguments_are_text(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    for text in ("/start ref_3f9", "/help", "/hours@ketabyar_test_bot فردا", "/loans", "/unknown چیزی"):
        await world.write(text)
    await world.sent(5)
    assert [(turn["payload"], turn["text"]) for turn in engine.requests] == [
        (True, "/greet"),
        (True, "/help"),
        (False, "ساعت کار فردا"),
        (True, "/loans"),
        (False, "/unknown چیزی"),
    ]
    kept = [text for sender, text in await gateway.messages() if sender == "patron"]
    assert kept[0] == "/start"  # the parameter of a deep link is nowhere kept


async def test_a_redelivered_update_is_answered_once(gateway: Gateway, world: Telegram, engine: FakeEngine) -> None:
    again = message(PATRON, text="سلام")
    first = await world.push("message", again)
    await world.sent(1)
    # The same message under a new update id, as after a lost acknowledgement; and the bot asks from the start.
    second = await world.push("message", again)
    await world.acknowledged(second)
    await world.write("تمام")
    await world.sent(2)
    assert second > first
    assert engine.said == ["سلام", "تمام"]
    assert world.texts() == ["پاسخ: سلام", "پاسخ: تمام"]
    assert len(await gateway.journal()) == 2


async def test_two_updates_at_once_keep_their_order_and_chats_do_not_wait_for_each_other(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    engine.delays["یک"] = 0.6
    await asyncio.gather(world.write("یک"), world.write("دو"))
    await world.write("سه", OTHER)
    await world.sent(1, OTHER)
    assert world.texts(PATRON) == []
    await world.sent(2, PATRON)
    assert world.texts(PATRON) == ["پاسخ: یک", "پاسخ: دو"]


async def test_typing_is_shown_while_a_turn_takes_long_and_only_then(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    engine.delays["کند"] = 0.6
    world.fail("sendChatAction", 400, description="injected")
    await world.write("تند", OTHER)
    await world.write("کند", PATRON)
    await world.sent(1, PATRON)
    # Bale has no such sign, and is not asked for it.
    shown = [PATRON] if world.channel == "telegram" else []
    assert [call.chat for call in world.calls if call.method == "sendChatAction"] == shown
    assert world.strange == []


async def test_a_librarian_who_writes_is_shown_where_the_messenger_can(gateway: Gateway, world: Telegram) -> None:
    await eventually(lambda: gateway.channel.state == "running")
    await gateway.channel.show_writing(str(PATRON))
    # Whoever has blocked the bot is a matter of the next message, not of a sign.
    world.fail("sendChatAction", 403, description="Forbidden: bot was blocked by the user")
    await gateway.channel.show_writing(str(OTHER))
    shown = [PATRON, OTHER] if world.channel == "telegram" else []
    assert [call.chat for call in world.calls if call.method == "sendChatAction"] == shown
    assert world.strange == []


async def test_a_tap_is_answered_at_once_before_the_reply_and_the_buttons_go(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    payload = '/renew{"which": "' + "all " * 40 + '"}'
    engine.answers["امانت‌ها"] = [
        {"text": "دو امانت دارید.", "buttons": [{"title": "همه را تمدید کن", "payload": payload}]}
    ]
    engine.delays[payload] = 0.3
    await world.write("امانت‌ها")
    [offer] = await world.sent(1)
    [button] = offer.buttons
    assert button["text"] == "همه را تمدید کن"
    assert len(button["callback_data"].encode()) <= 64
    await world.tap(offer)
    await world.sent(2)
    assert engine.requests[-1]["text"] == payload
    assert engine.requests[-1]["payload"] is True
    [answered] = world.of("answerCallbackQuery")
    assert answered.at < world.of("sendMessage")[-1].at - 0.2
    assert "text" not in answered.fields
    await world.until(lambda: bool(world.of("editMessageReplyMarkup")))
    assert ("patron", "همه را تمدید کن") in await gateway.messages()
    # A second tap, before the buttons were gone: one wish, and no spinner.
    await world.tap(offer)
    await world.until(lambda: len(world.of("answerCallbackQuery")) == 2)
    await world.write("بعد")
    await world.sent(3)
    assert [said for said in engine.said if said == payload] == [payload]


async def test_a_button_that_is_of_no_use_any_more_says_so(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    named = '/affirm{"ref": "renew-1"}'
    engine.answers["تمدید"] = [
        {
            "text": "مطمئنید؟",
            "buttons": [{"title": "بله", "payload": "/affirm"}, {"title": "همه", "payload": named}],
        }
    ]
    await world.write("تمدید")
    [question] = await world.sent(1)
    await world.write("ساعت کار؟")
    await world.sent(2)
    await world.tap(question)
    for data in ("b:999999:0", "b:1:7", "old-bot-data"):
        await world.push("callback_query", tap(PATRON, data))
    # Somebody else's button: its key alone opens nothing.
    await world.push("callback_query", tap(OTHER, question.buttons[0]["callback_data"]))
    await world.until(lambda: len(world.of("answerCallbackQuery")) == 5)
    assert all(phrase("telegram.stale_button") in c.fields["text"] for c in world.of("answerCallbackQuery"))
    assert "/affirm" not in engine.said
    # A yes that names its question is judged where the question is known.
    await world.tap(question, 1)
    await world.sent(3)
    assert engine.said[-1] == named


async def test_an_edited_message_is_answered_once_and_not_read(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    number = await world.write("ساعت کر")
    await world.sent(1)
    edited = {**message(PATRON, text="ساعت کار"), "message_id": number, "edit_date": 5}
    for _ in range(3):
        await world.push("edited_message", edited)
    await world.sent(2)
    await world.write("پایان")
    await world.sent(3)
    assert engine.said == ["ساعت کر", "پایان"]
    assert [text for text in world.texts() if "ویرایش" in text] == [world.texts()[1]]
    assert ("patron", "[edited]") in await gateway.messages()
    assert all(row.state == "closed" for row in await gateway.journal())


async def test_what_is_not_text_is_answered_politely_and_a_telephone_is_nowhere_kept(
    gateway: Gateway, world: Telegram, engine: FakeEngine, tmp_path: object
) -> None:
    phone = "+989121234567"
    contents = [
        {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "این را ببین"},
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
        {
            "sticker": {
                "file_id": "f",
                "file_unique_id": "u",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        },
        {"document": {"file_id": "f", "file_unique_id": "u"}},
        {"location": {"latitude": 35.7, "longitude": 51.4}},
        {"contact": {"phone_number": phone, "first_name": "علی"}},
    ]
    for content in contents:
        await world.push("message", message(PATRON, **content))
    await world.sent(6)
    kinds = ("photo", "voice", "sticker", "document", "location", "contact")
    assert [text for sender, text in await gateway.messages() if sender == "patron"] == [f"[{k}]" for k in kinds]
    assert world.texts() == [phrase("telegram.not_text")] * 5 + [phrase("telegram.contact")]
    assert engine.requests == []
    dump = await gateway.store.look(lambda c: "\n".join(c.connection.driver_connection.iterdump()))
    assert "9121234567" not in dump
    assert "این را ببین" not in dump
    assert "محرمانه" not in dump and "negar_secret" not in dump


async def test_an_album_and_a_flood_are_not_answered_one_by_one(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    picture = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}
    for _ in range(4):
        await world.push("message", message(PATRON, media_group_id="77", **picture))
    await world.write("بعد")
    await world.sent(2)
    for _ in range(30):
        await world.push("message", message(OTHER, **picture))
    await world.write("پایان", OTHER)
    await world.until(lambda: "پاسخ: پایان" in world.texts(OTHER))
    assert len(world.texts(PATRON)) == 2
    assert len(world.texts(OTHER)) < 15


async def test_a_group_is_told_once_where_to_write_and_keeps_no_conversation(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    for text in ("/start@ketabyar_test_bot", "سلام", "/hours"):
        await world.push("message", message(GROUP, kind="supergroup", text=text))
    await world.push("message", message(GROUP, kind="supergroup", new_chat_title="نام تازه"))
    await world.write("سلام")
    await world.sent(1)
    await world.sent(1, GROUP)
    [notice] = world.texts(GROUP)
    assert phrase("telegram.only_private") in notice and phrase("telegram.only_private", "en") in notice
    assert engine.said == ["سلام"]
    assert len(await gateway.interactions()) == 1


async def test_who_blocks_the_bot_is_left_alone_and_welcome_again(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    await world.write("سلام")
    await world.sent(1)
    update = await world.push("my_chat_member", blocking(PATRON))
    await world.acknowledged(update)
    [partner] = await gateway.identities()
    assert partner.blocked_at is not None
    await world.push("my_chat_member", blocking(PATRON, status="member"))
    await world.write("برگشتم")
    await world.sent(2)
    [partner] = await gateway.identities()
    assert partner.blocked_at is None


async def test_updates_that_cannot_be_read_hold_nothing_up(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    await world.push("message", {"message_id": "not a number", "chat": {"id": PATRON}, "text": 5})
    await world.push("message", {"nonsense": True})
    await world.push("channel_post", message(GROUP, kind="channel", text="خبر"))
    await world.push("message_of_the_future", {"chat": {"id": PATRON}})
    await world.write("سلام")
    await world.sent(1)
    assert engine.said == ["سلام"]


async def test_a_message_that_is_not_taken_is_answered_on_the_spot_and_not_kept(
    gateway: Gateway, world: Telegram, engine: FakeEngine
) -> None:
    for _ in range(6):
        await world.write("ن" * 2500)
    await world.write("کوتاه")
    await world.until(lambda: "پاسخ: کوتاه" in world.texts())
    refusals = [text for text in world.texts() if "نویسه" in text]
    assert 1 <= len(refusals) <= 2  # a flood is not answered one by one
    assert await gateway.messages() == [("patron", "کوتاه"), ("bot", "پاسخ: کوتاه")]
