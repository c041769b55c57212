"""A branch named in a search, a wish or a list: what is in there comes first and is said, or that nothing is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.talk import Begin

_BURMA, _FARM = "Burmese Days", "Animal Farm"


@pytest.mark.parametrize(
    ("language", "words", "entities"),
    [
        ("en", "which books by George Orwell are in the Saadi branch?", {"author": "George Orwell"}),
        ("en", "which books by George Orwell are at Saadi", {"author": "George Orwell", "branch": "Saadi"}),
        ("en", "does the Saadi branch have anything by Orwell?", {}),
        ("en", "Orwell, in Saadi library please", {}),
        ("fa", "از George Orwell تو شعبهٔ سعدی چی دارین؟", {}),
        ("fa", "کتابای Orwell توی سعدی", {}),
    ],
)
async def test_of_an_author_what_is_in_there_is_said_and_comes_first(
    begin: Begin, language: str, words: str, entities: dict[str, Any]
) -> None:
    said = await (await begin(language)).says("search_book", words, **entities)
    assert said.names == ["utter_place_in", "utter_search_author"]
    assert _BURMA in said.texts[0] and _FARM not in said.texts[0]
    assert said.texts[1].index(_BURMA) < said.texts[1].index(_FARM)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "which books by George Orwell are at the Bagh-Ferdows branch?"),
        ("fa", "کتاب‌های George Orwell در شعبهٔ باغ‌فردوس"),
    ],
)
async def test_of_an_author_of_whom_none_is_in_there_that_is_said_with_where_they_are(
    begin: Begin, language: str, words: str
) -> None:
    said = await (await begin(language)).says("search_book", words, author="George Orwell")
    assert said.names == ["utter_place_none_in", "utter_search_author"]
    assert {"fa": "شعبهٔ سعدی", "en": "Saadi Branch"}[language] in said.texts[1]


async def test_behind_those_that_a_list_shows_one_is_looked_for_that_is_in_there(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.subjects.titles.titles.SHOWN", 2)
    talk = await begin("en")
    plain = await talk.says("search_book", "Parvaneh Sarvi", author="Parvaneh Sarvi")
    assert "کلاغ دانا" not in plain.text
    said = await talk.says("search_book", "Parvaneh Sarvi at the Saadi branch", author="Parvaneh Sarvi")
    assert said.names == ["utter_place_in", "utter_search_author"]
    assert said.cards[0]["title"] == "کلاغ دانا" and len(said.cards) == 2


async def test_of_two_branches_it_is_either(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "anything by Orwell in Bagh-Ferdows or Saadi?")
    assert said.names == ["utter_place_in", "utter_search_author"] and "Saadi" in said.texts[0]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Burmese Days in the Saadi branch", ["utter_title_at"]),
        ("do you have The Hobbit at the Saadi branch", ["utter_title_not_in"]),
    ],
)
async def test_of_one_title_it_is_told_of_that_branch(begin: Begin, words: str, names: list[str]) -> None:
    assert (await (await begin("en")).says("search_book", words)).names == names


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "recommendation", "a fantasy novel in Central Library"),
        ("fa", "recommendation", "یه رمان فانتزی تو کتابخونه مرکزی معرفی کن"),
        ("en", "search_book", "fantasy novels for children at the central branch"),
    ],
)
async def test_what_is_suggested_is_in_there(begin: Begin, language: str, intent: str, words: str) -> None:
    said = await (await begin(language)).says(intent, words)
    assert said.names[-1] == "utter_reading"
    assert {"fa": "موجود در کتابخانهٔ مرکزی", "en": "in at Central Library"}[language] in said.text
    assert "Caspian" in said.text and "Hobbit" not in said.text


@pytest.mark.parametrize(
    ("language", "intent", "words", "answer"),
    [
        ("en", "recommendation", "a fantasy novel at Saadi branch", "utter_reading"),
        ("fa", "recommendation", "یه رمان فانتزی تو شعبه سعدی معرفی کن", "utter_reading"),
        ("en", "new_arrivals", "what's new at the Saadi branch?", "utter_new_arrivals"),
        ("fa", "new_arrivals", "تازه‌های شعبهٔ سعدی چیه؟", "utter_new_arrivals"),
    ],
)
async def test_where_nothing_such_is_in_there_that_is_said_before_what_is_elsewhere(
    begin: Begin, language: str, intent: str, words: str, answer: str
) -> None:
    said = await (await begin(language)).says(intent, words)
    assert said.names[-2:] == ["utter_place_none_in", answer]


async def test_what_there_is_nowhere_is_not_missed_at_one_branch(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "crime novels at Saadi branch for my dad")
    assert said.names == ["utter_reading_none"] and "Saadi" not in said.text


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "search_book", "books by George Orwell"),
        ("en", "search_book", "Orwell in Saadi's time"),
        ("en", "search_book", "Orwell, but not at the Saadi branch"),
        ("en", "recommendation", "I was at the Saadi branch and loved Animal Farm, something like it"),
        ("en", "search_book", "Orwell in central Asia"),
    ],
)
async def test_no_branch_is_heard_where_none_is_meant(begin: Begin, language: str, intent: str, words: str) -> None:
    said = await (await begin(language)).says(intent, words)
    assert not [name for name in said.names if name.startswith("utter_place_")]


@pytest.mark.parametrize("words", ["از این‌ها کدوم تو سعدی هست؟", "which of these are in Saadi?"])
async def test_which_of_a_list_that_was_shown_are_at_a_branch(begin: Begin, words: str) -> None:
    talk = await begin("fa" if "این" in words else "en")
    await talk.says("search_book", "George Orwell", author="George Orwell")
    said = await talk.says("search_book", words)
    assert said.names == ["utter_titles_at"] and _BURMA in said.text and _FARM not in said.text
