"""What is asked of the titles just shown, and of titles that are named with other words around them."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "first", "words"),
    [
        ("fa", "بوف کور رو دارین؟", "موجوده یا امانته؟ همین یه کلمه رو جواب بده"),
        ("fa", "بوف کور رو دارین؟", "هست الان یا بردن؟"),
        ("en", "do you have The Hobbit", "in or out?"),
        ("en", "do you have The Hobbit", "is it on the shelf or lent out? just answer that"),
    ],
)
async def test_in_or_out_is_asked_of_the_title_spoken_of(begin: Begin, language: str, first: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", first)
    said = await talk.says("search_book", words, title=words)
    assert said.names == ["utter_title_whereabouts"]


@pytest.mark.parametrize(
    ("language", "words", "intent"),
    [
        ("fa", "کدوماش تو سعدیه؟", "search_book"),
        ("fa", "از اینا کدومش تو شعبه سعدی هست؟", "search_book"),
        ("en", "which of those can I get at Saadi", "new_arrivals"),
        ("en", "are any of those actually in at Saadi now? we could walk over", "hours"),
    ],
)
async def test_which_of_the_list_is_at_a_branch(begin: Begin, language: str, words: str, intent: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "George Orwell", author="George Orwell")
    said = await talk.says(intent, words)
    assert said.names == ["utter_titles_at"] and "Burmese Days" in said.text and "Animal Farm" not in said.text


@pytest.mark.parametrize(
    "words",
    ["which of these is the shortest?", "which is better, the first or the second?", "which of those can I renew"],
)
async def test_what_else_is_asked_of_a_list_is_no_question_of_place(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "George Orwell", author="George Orwell")
    said = await talk.says("search_book", words)
    assert not {"utter_titles_at", "utter_titles_in"} & set(said.names)


async def test_another_place_is_told_of_the_same_title(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Hobbit", title="The Hobbit")
    said = await talk.says("recommendation", "I meant at Saadi, not Central")
    assert said.names == ["utter_title_not_in"] and "Saadi" in said.text


async def test_an_author_is_read_without_the_words_beside(begin: Begin) -> None:
    said = await (await begin("fa")).says("search_book", "از صادق هدایت کتاب اومده؟", author="صادق هدایت کتاب اومده")
    assert "بوف کور" in said.text


async def test_a_film_version_is_asked_of_the_title_in_the_sentence(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "is there a film version of The Hobbit at your place, on dvd")
    assert said.names == ["utter_edition_no_kind"] and "version of" not in said.text


async def test_the_shelf_at_a_branch(begin: Begin) -> None:
    said = await (await begin("en")).says("shelf_location", "shelf number of Burmese Days at Saadi")
    assert said.names == ["utter_title_at"]


async def test_a_pity_registers_no_purchase(begin: Begin, services: Services) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "کلاغ دانا", title="کلاغ دانا")
    await talk.says("suggest_purchase", "حیف، کاش بخرید", moves={"title.buy": 0.7})
    assert await scalar(services.store, text("select count(*) from service_case")) == 0


async def test_a_quoted_title_that_is_not_there_is_said_first(begin: Begin) -> None:
    said = await (await begin("fa")).says("search_book", "کتاب «فانوس» جورج اورول رو ندارین؟", author="George Orwell")
    assert said.names == ["utter_hold_none_of", "utter_search_author"] and "فانوس" in said.text


async def test_a_quoted_title_that_is_there_is_not(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("search_book", 'do you have "Animal Farm" by George Orwell?', author="George Orwell")
    assert "utter_hold_none_of" not in said.names


async def test_the_year_is_still_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Nineteen Eighty-Four", title="Nineteen Eighty-Four")
    said = await talk.says("search_book", "and when was it written?", moves={"title.year": 0.9})
    assert said.names == ["utter_title_year"]


async def test_too_old_for_him_is_asked_of_the_age(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    said = await talk.says("search_book", "or is that too old for him?", moves={"title.year": 0.9})
    assert said.names == ["utter_title_ages"]


@pytest.mark.parametrize(
    ("words", "registered"),
    [
        ("حیف که «چهارمین بال» رو ندارین، باید بخرین", 0),
        ("لطفا «چهارمین بال» رو برای کتابخونه بخرین", 1),
    ],
)
async def test_only_an_order_registers_a_purchase(
    begin: Begin, services: Services, words: str, registered: int
) -> None:
    await (await begin("fa")).says("suggest_purchase", words)
    assert await scalar(services.store, text("select count(*) from service_case")) == registered


async def test_two_titles_are_found_whatever_is_asked_beside(begin: Begin) -> None:
    words = "بوف کور و کوری ساراماگو رو برام پیدا کن، بعدشم با پیک بفرستینشون دم خونه"
    said = await (await begin("fa")).says("nlu_fallback", words)
    assert "utter_search_several" in said.names and "بوف کور" in said.text and "کوری" in said.text


async def test_new_dates_are_those_of_the_loans(begin: Begin) -> None:
    said = await (await begin("en", card="20000001")).says("new_arrivals", "Thank you. What are the new dates, please?")
    assert said.names == ["utter_loans"]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("is Burmese Days in at Saadi or only at Central?", "hours"),
        ("Is Animal Farm out at the moment?", "nlu_fallback"),
    ],
)
async def test_a_named_title_is_looked_up_though_hardly_read(begin: Begin, words: str, intent: str) -> None:
    said = await (await begin("en")).says(intent, words, sure=0.4)
    assert said.names[0] in {"utter_title_whereabouts", "utter_title_at"}


async def test_what_was_meant_is_read_without_what_was_not(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("deny", "sorry I meant Burmese Days, not Animal Farm")
    assert "Burmese Days" in said.text and "Animal Farm" not in said.text
