"""Yes, no and "cancel" in any words, and what is said beside them."""

from __future__ import annotations

import pytest

from language.requests.speech.behind import words_behind
from language.requests.speech.yes_and_no import find_word


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "yes",
            (
                "Yes, go on then",
                "yep, please do that",
                "Sure thing, thanks!",
                "by all means",
                "okay, do it for me",
                "آره لطفاً انجامش بده",
                "بله حتماً",
                "همون خوبه، مرسی",
                "اوکی بزن بریم",
                "چرا که نه",
                "are, bezan",
            ),
        ),
        ("heard", ("OK", "alright then", "great, thanks", "باشه ممنون", "خب باشه", "اوکیه")),
        (
            "no",
            ("no thank you", "nope, not now", "I'd rather not", "نه مرسی", "نه، الان نه", "نخیر لازم نیست", "na mersi"),
        ),
        (
            "cancel",
            (
                "actually forget it, please",
                "no, scrap that",
                "undo that",
                "I changed my mind, cancel it",
                "نه بی‌خیال، کنسلش کنید",
                "ولش کن دیگه",
                "پشیمون شدم، لغوش کن",
                "bikhial, velesh kon",
            ),
        ),
    ],
)
def test_a_word_and_nothing_besides(kind: str, texts: tuple[str, ...]) -> None:
    for text in texts:
        word = find_word(text)
        assert word is not None and (word.kind, word.rest) == (kind, ""), (text, word)


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("yes, and renew the atlas", "yes", "renew the atlas"),
        ("no, is parking free?", "no", "is parking free"),
        ("نه، شعبهٔ جنوب", "no", "شعبه جنوب"),
        ("بله، برای شعبهٔ جنوب", "yes", "برای شعبه جنوب"),
    ],
)
def test_a_word_with_something_besides(text: str, kind: str, rest: str) -> None:
    word = find_word(text)
    assert word is not None and word.leads and (word.kind, word.rest) == (kind, rest)


@pytest.mark.parametrize(
    "text", ["Great Expectations", "where is the river", "نهنگ سفید", "ok where is it", "خوب بد جلف رو دارید"]
)
def test_no_word(text: str) -> None:
    assert find_word(text) is None


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("no, I meant the printer", "the printer"),
        ("نه منظورم چاپگر بود", "چاپگر"),
        ("yes and what does a card cost", "what does a card cost"),
        ("no thanks", None),
        ("opening hours", None),
    ],
)
def test_words_behind(text: str, behind: str | None) -> None:
    assert words_behind(text) == behind
