"""Taking back: what was meant, that an answer was beside the point, that it was not understood."""

from __future__ import annotations

import pytest

from language.requests.speech.corrections import find_correction


@pytest.mark.parametrize(
    "text",
    ["That wasn't my question.", "no, that's not what I meant", "you misunderstood me", "I asked something else",
     "سوالم این نبود", "نه، منظورم این نبود", "جواب سوال من رو ندادید", "اشتباه متوجه شدید", "چه ربطی داشت؟"],
)  # fmt: skip
def test_beside_the_point(text: str) -> None:
    correction = find_correction(text)
    assert correction is not None and correction.kind == "beside"


@pytest.mark.parametrize("text", ["What does that mean?", "I don't get it", "منظورتون چیه؟", "نفهمیدم"])
def test_puzzled(text: str) -> None:
    correction = find_correction(text)
    assert correction is not None and correction.kind == "puzzled"


@pytest.mark.parametrize(
    ("text", "rest", "weak"),
    [
        ("no, I meant Monday", "monday", False),
        ("sorry, I was asking about the scanner", "the scanner", False),
        ("that's not what I asked, I wanted the atlas", "the atlas", False),
        ("no, the atlas", "the atlas", True),
        ("actually, the south branch", "the south branch", True),
        ("نه، منظورم دوشنبه بود", "دوشنبه", False),
        ("اشتباه گفتم، اطلس", "اطلس", False),
        ("نه صبر کن، شعبه جنوب بهتره", "شعبه جنوب", False),
        ("نه، اطلس", "اطلس", True),
        ("دوشنبه رو گفتم", "دوشنبه", False),
        ("no renewal, Saadi not Central", "saadi", False),
        ("no extension cords, I meant chargers", "chargers", False),
        ("no renewals I said cancel", "cancel", False),
        ("no, renewal of the first", "renewal of the first", True),
    ],
)
def test_what_was_meant(text: str, rest: str, weak: bool) -> None:
    correction = find_correction(text)
    assert correction is not None and (correction.kind, correction.rest, correction.weak) == ("meant", rest, weak)


@pytest.mark.parametrize(
    "text",
    [
        "opening hours on Monday",
        "کتاب خوبی بود",
        "renew the atlas",
        "نهنگ سفید",
        "باز بود",
        "no renewal",
        "wait, no renewal needed",
        "no renewal, please. What is the fine?",
    ],
)
def test_no_correction(text: str) -> None:
    assert find_correction(text) is None
