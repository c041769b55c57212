"""Kinds of copies, of titles and authors that are named; and a film that is wished for anew."""

from __future__ import annotations

import pytest

from language.requests.titles.kinds_asked import wishes_film_anew
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "which of Animal Farm and The Hobbit is there as an audiobook?", ("Animal Farm", "The Hobbit")),
        ("fa", "از بوف کور و شاهنامه کدومش صوتیه؟", ("بوف کور", "شاهنامه")),
    ],
)
async def test_each_title_is_answered(begin: Begin, language: str, text: str, names: tuple[str, ...]) -> None:
    said = await (await begin(language)).says("search_book", text)
    assert said.names == ["utter_titles_none_of_kind"] and all(name in said.text for name in names)


async def test_an_author_in_a_kind_is_no_question_about_the_house(begin: Begin) -> None:
    said = await (await begin("fa")).says("eresources", "فردوسی رو به صورت گویا دارین؟")
    assert said.names == ["utter_kinds_none"] and "شاهنامه" in said.text
    film = await (await begin("fa")).says("facilities", "از کیارستمی یا فردوسی فیلم دارین؟")
    assert film.names == ["utter_kinds_found"] and "خانهٔ دوست کجاست؟" in film.text and "فردوسی" in film.text


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("and a film or two to go with it, something cosy", True),
        ("lovely. a film for tonight, something funny?", True),
        ("فیلم چی دارین؟ کمدی ایرانی مثلا", True),
        ("ye film bahal ham mikham", True),
        ("is there a film of it?", False),
        ("is the series on dvd, something good?", False),
        ("سریالش خوبه رو دی وی دی دارین؟", False),
        ("how long can I keep a film?", False),
        ("in large print, something funny", False),
    ],
)
def test_a_film_is_wished_for_anew(text: str, anew: bool) -> None:
    assert wishes_film_anew(text) is anew


async def test_a_film_that_is_wished_for_is_no_edition(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور", title="بوف کور")
    said = await talk.says("search_book", "یه فیلم خوب هم می‌خوام، ایرانی باشه", moves={"title.kind": 0.98})
    assert "utter_edition_no_kind" not in said.names and "خانهٔ دوست کجاست؟" in said.text
