"""What leans on the fact that was just told: its password, a room that is read as a book, a wish for what is there."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.library_info.terms import _asks_for_more as asks_for_more
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("wifi", "وای‌فای رایگان است؟", "Is the wireless network free?", "بله، رایگان است.", "Yes, it is free.",
               also="\nwireless network\nwifi free\nوای فای"),
    FactValues("wifi", "رمز وای‌فای چیست؟", "What is the password of the wireless network?", "شمارهٔ کارت و رمز.",
               "Your card number and PIN.", position=1, also="\nits password\nwifi password\nرمزش"),
    FactValues("room_booking", "اتاق گروهی چند است؟", "What does a group room cost?", "رایگان است.", "Nothing.",
               also="\ngroup room price\nاتاق گروهی"),
    FactValues("room_booking", "تنها هم می‌توانم اتاق بگیرم؟", "Can I have a group room for myself alone?",
               "نه، برای دو نفر است.", "No, it is for two or more.", position=1, also="\njust for me\nفقط خودم تنها"),
    FactValues("facilities", "رایانه دارید؟", "Are there public computers?", "بله، ۱۶ رایانه.", "Yes, 16.",
               also="\na computer to write on\nکامپیوتر برای تایپ کردن"),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of these."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "is the wireless network free?", "has its password changed?"),
        ("fa", "وای‌فای رایگان است؟", "رمزش عوض شده؟"),
        ("fa", "وای‌فای رایگان است؟", "ramzesh avaz shode?"),
    ],
)
async def test_the_password_of_what_was_told_is_none_of_the_account(
    told: Services, begin: Begin, language: str, first: str, then: str
) -> None:
    talk = await begin(language)
    await talk.says("wifi", first)
    said = await talk.says("account", then, sure=1.0)
    assert "utter_sign_in" not in said.names


async def test_a_password_of_ones_own_is_one_of_the_account(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("wifi", "is the wireless network free?")
    assert "utter_sign_in" in (await talk.says("account", "how does my card stand?", sure=1.0)).names


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "what does a group room cost?", "would it be just for me"),
        ("fa", "اتاق گروهی چند است؟", "فقط خودم تنهام"),
    ],
)
async def test_a_room_that_was_told_of_is_no_book(
    told: Services, begin: Begin, language: str, first: str, then: str
) -> None:
    talk = await begin(language)
    await talk.says("room_booking", first)
    said = await talk.says("hold", then, sure=0.8)
    assert "utter_sign_in" not in said.names and "utter_hold_what" not in said.names


async def test_a_book_after_a_room_is_one(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("room_booking", "what does a group room cost?")
    assert "utter_sign_in" in (await talk.says("hold", "put a book aside for me", sure=0.9)).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "and if there is a computer to write on that would be great"),
        ("fa", "اگه کامپیوتر برای تایپ کردن باشه عالی میشه"),
    ],
)
async def test_what_is_there_is_told_and_no_suggestion(told: Services, begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("suggestion", words)
    assert "utter_suggestion_taken" not in said.names and "16" in said.text.translate({0x06F1: "1", 0x06F6: "6"})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "it would be good if there were more computers to write on"),
        ("fa", "کاش اگه میشد کامپیوتر بیشتری برای تایپ کردن باشه"),
    ],
)
async def test_more_of_it_is_suggested(told: Services, begin: Begin, language: str, words: str) -> None:
    assert "utter_suggestion_taken" in (await (await begin(language)).says("suggestion", words)).names


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("can I take any more home?", True),
        ("بازم می‌تونم کتاب بگیرم؟", True),
        ("چند تا دیگه می‌تونم ببرم؟", True),
        ("and if I still don't make it any more?", False),
        ("اگه بازم نرسیدم چی؟", False),
        ("bazam natunestam biam chi?", False),
    ],
)
def test_again_is_not_more_to_borrow(text: str, more: bool) -> None:
    assert asks_for_more(text) is more


@pytest.mark.parametrize(
    ("language", "topic", "first", "then"),
    [
        ("en", "room_booking", "what does a group room cost?", "And I forgot the password, what now?"),
        ("en", "room_booking", "what does a group room cost?", "I lost the code"),
        ("en", "wifi", "is the wireless network free?", "I forgot the password of my card"),
        ("en", "wifi", "is the wireless network free?", "and what is the code for that account?"),
        ("fa", "room_booking", "اتاق گروهی چند است؟", "رمزش رو یادم رفته"),
        ("fa", "wifi", "وای‌فای رایگان است؟", "رمزش رو برای ورود به حسابم می‌خوام"),
    ],
)
async def test_a_password_of_the_account_is_helped_with(
    told: Services, begin: Begin, language: str, topic: str, first: str, then: str
) -> None:
    talk = await begin(language)
    await talk.says(topic, first)
    said = await talk.says("account", then, sure=0.95)
    assert said.names[0] in {"utter_account_pin", "utter_account_pin_code", "utter_sign_in"}, said


@pytest.mark.parametrize(
    ("language", "then"),
    [
        ("en", "what is the password?"),
        ("en", "and the wifi password?"),
        ("fa", "رمزش چیه؟"),
        ("en", "I forgot its password"),
    ],
)
async def test_the_password_of_the_network_is_still_told(
    told: Services, begin: Begin, language: str, then: str
) -> None:
    talk = await begin(language)
    await talk.says("wifi", "is the wireless network free?" if language == "en" else "وای‌فای رایگان است؟")
    said = await talk.says("account", then, sure=0.95)
    assert not {"utter_account_pin", "utter_account_pin_code", "utter_sign_in"} & set(said.names), said
