"""The title that is wanted beside one that was read, and others by the author of what is known."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "read_as", "text", "name"),
    [
        (
            "en",
            "suggest_purchase",
            "no, I've read Animal Farm, I want “Coming Up for Air”. can you buy it?",
            "Coming Up",
        ),
        ("fa", "search_book", "نه کوری رو خوندم، «بینایی» رو می‌خوام. اگه ندارین می‌شه بخرین؟", "بینایی"),
        ("en", "search_book", "I've read Animal Farm. I want “Homage”. If not there, will you order it?", "Homage"),
    ],
)
async def test_the_wanted_one_is_offered_to_be_bought(
    begin: Begin, language: str, read_as: str, text: str, name: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says(read_as, text)
    assert said.names == ["utter_hold_none_of", "utter_title_buy"]
    assert all(name in part for part in said.texts) and "“Animal Farm”" not in said.text


async def test_a_part_of_its_own_asks_to_buy_what_was_missed(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    assert (await talk.says("search_book", "I have read it, I want “Homage”.")).names == ["utter_hold_none_of"]
    said = await talk.says("search_book", "if you don't have it, can you buy it?", moves={"title.buy": 0.9})
    assert said.names == ["utter_title_buy"] and "Homage" in said.text


async def test_the_wanted_one_is_shown_where_it_is_there(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "I've read Animal Farm, I want “Burmese Days”. Or buy it?")
    assert said.names == ["utter_search_one"] and "Burmese Days" in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I have read Animal Farm three times. Do you have a different one by Orwell?"),
        ("en", "About Orwell: I've read Animal Farm twice. Is there another one?"),
        ("en", "I've finished Animal Farm. Anything else by him?"),
    ],
)
async def test_others_by_the_author_of_what_was_read(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("search_book", text)
    assert said.names == ["utter_search_author"]
    assert "Burmese Days" in said.text and "Animal Farm" not in said.text


@pytest.mark.parametrize("text", ["I've read Animal Farm, suggest something similar", "have you read Animal Farm?"])
async def test_what_asks_for_no_others_by_the_author(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert "utter_search_author" not in said.names


@pytest.mark.parametrize(
    ("language", "read_as", "text", "title"),
    [
        ("en", "suggest_purchase", "I need Animal Farm by George Orwell, could you get it for me?", "“Animal Farm”"),
        ("en", "suggest_purchase", "I want the novel Burmese Days, could you buy it?", "“Burmese Days”"),
        ("en", "suggest_purchase", "I want The Great Gatsby by Fitzgerald, would you order it?", "“The Great Gatsby”"),
        ("fa", "suggest_purchase", "رمان بوف کور رو می‌خوام، میشه سفارش بدم؟", "«بوف کور»"),
        ("fa", "suggest_purchase", "کتاب کوری رو میخوام، می‌خرید؟", "«کوری»"),
    ],
)
async def test_what_is_there_is_shown_whatever_is_said_around_its_name(
    begin: Begin, language: str, read_as: str, text: str, title: str
) -> None:
    said = await (await begin(language)).says(read_as, text, sure=0.9)
    assert said.names == ["utter_search_one"] and title in said.text


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "I want the novel Middlemarch by George Eliot, could you buy it?", "“Middlemarch by George Eliot”"),
        ("en", "I need Coming Up for Air, could you order it?", "“Coming Up for Air”"),
        ("fa", "رمان سووشون رو می‌خوام، میشه بخرید؟", "«سووشون»"),
    ],
)
async def test_what_is_not_there_is_offered_under_its_name_alone(
    begin: Begin, language: str, text: str, name: str
) -> None:
    said = await (await begin(language)).says("suggest_purchase", text, sure=0.9)
    assert said.names == ["utter_hold_none_of", "utter_title_buy"] and all(name in part for part in said.texts)


@pytest.mark.parametrize(
    "text",
    [
        "I need books about gardening, can you get them?",
        "I want books about whaling, can you buy them?",
        "I need The Hobbit by Jane Austen, can you buy it?",
    ],
)
async def test_what_names_no_missing_title_is_not_said_to_be_missing(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("search_book", text, sure=0.9)
    assert "utter_hold_none_of" not in said.names


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Animal Farm is always out, can another copy be bought?", "Animal Farm"),
        ("can it be bought?", "Homage"),
    ],
)
async def test_what_was_missed_is_meant_where_no_other_is_named(begin: Begin, words: str, meant: str) -> None:
    talk = await begin("en", card="20000001")
    assert (await talk.says("search_book", "I've read Animal Farm, I want “Homage”.")).names == ["utter_hold_none_of"]
    await talk.says("loans", "what have I on loan?")
    said = await talk.says("suggest_purchase", words, moves={"title.buy": 0.9})
    assert said.names == ["utter_title_buy"] and meant in said.text
    assert meant == "Homage" or "Homage" not in said.text


async def test_what_was_missed_long_ago_is_not_meant(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("search_book", "I've read Animal Farm, I want “Homage”.")
    await talk.says("search_book", "do you have The Hobbit?", title="The Hobbit")
    await talk.says("loans", "what have I on loan?")
    said = await talk.says("suggest_purchase", "could you buy another copy of it?", moves={"title.buy": 0.9})
    assert "Homage" not in said.text and "Homage" not in str(talk.slots.get("pending"))
