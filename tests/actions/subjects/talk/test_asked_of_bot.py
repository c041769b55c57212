"""What the bot is asked of itself is answered of itself; what the library is asked is not."""

from __future__ import annotations

import pytest

from actions.subjects.talk.asked_of_bot import asked_of_bot
from actions.subjects.talk.outside import asks_outside
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Hello there robot, how's your Thursday going?", "day"),
        ("so how was your day?", "day"),
        ("are you tired?", "self"),
        ("do you ever sleep, or do you just pretend?", "self"),
        ("do you read books yourself?", "self"),
        ("سلام bot جان، خودت کتاب می‌خونی یا فقط pretend می‌کنی؟", "self"),
        ("خسته نمیشی از این همه سوال؟", "self"),
        ("روزت چطوره؟", "day"),
        ("khodet ketab mikhuni?", "self"),
        ("do you read stories to children?", None),
        ("do you have books about feelings?", None),
        ("are you busy on Thursday morning at Saadi?", None),
        ("how's your book club going?", None),
        ("so do you like reading? what do you recommend", None),
        ("are you open?", None),
        ("خسته نباشید، فردا بازید؟", None),
        ("شما قصه می‌خونین برای بچه‌ها؟", None),
        ("من خسته‌ام، یه چیز سبک بدین", None),
    ],
)
def test_of_itself(text: str, of: str | None) -> None:
    assert asked_of_bot(text) == of


@pytest.mark.parametrize(
    ("text", "is_outside"),
    [
        ("Ok that was terrible :D Could you order me a pizza to the reading room? Extra mushrooms", True),
        ("can you order me a pizza to the reading room", True),
        ("حالا یه pizza پپرونی سفارش بده بیارن شعبه مرکزی، گشنمه", True),
        ("can I order a pizza in the reading room?", False),
        ("could you order me a pizza cookbook", False),
        ("order me a pizza, and are you open on Friday?", False),
        ("میشه غذا سفارش بدم تو سالن مطالعه؟", False),
    ],
)
def test_a_pizza_to_the_reading_room(text: str, is_outside: bool) -> None:
    assert asks_outside(text) is is_outside


async def test_it_says_so(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("chitchat", "how's your Thursday going?", sure=0.5)).names == ["utter_chitchat"]
    assert (await talk.says("nlu_fallback", "are you tired?", sure=0.4)).names == ["utter_bot_self"]
