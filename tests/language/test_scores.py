"""Scores however patrons write them."""

from __future__ import annotations

import pytest

from language.scores import Score, find_score, names_score, remark_after


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("5", 5), ("۴", 4), ("٣", 3), ("پنج", 5), ("⭐⭐⭐", 3), ("4 out of 5", 4), ("hello", None), ("1984", None),
        ("four stars", 4), ("خیلی بد", 1), ("very good", 5), ("چهار از پنج", 4), ("I give it 4.", 4), ("★★★★☆", 4),
        ("⭐⭐⭐⭐⭐⭐⭐", 5), ("top marks!", 5), ("نمره کامل", 5), ("عااالی", 5), ("200", None), ("", None),
        # Out of another top, or no whole number of five: asked again, never converted.
        ("۸ از ۱۰", None), ("نمره‌ام بیست", None), ("11 از ۱۰", None), ("نمره ۱۸ از ۲۰", None), ("۱۸", None),
        ("بیست از بیست", None), ("five out of ten", None), ("80%", None), ("95", None), ("zero", None), ("4.5", None),
    ],
)  # fmt: skip
def test_a_score_however_it_is_written(words: str, score: int | None) -> None:
    found = find_score(words)
    assert (found and found.value) == score


def test_an_article_is_not_a_one() -> None:
    assert find_score("یک کلام: عالی") == Score(5, 9, 13, counted=False)
    assert find_score("یک") == Score(1, 0, 2)


@pytest.mark.parametrize(("text", "place"), [("نمره می‌دم: ۴ از ۵", "۴ از ۵"), ("it was five stars", "five")])
def test_a_score_has_its_place_in_the_text_as_written(text: str, place: str) -> None:
    found = find_score(text)
    assert found is not None and text[found.start : found.end] == place


@pytest.mark.parametrize(
    ("text", "named"),
    [("I give it 4", True), ("نمره ۲", True), ("⭐⭐", True), ("3/5", True), ("۴ از ۵", True), ("2", False),
     ("دومی", False), ("۲", False), ("the 4 of us", False), ("great", False)],
)  # fmt: skip
def test_a_number_is_a_score_by_itself_only_where_it_is_called_one(text: str, named: bool) -> None:
    assert names_score(text) is named


@pytest.mark.parametrize(
    ("text", "remark"),
    [("2 because nobody answered me", "nobody answered me"), ("نمره ۲، کتابدار بداخلاق بود", "کتابدار بداخلاق بود"),
     ("4 stars, the hall was cold", "the hall was cold"), ("5", ""),
     ("4 out of 5 thanks", ""), ("great stuff here", "")],
)  # fmt: skip
def test_words_after_a_score_are_its_remark(text: str, remark: str) -> None:
    assert remark_after(text) == remark
