"""Wishes that go on: what is asked for anew is listed anew, beside what no catalogue tells, and keeps the rest."""

from __future__ import annotations

import pytest

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
    await talk.says("recommendation", "a political novel")
    said = await talk.says("recommendation", "by a woman writer please")
    assert said.names[0] == "utter_reading_untold" and "Animal Farm" in said.text


async def test_like_a_title_of_digits(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "something like Nineteen Eighty-Four but not so dark")
    assert "Animal Farm" in said.text and "without" not in said.text


async def test_a_series_is_part_of_the_wish(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "fantasy, a series please")
    assert "Wardrobe" in said.text and "The Hobbit" not in said.text and "series" in said.text


@pytest.mark.parametrize("text", ["is it under 250 pages?", "how many pages has the second one?"])
async def test_a_question_about_the_length_is_no_wish(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says("search_book", text)
    assert said.names[0] != "utter_reading_relaxed" and "series" not in said.text
