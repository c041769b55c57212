"""When the library is open, asked right after a case was told; what complains of it asks for no hours."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

FAULT = {"en": "the printer on the first floor is broken", "fa": "چاپگر طبقهٔ یک خراب است"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "so when exactly ARE you open, every day please"), ("fa", "ساعت کار هر روز شعبه را بگو")],
)
async def test_when_it_is_open_is_no_question_about_the_case(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("report_fault", FAULT[language])
    said = await talk.says("case_add", words, sure=0.6)
    assert all(name.startswith("utter_hours") for name in said.names)


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("complaint", "the guard shouted at me when I asked if you are open"),
        ("case_add", "the guard shouted at me when I asked if you are open"),
        ("complaint", "Your site says you are open until 8 but when I came it was locked"),
        ("website_problem", "Your site says you are open until 8 but when I came it was locked"),
    ],
)
async def test_what_complains_is_no_question_about_hours(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("report_fault", FAULT["en"])
    said = await talk.says(read, words, sure=0.6)
    assert not any(name.startswith("utter_hours") for name in said.names), said
