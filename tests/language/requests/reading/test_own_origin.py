"""Where a reader comes from, and how well they speak, is no part of what they wish to read."""

from __future__ import annotations

import pytest

from language.requests.reading.reading import read_wish


@pytest.mark.parametrize(
    ("text", "language", "origin"),
    [
        ("I am from France and I love crime novels, what do you have?", "", ""),
        ("My wife is Italian, something short for her in English please", "en", ""),
        ("من ژاپنی‌ام. رمان فارسی کوتاه می‌خوام", "fa", ""),
        ("من دانشجوی آلمانی در تهران هستم، یه رمان آسون می‌خوام", "", ""),
        ("شوهرم آلمانیه، کتاب آلمانی دارید؟", "", "de"),
        ("I am French, do you have French novels?", "", "fr"),
        ("a novel about a German student in Paris", "", "de"),
        ("we are an Iranian family, any books in Persian for the kids?", "fa", ""),
    ],
)
def test_only_the_wish_names_a_language(text: str, language: str, origin: str) -> None:
    wish = read_wish(text).wish
    assert (wish.language, wish.origin) == (language, origin)


def test_a_book_for_foreigners_teaches_the_language() -> None:
    assert read_wish("Do you have Persian books for foreigners?").wish.genres == ("language",)
