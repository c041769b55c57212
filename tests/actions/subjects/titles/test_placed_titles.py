"""The one of a list that is named by its place, the list behind one title, and one title refused for another."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

OF_ORWELL = "By George Orwell?"


@pytest.mark.parametrize(
    ("intent", "text", "name"),
    [
        ("search_book", "which branch has the first", "utter_title_whereabouts"),
        ("hold", "is the first one at Saadi, so that I can fetch it today?", "utter_title_"),
        ("hold", "همون اولی تو شعبه سعدی هست که امروز بیام بگیرم", "utter_title_"),
        ("recommendation", "دوست دارم خودم ببینمش اولی رو توی کدوم شعبه دارید", "utter_title_whereabouts"),
    ],
)
async def test_it_is_told_where_that_one_is(begin: Begin, intent: str, text: str, name: str) -> None:
    talk = await begin("en")
    shown = await talk.says("search_book", OF_ORWELL, author="George Orwell")
    assert shown.names == ["utter_search_author"]
    first = shown.text.split("“")[1].split("”")[0]
    said = await talk.says(intent, text, sure=0.88)
    assert said.names[0].startswith(name) and first in said.text


@pytest.mark.parametrize(
    ("intent", "text", "name"),
    [
        ("hold", "reserve the second one", "utter_sign_in"),
        ("search_book", "who wrote the second one?", "utter_title_author"),
    ],
)
async def test_orders_and_other_questions_stay(begin: Begin, intent: str, text: str, name: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", OF_ORWELL, author="George Orwell")
    assert (await talk.says(intent, text)).names == [name]


async def test_the_list_behind_one_title_is_meant(begin: Begin) -> None:
    talk = await begin("en")
    shown = await talk.says("search_book", OF_ORWELL, author="George Orwell")
    second = shown.text.split("“")[2].split("”")[0]
    await talk.says("search_book", "do you have The Great Gatsby?", title="The Great Gatsby")
    said = await talk.says("search_book", "ok the second one sounds nice. is it in at Central?")
    assert second in said.text and "Gatsby" not in said.text


async def test_the_first_of_one_title_is_that_one(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", OF_ORWELL, author="George Orwell")
    await talk.says("search_book", "do you have The Great Gatsby?", title="The Great Gatsby")
    assert "Gatsby" in (await talk.says("search_book", "which branch has the first one?")).text


@pytest.mark.parametrize("text", ["No, not Animal Farm, Burmese Days", "sorry, not Animal Farm but Burmese Days"])
async def test_one_title_is_refused_for_another(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("search_book", text)
    assert "Burmese Days" in said.text and "Animal Farm" not in said.text


@pytest.mark.parametrize(
    "text",
    [
        "ترجمه انگلیسیش هم میخاستم واسه یه دوست خارجی",
        "ترجمه انگلیسیش رو برای دوست خارجیم می‌خواستم",
        "the English translation of it for a friend",
    ],
)
async def test_the_translation_into_a_language_is_an_edition(begin: Begin, text: str) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "کلاغ دانا رو دارین؟", title="کلاغ دانا")
    said = await talk.says("search_book", text)
    assert said.names == ["utter_search_one"] and "The Wise Crow" in said.text


async def test_in_a_language_for_somebody_is_a_wish(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("recommendation", "something in English for a friend who likes gardening")
    assert "utter_search_one" not in said.names


@pytest.mark.parametrize(
    "text",
    [
        "از جورج اورول چی دارین؟ نویسنده Animal Farm",
        "what do you have by George Orwel, the author of Animal Farm?",
        "anything by the author of Animal Farm?",
    ],
)
async def test_an_author_is_told_by_a_title(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("search_book", text)
    assert said.names == ["utter_search_author"] and "Burmese Days" in said.text


async def test_an_author_and_a_title_of_somebody_else_are_no_one(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "what do you have by Tolkien, the author of Animal Farm?")
    assert "Burmese Days" not in said.text


@pytest.mark.parametrize(
    "text",
    ["what do you have by George Eliot, the author of Animal Farm?", "by George Eliot or the author of Animal Farm?"],
)
async def test_another_of_the_same_first_name_is_nobodys_slip(begin: Begin, text: str) -> None:
    assert "Burmese Days" not in (await (await begin("en")).says("search_book", text)).text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("hold", "Reserve it at Central please, I'll pick it up on the 3rd"),
        ("hold", "Reserve it for me please, I come on the second"),
        ("hold", "برام رزروش کن، شیفت دومی میام"),
    ],
)
async def test_a_date_reserves_no_other_title(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("search_book", OF_ORWELL, author="George Orwell")
    await talk.says("search_book", "do you have The Great Gatsby?", title="The Great Gatsby")
    said = await talk.says(intent, text, sure=0.9)
    assert "Gatsby" in said.text or "گتسبی" in said.text


async def test_hours_put_no_list_back(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("search_book", OF_ORWELL, author="George Orwell")
    await talk.says("search_book", "do you have The Great Gatsby?", title="The Great Gatsby")
    await talk.says("hours", "is Saadi open on the 3rd?", sure=0.9)
    assert "Gatsby" in (await talk.says("hold", "ok reserve it for me", sure=0.9)).text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("facilities", "where is the first aid box?"),
        ("location", "where is the last bus stop?"),
        ("equipment", "where can I use the first computer?"),
        ("search_book", "where does the first one take place?"),
    ],
)
async def test_another_place_is_no_titles(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", OF_ORWELL, author="George Orwell")
    assert (await talk.says(intent, text, sure=0.9)).names != ["utter_title_whereabouts"]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("return", "not Animal Farm, I returned Burmese Days"),
        ("loans", "not Animal Farm, is Burmese Days on my card"),
        ("search_book", "not Animal Farm, not Burmese Days"),
        ("search_book", "Animal Farm نه، Burmese Days رو خوندم"),
    ],
)
async def test_what_is_only_mentioned_is_not_shown(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    assert (await talk.says(intent, text, sure=0.9)).names != ["utter_search_one"]
