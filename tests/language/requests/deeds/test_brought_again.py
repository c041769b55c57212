"""A lost purse that somebody else has found: the card in it is there again, unless it is only asked after."""

from __future__ import annotations

import pytest

from language.requests.deeds.found_things import found_own_card, wants_card_open


@pytest.mark.parametrize(
    "text",
    [
        "the taxi driver found my purse, open the old card again, I need no new one",
        "my wallet has been handed in, just switch the card on",
        "راننده زنگ زد کیفمو پیدا کرده، همون کارت رو باز کنین",
        "کیفم رو تحویل داده، المثنی نمی‌خوام",
        "kifam ro peyda kardan, hamun kart ro baz konid",
        "my wallet has been handed in, can you switch the card on?",
        "My purse was handed in, what now?",
        "Is the card blocked? My purse was handed in.",
        "کیفم رو پیدا کردن، میشه کارت رو باز کنید؟",
        "کیفم پیدا شد حالا کارتم کار می‌کنه؟",
        "اگه پیدا شد چی؟",
        "what if I find it?",
    ],
)
def test_it_is_there_again(text: str) -> None:
    assert found_own_card(text, lost=True)


@pytest.mark.parametrize(
    "text",
    [
        "has anyone found my wallet?",
        "کسی کیفم رو پیدا نکرده؟",
        "I found my card doesn't work",
        "nobody found my bag yet",
        "Was my purse handed in?",
        "hi, was my handbag turned in at your desk yesterday?",
        "Could you check if my bag was handed in",
        "Did my card turn up?",
        "کیفم تحویل داده شده؟",
        "کیف پولم پیدا شده یا نه؟",
        "ببینید کیفم رو تحویل دادن",
        "آیا کارتم پیدا شده",
        "kifam peyda shode?",
    ],
)
def test_it_is_only_asked_after(text: str) -> None:
    assert not found_own_card(text, lost=True)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("my wallet has been handed in, open the old card again", True),
        ("somebody found my purse, I need no replacement: no new card please", True),
        ("همون کارت قبلی رو باز کن المثنی نمی‌خوام", True),
        ("kart e ghabli ro baz konid", True),
        ("someone found it and used it", False),
        ("is the library open? I have my card", False),
        ("کیفم پیدا شد، کارت ملیم هم توش بود", False),
    ],
)
def test_that_it_works_again_is_wanted_in_so_many_words(text: str, wants: bool) -> None:
    assert wants_card_open(text) is wants
