"""Scores however patrons write them."""

from __future__ import annotations

import pytest

from language.scores import Score, find_score


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("5", 5), ("۴", 4), ("٣", 3), ("پنج", 5), ("⭐⭐⭐", 3), ("4 out of 5", 4), ("۸ از ۱۰", 4), ("نمره‌ام بیست", 5),
        ("four stars", 4), ("خیلی بد", 1), ("very good", 5), ("hello", None), ("1984", None), ("11 از ۱۰", None),
        ("نمره ۱۸ از ۲۰", 4), ("۱۸", 4), ("بیست از بیست", 5), ("چهار از پنج", 4), ("five out of ten", 2), ("80%", 4),
        ("۲۰ درصد", 1), ("95", 5), ("zero", 1), ("۰", 1), ("I give it 4.", 4), ("4.5", 4), ("★★★★☆", 4),
        ("⭐⭐⭐⭐⭐⭐⭐", 5), ("top marks!", 5), ("نمره کامل", 5), ("عااالی", 5), ("200", None), ("", None),
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
