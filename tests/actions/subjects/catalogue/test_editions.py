"""The title that is spoken of: its other editions, where it is in, its author's others; and books that are described."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin

CROW = ("search_book", "The Wise Crow")


@pytest.mark.parametrize(
    "text", ["what about in Persian?", "farsi one?", "do you have the translation too, in Persian"]
)
async def test_the_other_language_of_the_title_just_shown(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says(*CROW, title="The Wise Crow")
    said = await talk.says("change_language", text)
    assert said.names == ["utter_search_one"] and "کلاغ دانا" in said.text


@pytest.mark.parametrize(
    "text", ["انگلیسیش چی؟", "tarjome englisish ham darin? baraye dustam mikham", "به انگلیسی هم هست؟"]
)
async def test_the_english_edition_of_a_persian_title(begin: Begin, text: str) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "کلاغ دانا رو دارین", title="کلاغ دانا")
    said = await talk.says("recommendation", text)
    assert said.names == ["utter_search_one"] and "The Wise Crow" in said.text


async def test_an_edition_that_is_missing_gives_the_authors_others(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Mill Below", title="The Mill Below")
    said = await talk.says("search_book", "in Persian?")
    assert said.names == ["utter_edition_only", "utter_edition_author"] and "کلاغ دانا" in said.text
    film = await talk.says("search_book", "and as a film?")
    assert film.names[0] == "utter_edition_no_kind" and "The Mill Below" in film.texts[0]


async def test_the_branch_that_is_asked_about_comes_first(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*CROW, title="The Wise Crow")
    here = await talk.says("search_book", "is it in at Central?")
    assert here.names == ["utter_title_at"]
    there = await talk.says("search_book", "is it in at Saadi?")
    assert there.names == ["utter_title_not_at"] and "Central" in there.text
    assert (await talk.says("out_of_scope", "only one? and where is it?")).names == ["utter_title_whereabouts"]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("search_book", "Do you have anything else by the same author?"),
        ("recommendation", "another one by her"),
        ("search_book", "more of hers?"),
    ],
)
async def test_others_of_the_same_author(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en")
    await talk.says(*CROW, title="The Wise Crow")
    said = await talk.says(intent, text)
    assert "The Mill Below" in said.text


async def test_one_of_the_same_author_by_name(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Burmese Days", title="Burmese Days")
    said = await talk.says("search_book", "by the same author, do you have Animal Farm?")
    assert said.names == ["utter_search_one"] and "Animal Farm" in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I forget the title, a miller and a drowned lantern"),
        ("fa", "اسمش یادم نیست، کلاغی که به ده خواندن یاد می‌دهد"),
    ],
)
async def test_a_book_that_is_described_is_offered(begin: Begin, language: str, text: str) -> None:
    talk = await begin(language)
    said = await talk.says("out_of_scope", text, described=0.9)
    assert said.names == ["utter_title_guess"]
    yes = await talk.says("affirm", "yes that's the one, is it in?" if language == "en" else "آره خودشه! الان هست؟")
    assert yes.names == ["utter_title_whereabouts"]


@pytest.mark.parametrize(
    "text", ["put me down for it please", "ok do reserve that for me then", "again, keep it aside for me"]
)
async def test_an_order_that_names_nothing_is_for_the_title_spoken_of(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says(*CROW, title="The Wise Crow")
    said = await talk.says("hold", text)
    assert said.names == ["utter_hold_where"] and "The Wise Crow" in said.text


@pytest.mark.parametrize("text", ["the second sounds good, put it aside for me", "hamun dovomi khube, baram begir"])
async def test_a_place_within_a_sentence(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", "books by Orwell", author="Orwell")
    second = await talk.services.library.title(talk.slots["shown"]["ids"][1])
    said = await talk.says("hold", text)
    assert second is not None and second.title in said.text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("hold", "wanted it back before monday"),
        ("search_book", "said it was ready"),
        ("search_book", "keep it a bit longer"),
    ],
)
async def test_a_scrap_is_never_quoted_as_a_title(begin: Begin, intent: str, text: str) -> None:
    said = await (await begin("en", card="20000003")).says(intent, text)
    assert said.names in (
        ["utter_hold_what"], ["utter_search_what"], ["utter_reference_none"], ["utter_not_understood"],
    )  # fmt: skip
