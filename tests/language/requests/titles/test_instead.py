"""One name refused for another."""

from __future__ import annotations

import pytest

from language.requests.titles.instead import find_instead


@pytest.mark.parametrize(
    ("text", "out", "wanted"),
    [
        ("No, not War and Peace, Anna Karenina", "war and peace", "anna karenina"),
        ("no not emma, persuasion please", "emma", "persuasion"),
        ("sorry, not Dune but The Hobbit!", "dune", "the hobbit"),
        ("نه کلیدر نه، جای خالی سلوچ", "کلیدر", "جای خالی سلوچ"),
        ("کوری نه، بیگانه رو می‌خوام", "کوری", "بیگانه"),
        ("na kelidar na, jaye khali soluch", "kelidar", "jaye khali soluch"),
    ],
)
def test_another_is_named_instead(text: str, out: str, wanted: str) -> None:
    found = find_instead(text)
    assert found is not None and (found.out, found.wanted) == (out, wanted)


@pytest.mark.parametrize("text", ["no, not Dune", "I would not, thanks", "کلیدر نه", "is it not in?", "نه، ممنون"])
def test_a_refusal_alone_names_no_other(text: str) -> None:
    assert find_instead(text) is None
