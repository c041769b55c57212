"""An order to renew goes on with the next loan that is named; a question and another thing do not."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import execute
from tests.support.talk import Begin

MINA, TWO = "20000001", "20000004"


@pytest.mark.parametrize(
    ("language", "first", "more", "title"),
    [
        ("en", "renew The Great Gatsby", "ok and بوف کور", "بوف کور"),
        ("en", "renew بوف کور please", "and also Gatsby", "Gatsby"),
        ("en", "please renew بوف کور", "The Great Gatsby too", "Gatsby"),
        ("en", "renew بوف کور", "great, same for The Great Gatsby", "Gatsby"),
        ("en", "renew بوف کور", "thanks, Gatsby as well please", "Gatsby"),
        ("fa", "بوف کور رو تمدید کن", "و گتسبی", "Gatsby"),
        ("fa", "The Great Gatsby رو تمدید کن", "بوف کور هم", "بوف کور"),
        ("fa", "The Great Gatsby رو تمدید کن", "خب و بوف کور", "بوف کور"),
        ("fa", "The Great Gatsby رو تمدید کن", "همینطور بوف کور", "بوف کور"),
        ("fa", "gatsby ro tamdid kon", "boof koor ham", "بوف کور"),
    ],
)
async def test_the_order_goes_on_with_what_is_named(
    begin: Begin, language: str, first: str, more: str, title: str
) -> None:
    talk = await begin(language, TWO)
    assert (await talk.says("renew", first)).names == ["utter_renewed"]
    said = await talk.says("search_book", more)
    assert said.names == ["utter_renewed"] and title in said.text


@pytest.mark.parametrize(
    ("language", "more"),
    [
        ("en", "and Gatsby, until when?"),
        ("en", "and do you have Animal Farm too?"),
        ("en", "not Gatsby though"),
        ("en", "and I bring back Gatsby too"),
        ("fa", "و گتسبی رو پس میارم"),
        ("fa", "گتسبی تا کیه؟"),
        ("fa", "و کوری رو هم دارین؟"),
    ],
)
async def test_what_asks_denies_or_names_no_loan_renews_nothing(begin: Begin, language: str, more: str) -> None:
    talk = await begin(language, TWO)
    await talk.says("renew", "renew بوف کور" if language == "en" else "بوف کور رو تمدید کن")
    assert "utter_renewed" not in (await talk.says("search_book", more)).names


async def test_after_a_mere_question_a_name_is_asked_about(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "can بوف کور be renewed?")
    assert "utter_renewed" not in (await talk.says("search_book", "and Gatsby too")).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Please make the time of The Great Gatsby longer"),
        ("en", "I need more time for Gatsby"),
        ("en", "some extra days with The Great Gatsby please"),
        ("fa", "مهلت گتسبی رو بیشتر کنید لطفاً"),
        ("fa", "وقت گتسبی رو زیاد کن"),
    ],
)
async def test_more_time_for_a_loan_is_its_renewal(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, TWO)
    said = await talk.says("search_book", words)
    assert said.names == ["utter_renewed"] and "Gatsby" in said.text


async def test_loans_are_meant_by_their_names_in_another_language(begin: Begin, services: Services) -> None:
    await execute(
        services.store,
        text("update title_record set title = 'The Blind Owl', work = 'owl' where title = 'Burmese Days'"),
        text("update title_record set work = 'owl' where title = 'بوف کور'"),
    )
    talk = await begin("en", TWO)
    await talk.says("renew", "renew The Great Gatsby")
    said = await talk.says("search_book", "and also Blind Owl")
    assert said.names == ["utter_renewed"] and "بوف کور" in said.text
    talk = await begin("en", TWO)
    said = await talk.says("search_book", "Please make the time of The Blind Owl and The Great Gatsby longer")
    assert said.names[0].startswith("utter_renew") and "بوف کور" in said.text
