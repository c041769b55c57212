"""What a message counts off: where its parts are, how an indirect one is asked, and what counts nothing off."""

from __future__ import annotations

import pytest

from engine.counted_off import counted_spans, directly
from engine.message_pieces import pieces


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hi: 1) where do I park 2) is there a lift?", ["where do I park", "is there a lift?"]),
        ("Tell me (i) what it costs, (ii) when you open, and (iii) whether I need a card.\nBest, Ann",
         ["what it costs", "when you open", "whether I need a card"]),
        ("a) any lockers b) any café", ["any lockers", "any café"]),
        ("سلام ۱) جای پارک دارید؟ ۲) کی باز می‌کنید؟", ["جای پارک دارید؟", "کی باز می‌کنید؟"]),
        ("۱- آسانسور دارید ۲- نمازخانه کجاست", ["آسانسور دارید ۲- نمازخانه کجاست"]),
        ("۱- آسانسور دارید؟ ۲- نمازخانه کجاست؟", ["آسانسور دارید؟", "نمازخانه کجاست؟"]),
        ("دو سؤال: یکی اینکه کافه دارید، یکی هم اینکه تا کی بازید؟", ["کافه دارید", "تا کی بازید؟"]),
        ("اول اینکه عضویت چند است، دوم اینکه عکس می‌خواهد", ["عضویت چند است", "عکس می‌خواهد"]),
    ],
)  # fmt: skip
def test_parts_that_are_counted_off(text: str, parts: list[str]) -> None:
    found = [text[begin:end] for begin, end in counted_spans(text)]
    assert found == (parts if len(parts) > 1 else [])


@pytest.mark.parametrize(
    "text",
    [
        "renew 1 and 2",
        "vol. 1. and vol. 2. of Kelidar",
        "I live at no. 3) and b) is upstairs",
        "the second one please",
        "کتاب ۱ و ۲ را تمدید کن",
        "یکی اینکه بلند است",
    ],
)
def test_nothing_is_counted_off_without_counting_up(text: str) -> None:
    assert counted_spans(text) == []


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("whether there is a lift at Saadi", "is there a lift at Saadi?"),
        ("whether I may bring a pram", "may I bring a pram?"),
        ("whether you have films", "do you have films?"),
        ("if the café serves lunch", "the café serves lunch?"),
        ("where we could park", "where we could park"),
    ],
)
def test_an_indirect_question_is_read_as_it_is_asked(told: str, asked: str) -> None:
    assert directly(told) == asked


def test_questions_beside_what_is_counted_off_are_parts_too() -> None:
    found = pieces("Are you open on Friday? And: 1) is there wifi 2) is there a printer? Do you sell coffee?")
    assert [(each.text, each.counted) for each in found] == [
        ("Are you open on Friday?", False),
        ("is there wifi", True),
        ("is there a printer?", True),
        ("Do you sell coffee?", False),
    ]
