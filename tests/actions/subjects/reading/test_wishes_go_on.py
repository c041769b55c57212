"""Wishes that go on: what is asked for anew is listed anew, beside what no catalogue tells, and keeps the rest."""

from __future__ import annotations

import pytest

from language.requests.reading.changes import read_change
from language.requests.reading.wish import ReadingWish
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "title", "not_that"),
    [
        ("something else, a series preferably", "Wardrobe", "The Hobbit"),
        ("another one, under 250 pages", "Wardrobe", "The Hobbit"),
        ("I've read that one. Anything else, for a ten year old?", "Wardrobe", "The Hobbit"),
    ],
)
async def test_another_one_with_something_changed(begin: Begin, text: str, title: str, not_that: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel for adults")
    said = await talk.says("recommendation", text)
    assert not said.names[0].startswith("utter_title") and not_that not in said.text
    assert title in said.text or said.names[-1] in ("utter_reading_relaxed", "utter_reading_no_more")


async def test_what_no_catalogue_tells_stands_beside_a_list(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("recommendation", "a political novel by a woman writer please")
    assert said.names[0] == "utter_reading_untold" and "Animal Farm" in said.text


async def test_like_a_title_of_digits(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "something like Nineteen Eighty-Four but not so dark")
    assert "Animal Farm" in said.text and "dystopia" not in said.text


async def test_a_series_is_part_of_the_wish(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "fantasy, a series please")
    assert "Wardrobe" in said.text and "The Hobbit" not in said.text and "series" in said.text


@pytest.mark.parametrize("text", ["is it under 250 pages?", "how many pages has the second one?"])
async def test_a_question_about_the_length_is_no_wish(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says("search_book", text)
    assert said.names[0] != "utter_reading_relaxed" and "series" not in said.text


@pytest.mark.parametrize(
    ("first", "text", "move"),
    [
        ("a fantasy novel", "is that a series?", ""),
        ("a fantasy novel", "is any of them a series?", ""),
        ("a fantasy novel", "Is the second one less than 400 pages?", "title.pages"),
        ("a fantasy novel", "is the first one under 400 pages?", "title.pages"),
    ],
)
async def test_what_is_asked_of_those_shown_is_no_wish(begin: Begin, first: str, text: str, move: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", first)
    said = await talk.says("search_book", text, sure=0.9, moves={move: 0.95} if move else {})
    assert not said.names[0].startswith("utter_reading")


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("I'm nearly at the end of Animal Farm. What do I read after that?", True),
        ("I'm nearly at the end of Animal Farm. It is awful. What should I read next?", False),
        ("I'm nearly at the end of Animal Farm. What should I read next in the series?", False),
        ("I'm nearly at the end of Animal Farm in the reading circle. What do we read next?", False),
        ("I'm nearly at the end of Animal Farm. What can I read next to the window, is there a seat?", False),
    ],
)
async def test_what_is_read_next_is_like_what_was_read(begin: Begin, text: str, like: bool) -> None:
    said = await (await begin("en")).says("search_book", text)
    assert ("like Animal Farm" in said.text) is like


@pytest.mark.parametrize(
    "text",
    [
        "sorry, I finished The Hobbit, more of that please",
        "and for my mother, she finished The Hobbit, another one",
        "I finished The Hobbit yesterday. Another, please",
    ],
)
def test_what_was_read_and_not_shown_is_what_others_shall_be_like(text: str) -> None:
    change = read_change(text, ReadingWish(like="Gone Girl"))
    assert change is not None and change[0].like.startswith("The Hobbit")
