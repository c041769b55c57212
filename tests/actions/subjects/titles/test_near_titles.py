"""Titles that are named with slips, beside other words, by their translator, or pointed away from another edition."""

from __future__ import annotations

import pytest

from actions.subjects.catalogue.translators import find_translator
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "said", "title"),
    [
        ("en", "do yuo hav anmial farm in english", "Animal Farm"),
        ("en", "got teh great gatsbi or not", "The Great Gatsby"),
        ("en", "i look for a book, prinse caspian is the name", "Prince Caspian"),
        ("fa", "صدسال تنهاای رو برام پیدا می‌کنید که بیام ببرمش؟", "صد سال تنهایی"),
    ],
)
async def test_a_misspelt_title_is_shown_and_not_asked_for(begin: Begin, language: str, said: str, title: str) -> None:
    talk = await begin(language)
    answer = await talk.says("search_book", said)
    assert title in answer.text
    assert "utter_search_what" not in answer.names


async def test_a_misspelt_title_is_taken_for_a_reservation(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    said = await talk.says("hold", "پس کلاق دانا رو رزرو کن ک بعد از اینکه اینارو دادم بگیرم")
    assert "کلاغ دانا" in said.text


async def test_a_title_among_ordinary_words_is_found_in_the_language_asked_for(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("search_book", "for the third time: have you got the wise crow in persian or not")
    assert "کلاغ دانا" in said.text
    said = await talk.says("change_language", "I know about the Persian one, I said ENGLISH", sure=0.6)
    assert "The Wise Crow" in said.text


async def test_the_book_and_not_the_film_names_the_book(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("search_book", "do you guys have the hobbit? the book, not the movie")
    assert said.names == ["utter_search_one"]
    assert "The Hobbit" in said.text
    said = await talk.says("search_book", "actually the movie too if you have it haha")
    assert said.names[0] == "utter_edition_no_kind"


async def test_a_word_that_points_is_no_title(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "کوری رو دارید؟")
    said = await talk.says("search_book", "یه نسخه سالم میخوام")
    assert said.names == ["utter_title_whereabouts", "utter_title_condition"]
    said = await talk.says("search_book", "دست کسیه یا هست")
    assert "کوری" in said.text
    assert "utter_search_none" not in said.names


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ترجمهٔ شاملو هم دارید؟", "شاملو"),
        ("ترجمه مهدی غبرایی چی", "مهدی غبرایی"),
        ("I meant Nicholson's translation", "nicholson"),
        ("is there one translated by dick davis?", "dick davis"),
        ("tarjome shamlu ham darin", "shamlu"),
        ("ترجمهٔ انگلیسی هم دارید؟", None),
        ("ترجمه دیگه‌ای هم هست؟", None),
        ("the english translation please", None),
    ],
)
def test_whose_translation_is_asked_for(said: str, name: str | None) -> None:
    found = find_translator(said)
    assert (found[0] if found else None) == name


async def test_of_a_translation_asked_for_what_is_known_of_translators_is_told(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "صد سال تنهایی")
    said = await talk.says("search_book", "ترجمهٔ کاوه میرعباسی چی؟")
    assert said.names == ["utter_title_unknown"]
    assert "مترجم" in said.text


async def test_another_branch_is_no_other_title(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "the hobbit")
    said = await talk.says("search_book", "other branch?", moves={"title.more": 0.8})
    assert said.names == ["utter_title_copies"]


async def test_sentences_of_ordinary_words_name_nothing_nearly(begin: Begin) -> None:
    talk = await begin("en")
    for said in ("what can i do about the broken door", "my friend is here for the weekend", "is it in on monday"):
        turn_like = await talk.says("search_book", said)
        assert "utter_search_similar" not in turn_like.names
