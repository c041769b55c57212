"""Titles that are found by no more than an ordinary word: "is there somebody who …?" names none that begins so."""

from __future__ import annotations

import pytest

from actions.subjects.catalogue.catalogue import _named_by_more as named_by_more
from library.values import Title

COLONEL = Title("t1", "کسی به سرهنگ نامه نمی‌نویسد", "گابریل گارسیا مارکز", "fa")
EMMA = Title("t2", "Emma", "Jane Austen", "en")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("یه قرآن خطی دارم، می‌خوام یکی ببینه، کسی دارین؟", []),
        ("کسی به سرهنگ نامه نمی‌نویسد، دارین؟", [COLONEL]),
        ("سرهنگ مارکز رو دارین؟", [COLONEL]),
        # By its name in another language it shares no word.
        ("No One Writes to the Colonel, have you got it?", [COLONEL]),
    ],
)
def test_an_ordinary_word_names_no_title(text: str, titles: list[Title]) -> None:
    assert named_by_more(text, [COLONEL]) == titles


def test_what_is_named_by_its_own_word_stays() -> None:
    assert named_by_more("Emma and somebody else's", [EMMA]) == [EMMA]
