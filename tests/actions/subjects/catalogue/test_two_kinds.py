"""Two kinds of copies asked together are told together, and in which of two languages a title is."""

from __future__ import annotations

import pytest

from language.requests.titles.copies import asks_either_language, find_copy, kinds_asked
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "title", "text", "both"),
    [
        (
            "en",
            "Animal Farm",
            "Is there an audio version of it, or one in large print? It's for my father.",
            "or large",
        ),
        ("en", "Animal Farm", "any audiobook or braille of it?", "or braille"),
        ("fa", "بوف کور", "صوتی یا درشت‌خطش هم هست؟", "یا درشت"),
    ],
)
async def test_neither_kind_is_said_of_both(begin: Begin, language: str, title: str, text: str, both: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", title, title=title)
    said = await talk.says("search_book", text)
    assert said.names[0] == "utter_edition_no_kind", said.names
    assert both in said.texts[0], said.text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("on audio, or in large print?", ("audiobook", "large_print")),
        ("کتاب درشت‌خط یا صوتی از شعر کهن دارید؟", ("large_print", "audiobook")),
        ("in large print please", ()),
        ("a film. Or is it too late?", ()),
    ],
)
def test_kinds_are_read_beside_an_or(text: str, kinds: tuple[str, ...]) -> None:
    assert kinds_asked(text) == kinds


def test_of_two_languages_neither_is_wanted() -> None:
    copy = find_copy("novels in large print; he reads Persian and English equally well")
    assert copy is not None
    assert (copy.language, copy.kind) == ("", "large_print")
    assert asks_either_language("Is it in Persian or English?")
    assert asks_either_language("فارسیه یا انگلیسی؟")
    assert not asks_either_language("is it in Persian?")


async def test_the_language_of_the_one_shown_is_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    text = "Sounds sweet! Is it in Persian or English though? She's only just started reading Persian by herself."
    said = await talk.says("search_book", text, moves={"title.language": 0.8})
    assert said.names == ["utter_title_language"], said.names


async def test_two_kinds_are_no_two_titles(begin: Begin) -> None:
    said = await (await begin("en")).says("facilities", "Do you have classic novels in large print or on audio?")
    assert "utter_search_several" not in said.names
