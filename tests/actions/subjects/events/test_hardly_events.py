"""What was hardly read as a question for events, and fits none, is asked back: that none is planned answers nothing."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I finished the third Harry Potter, which comes after it"),
        ("fa", "هری پاتر ۳ رو تموم کردم بعدیش کدومه"),
        ("en", "could half the class read Animal Farm, or is that even scarcer"),
    ],
)
async def test_what_was_hardly_read_so_is_asked_back(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("events", words, sure=0.7)
    assert "utter_events_none_such" not in said.names and said.names


@pytest.mark.parametrize(
    ("language", "words", "sure"),
    [
        ("en", "any calligraphy workshops", 0.97),
        ("en", "do you ever hold calligraphy classes", 0.6),
        ("fa", "کلاس خطاطی دارید؟", 0.6),
    ],
)
async def test_what_is_surely_asked_for_and_not_planned_is_said_not_to_be(
    begin: Begin, language: str, words: str, sure: float
) -> None:
    said = await (await begin(language)).says("events", words, sure=sure)
    assert "utter_events_none_such" in said.names
