"""What is kept of a wish that goes on: its subject, each of its words, and all but what is known."""

from __future__ import annotations

import pytest

from actions.subjects.reading.wish_words import wishes_beside_else
from language.requests.reading.reading import read_wish
from tests.support.talk import Begin


async def test_those_shown_are_shown_again_where_they_are_as_is_asked_now(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "My niece turns 10, she loves fantasy and space")
    assert first.names[-1] == "utter_reading_relaxed"
    said = await talk.says("recommendation", "She reads English better than Persian, so something in English maybe?")
    assert said.names[-1] == "utter_reading_relaxed" and "Wardrobe" in said.text


@pytest.mark.parametrize(
    "text", ["I've read the first one. Another please, one that's in", "اولی رو خوندم، یکی دیگه بگو"]
)
async def test_another_where_one_of_the_list_was_read(begin: Begin, text: str) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "an adventure novel for a child of ten")
    read = next(line for line in first.text.splitlines() if line.startswith("1."))
    said = await talk.says("search_book", text, sure=0.88)
    assert said.names[-1].startswith("utter_reading") and read[3:] not in said.text


async def test_each_word_by_itself_where_nothing_is_on_all(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "political novels about farm, satire")
    assert "Animal Farm" in said.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Everything I read just falls straight out of my head again, a fantasy novel please", "utter_reading"),
        ("I read Zorblax Quimby, a fantasy novel please", "utter_reading_relaxed"),
    ],
)
async def test_what_was_read_and_is_no_name_is_no_measure(begin: Begin, text: str, found: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert said.names[-1] == found and "The Hobbit" in said.text


async def test_whether_books_are_sold_files_nothing(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    said = await talk.says("suggest_purchase", "I meant buy it for keeps. You don't sell books by any chance do you?")
    assert not any("suggest_purchase" in name or "purchase" in name for name in said.names)
    said = await talk.says("suggest_purchase", "Could you buy Piranesi by Susanna Clarke for the library?")
    assert any("purchase" in name for name in said.names)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("renew", "I've read the last one, another please"),
        ("loans", "I've read the first one. Anything else?"),
    ],
)
async def test_what_is_read_as_ones_own_is_no_wish(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says(intent, text, sure=0.9)
    assert not any(name.startswith("utter_reading") for name in said.names)


@pytest.mark.parametrize("intent", ["complaint", "lost_item", "donation"])
async def test_whether_books_are_sold_is_left_to_what_it_is_read_as(begin: Begin, intent: str) -> None:
    said = await (await begin("en", card="20000003")).says(intent, "Do you sell books?", sure=0.9)
    assert "utter_fact_unknown" not in said.names


@pytest.mark.parametrize("text", ["Do you sell books?", "کتاب‌فروشی هم دارید؟"])
async def test_whether_books_are_sold_is_asked_of_the_library(begin: Begin, text: str) -> None:
    said = await (await begin("en", card="20000003")).says("suggest_purchase", text, sure=0.9)
    assert said.names[0] == "utter_fact_unknown"


async def test_another_of_an_author_is_theirs(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says("search_book", "I have read the second one. Another please, by Orwell", author="Orwell")
    assert "Orwell" in said.text


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("And a funny novel for my ten year old daughter", True),
        ("also a cookbook in English for my grandmother", True),
        ("for my mother, a short crime novel in large print", True),
        ("و یه رمان طنز برای دختر ده ساله‌م", True),
        ("یه کتاب فانتزی هم برای پسر نه ساله‌م", True),
        ("it is an architecture project, due on Saturday", False),
        ("and a history class for the children on Saturday", False),
        ("a novel of mine is lost since last week", False),
        ("and the fantasy novel of my young son", False),
        ("my novel was returned last week by my wife", False),
        ("یه رمان هفتهٔ پیش از دختر ده ساله‌م گم شد", False),
    ],
)
def test_a_plain_wish_behind_another_request(text: str, wishes: bool) -> None:
    assert wishes_beside_else(text, read_wish(text)) is wishes
