"""Texts that people read stand in the order of their alphabet."""

from __future__ import annotations

import random

import pytest

from protocol.alphabet import by_alphabet

LETTERS = "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی".split()
TOPICS = ["پیشنهاد خرید", "چاپ و اسکن", "کارت گم‌شده", "کتاب", "کمک پژوهشی", "گزارش خرابی", "ورود مهمان", "یادآوری‌ها"]


@pytest.mark.parametrize(
    "texts",
    [
        LETTERS,
        TOPICS,
        ["apple", "Banana", "cherry", "Éclair", "zoo"],
        ["طبقهٔ ۲", "طبقهٔ ۱۰", "طبقهٔ همکف"],
        ["Room 2", "room 10", "Room b"],
        ["کتاب", "کتاب کودک", "کتابخانه"],
        ["12", "Desk", "آرشیو", "میز"],
        ["", "a"],
    ],
)
def test_the_order_is_a_readers(texts: list[str]) -> None:
    mixed = random.Random(7).sample(texts, len(texts))
    assert sorted(mixed, key=by_alphabet) == texts


@pytest.mark.parametrize(("one", "other"), [("كتابي", "کتابی"), ("کِتاب", "کتاب"), ("می‌روم", "میروم"), ("أسد", "اسد")])
def test_what_is_written_differently_stands_together(one: str, other: str) -> None:
    assert by_alphabet(one)[0] == by_alphabet(other)[0]
    assert by_alphabet(one) != by_alphabet(other), "the order is the same every time"
