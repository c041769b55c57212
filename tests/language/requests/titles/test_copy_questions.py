"""Questions about the copies of a title: what is asked, in whatever words, and the title without them."""

from __future__ import annotations

import pytest

from language.requests.titles.copy_questions import asks_where_all, find_copy_question, without_copy_question


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how many copies of Dune do you have?", "copies"),
        ("how many of those are there", "copies"),
        ("how many copys and wich branch", "copies"),
        ("چند نسخه از کوری دارید؟", "copies"),
        ("چند تا ازش دارین", "copies"),
        ("Dune chand ta darin?", "copies"),
        ("how many people are waiting for it?", "queue"),
        ("how long is the queue for Kelidar", "queue"),
        ("Is there a waiting list for Sapiens?", "queue"),
        ("چند نفر تو صفن؟", "queue"),
        ("چند نفر تو queue ان؟", "queue"),
        ("when is it due back?", "back"),
        ("When's it back then", "back"),
        ("کی برمی‌گرده؟", "back"),
        ("چه زمانی بازگردانده می‌شود؟", "back"),
        ("how many copies can I print", None),
        ("when do you close", None),
        ("چند نفره‌ست اتاق؟", None),
        ("how many books may I take", None),
    ],
)
def test_what_is_asked_of_the_copies(text: str, asked: str | None) -> None:
    assert find_copy_question(text) == asked


def test_the_title_is_what_is_left() -> None:
    assert "dune" in without_copy_question("how many copies of Dune do you have?")
    assert "copies" not in without_copy_question("how many copies of Dune do you have?")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("which branch has both?", True),
        ("Which branch has the two of them?", True),
        ("کدوم شعبه هر دو رو داره؟", True),
        ("kodum shobe har do ro dare", True),
        ("which branch is nearest?", False),
        ("کدوم شعبه بازه؟", False),
    ],
)
def test_which_branch_has_all(text: str, asks: bool) -> None:
    assert asks_where_all(text) is asks
