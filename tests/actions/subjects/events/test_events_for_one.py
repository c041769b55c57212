"""Of several children the one is meant whose age is said to be the smaller or the greater."""

from __future__ import annotations

import pytest

from actions.facts.childrens_ages import age_of_one, ages_said


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("anything on for kids this weekend? mine are 5 and 8", [5, 8]),
        ("بچه‌هام ۴ و ۹ ساله‌ان", [4, 9]),
        ("5 o 8 sale, chi darin", [5, 8]),
        ("a 5 year old and an 8-year-old", [5, 8]),
        ("the kids are 5, 8 and 11.", [5, 8, 11]),
        ("open from 8 to 5?", []),
        ("two tickets for my son on 2027-01-05", []),
        ("I have 2 kids, 3 o'clock", []),
        ("my son is 7, renew 3 books", []),
        ("2 children at 10", []),
        ("my kids come between 3 and 5", []),
        ("my kids are 5 and 8 days late", []),
    ],
)
def test_ages_are_those_of_children(text: str, ages: list[int]) -> None:
    assert ages_said(text) == ages


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("which of those would suit the younger one", 5),
        ("and the oldest?", 8),
        ("کدومش به درد کوچیکه می‌خوره", 5),
        ("kodum baraye bozorge khube", 8),
        ("the younger or the older?", None),
        ("which is on Saturday?", None),
    ],
)
def test_one_of_them_is_meant(text: str, age: int | None) -> None:
    assert age_of_one(text, [5, 8]) == age


def test_of_one_child_none_is_younger() -> None:
    assert age_of_one("the younger one", [5]) is None
