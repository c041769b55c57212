"""What is told of a loan that is lost or back already, and what is asked of the past."""

from __future__ import annotations

import pytest

from language.requests.deeds.loan_troubles import asks_of_past, tells_lost, tells_returned


@pytest.mark.parametrize(
    "text",
    [
        "but I gave it back on Tuesday",
        "we returned both last week",
        "I put them in the return box yesterday",
        "من که پسش دادم",
        "هفته پیش انداختمش تو صندوق",
        "tahvilesh dadam be un khanume",
    ],
)
def test_what_is_back_already_is_heard(text: str) -> None:
    assert tells_returned(text)


@pytest.mark.parametrize(
    "text",
    [
        "how can I return it?",
        "if I brought it back on Monday",
        "I'll bring it tomorrow",
        "کجا باید پس بدم؟",
        "فردا میارمش",
    ],
)
def test_what_is_to_come_back_is_not_back(text: str) -> None:
    assert not tells_returned(text)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("I can't find Heidi anywhere", True),
        ("I think the atlas is gone missing", True),
        ("هایدی گم شده", True),
        ("هر چی میگردم پیداش نمیکنم", True),
        ("I found it under the bed", False),
        ("هایدی رو تمدید کن", False),
        ("دیرکرد اون گم‌شده هم داره میره بالا یا نه", False),
        ("does the fee of the lost one go on?", False),
        ("اون کتاب گم شد", True),
        ("the atlas is lost", True),
        ("شاهنامه رو که داشتم، اون گم شده", True),
        ("سووشون، اون کتاب گم شده چیکار کنم", True),
        ("آن گم شده، چه کنم", True),
        ("اون یکی گم شده چیکار کنم", True),
        ("اون کتاب گم شده بود امروز", True),
        ("اون گم شده هم خودم ناراحتم", True),
    ],
)
def test_what_cannot_be_found_is_heard(text: str, lost: bool) -> None:
    assert tells_lost(text) is lost


def test_the_past_is_asked_for_in_words() -> None:
    assert asks_of_past("what have I borrowed before?")
    assert asks_of_past("قبلا چه کتابایی گرفتم؟")
    assert not asks_of_past("which ones went through?")
    assert not asks_of_past("when does my card run out?")
