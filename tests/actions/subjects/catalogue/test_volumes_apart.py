"""Volumes of a title that the catalogue keeps as a whole."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "read_as", "text"),
    [
        ("en", "hold_status", "finished The Great Gatsby volume 2 last night. where's volume 3"),
        ("en", "search_book", "do you have the second volume of The Great Gatsby?"),
        ("fa", "search_book", "جلد اول کوری رو تموم کردم، جلد دوم هست؟"),
        ("fa", "nlu_fallback", "جلد سوم شاهنامه کجاست"),
    ],
)
async def test_a_volume_of_a_title_without_a_series(begin: Begin, language: str, read_as: str, text: str) -> None:
    said = await (await begin(language)).says(read_as, text)
    assert said.names == ["utter_title_volumes_apart", "utter_search_one"]


async def test_what_leans_on_the_volumes_is_of_the_same_title(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "have you got volume 3 of The Great Gatsby?")
    told = await talk.says("rate", "are 3 and 4 bound together or separate?", sure=0.6)
    assert told.names == ["utter_title_volumes_apart"]
    for read_as in ("loan_policy", "fines"):
        counted = await talk.says(read_as, "how many in total? a friend says 10")
        assert counted.names == ["utter_title_unknown"] and "Gatsby" in counted.text


@pytest.mark.parametrize(
    ("language", "card", "text"),
    [
        ("en", "20000001", "reserve volume 2 and 3 of The Great Gatsby for me"),
        ("fa", "20000001", "جلد دو و سه کوری رو با هم رزرو کن، اگه دوم دست کسیه سوم رو نگیر"),
    ],
)
async def test_no_single_volume_is_reserved(begin: Begin, language: str, card: str, text: str) -> None:
    said = await (await begin(language, card)).says("hold", text, sure=0.98)
    assert said.names[0] == "utter_hold_volumes_apart" and said.names[-1].startswith("utter_hold")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "is volume 2 of Narnia in?"), ("fa", "جلدش آبی بود"), ("en", "do you have Nineteen Eighty-Four?")],
)
async def test_where_no_volume_is_meant_or_the_series_is_known(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("search_book", text)
    assert "utter_title_volumes_apart" not in said.names


async def test_how_many_there_are_of_a_series_just_told_of(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "we finished the first Narnia, which one is next?")
    assert (await talk.says("loan_policy", "how many in total?", sure=0.67)).names == ["utter_series_told"]
