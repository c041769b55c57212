"""What is asked of one book where others might be wished for."""

# Tables of messages are read as such: their lines may be longer.

from __future__ import annotations

import pytest

from language.requests.reading.asked_of_one import (
    asks_edition,
    asks_how_it_is,
    asks_of_each_edition,
    asks_to_be_told,
    takes_that_one,
)


@pytest.mark.parametrize(
    "text",
    [
        "Yes maybe this! There is easy English version? My level is B1.",
        "is there an English translation",
        "farsish behtare chon babam ham mikhad bekhune. tarjomash umade fek konam",
        "نسخه انگلیسیش هم هست؟",
    ],
)
def test_an_edition_is_asked_for(text: str) -> None:
    assert asks_edition(text)


@pytest.mark.parametrize(
    "text", ["something in an English translation", "یه چیزی که ترجمه‌ش خوب باشه", "a book in English", "in Persian"]
)
def test_no_edition_is_asked_for(text: str) -> None:
    assert not asks_edition(text)


def test_as_what_titles_are_there() -> None:
    assert asks_of_each_edition("بوف کور یا سووشون گویاش هست؟ سووشون رو سه بار خوندم")
    assert not asks_of_each_edition("کتاب گویا هست؟")


def test_to_be_told_if_it_is_so() -> None:
    for text in ("اگه برای سنش زیادی بچگونه‌ست بگو", "tell me if it's too hard for him", "age tarsnake begu"):
        assert asks_to_be_told(text)
    for text in ("اگه ایرانی دارین بگین", "اگه چیزی هست بگو", "tell me if you have anything funny"):
        assert not asks_to_be_told(text)


def test_the_one_that_was_spoken_of_is_taken() -> None:
    for text in ("همون که گفتی صوتی بود همونو برام بگیر", "get that one for me", "اون یکی رو برام نگه دارید"):
        assert takes_that_one(text)
    for text in ("همون سبک رو بگو", "کتابی که اون نوشته", "something like that"):
        assert not takes_that_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "اونو رزرو نکن، یه چیز دیگه معرفی کن",
        "همونو نگه دار نمی‌خوام",
        "همونو رزرو نمی‌کنم",
        "لازم نیست همونو رزرو کنید",
        "همونو کنار بذار یه چیز خنده‌دارتر بگو",
        "hamuno baram reserve nakon",
        "Put that one aside, something funnier?",
        "don't get that one for me",
        "please do not keep that one for me",
    ],
)
def test_the_one_that_was_spoken_of_is_turned_down(text: str) -> None:
    assert not takes_that_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "همونو رزرو کن",
        "اولی رو نمی‌خوام، همونو برام بگیر",
        "همونو برام کنار بذار",
        "همونو رزرو کن اگه طولانی نیست",
        "put that one aside, please",
        "put that one aside for me, and suggest something funnier too",
        "why don't you get that one for me",
        "I don't want the first, get that one for me",
    ],
)
def test_it_is_taken_beside_what_is_turned_down(text: str) -> None:
    assert takes_that_one(text)


def test_how_one_of_the_list_is() -> None:
    assert asks_how_it_is("okay the first of those is that in English and is it thick")
    assert not asks_how_it_is("the first was good, something thicker")
