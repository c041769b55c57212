"""What is asked of all those shown: in which language, which today; and copies of a title named before."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ORWELL = ("search_book", "anything by Orwell?")


@pytest.mark.parametrize(
    ("words", "intent", "sure"),
    [
        ("okay. Which can I have today, I'm not waiting two weeks for a reservation", "hold", 0.54),
        ("Then tell me which of the others you have today. Can be in Persian or English.", "search_book", 0.99),
        ("از میان این آثار، کدام‌یک امروز در شعبهٔ مرکزی قابل امانت است؟", "search_book", 0.6),
        ("kodoom az ina emrooz mojoode?", "search_book", 0.9),
    ],
)
async def test_a_part_asks_which_are_there(begin: Begin, words: str, intent: str, sure: float) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says(intent, words, sure=sure)
    assert said.names[0] in {"utter_titles_in", "utter_titles_at", "utter_titles_none_at"}


@pytest.mark.parametrize("words", ["Is it in Persian or English though?", "فارسیه یا انگلیسی؟", "farsie ya englisi?"])
async def test_the_language_is_told(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    assert (await talk.says("search_book", words)).names == ["utter_title_language"]


async def test_which_are_in_a_language(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Parvaneh Sarvi", author="Parvaneh Sarvi")
    said = await talk.says("search_book", "Which of these are in Persian?")
    assert said.names == ["utter_search"] and "کلاغ دانا" in said.text and "Mill" not in said.text
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("search_book", "Which of these are translated into Persian, and by whom?")
    assert said.names == ["utter_search_no_language"] and "Burmese Days" in said.text


async def test_the_refused_language_is_not_shown(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Wise Crow", title="The Wise Crow")
    said = await talk.says("search_book", "no the persian one is no good for me, my persian is bad")
    assert said.names == ["utter_search_one"] and "The Wise Crow" in said.text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the hobbit, english. how many copies", "utter_title_copies"),
        ("I asked in spring for The Hobbit. I asked again. Do you have it now, yes or no???", "utter_search_one"),
    ],
)
async def test_the_catalogue_is_asked_whatever_it_was_read_as(begin: Begin, words: str, name: str) -> None:
    assert (await (await begin("en", card="20000002")).says("hold_status", words, sure=0.5)).names == [name]


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("recommendation", "can be in Persian or English"),
        ("renew", "which of those can I renew?"),
        ("hours", "which are open today?"),
        ("search_book", "which of these is the shortest?"),
    ],
)
async def test_something_else_is_asked(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says(intent, words)
    assert not {"utter_titles_in", "utter_title_language", "utter_search_no_language"} & set(said.names)
