"""The parts of an order to reserve: what names the wanted, what is left out, and what only asks or tells."""

from __future__ import annotations

import pytest

from language.requests.deeds.reserving_several import (
    asks_whether_together,
    points_at_branch,
    points_at_other,
    read_order,
)


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to reserve three books: Dune, Emma and Foundation.",
        "could you please hold Dune and Emma for me at Saadi",
        "would it be possible to place a hold on Middlemarch and Dracula?",
        "put both in",
        "1984 رو برای سعدی hold کن، animal farm رو هم",
        "قصد دارم سه عنوان را رزرو نمایم",
        "هر دو را ثبت بفرمایید",
    ],
)
def test_an_order_is_one(text: str) -> None:
    assert read_order(text).ordered and not read_order(text).left


@pytest.mark.parametrize(
    "text",
    [
        "I reserved Dune and Emma last week",
        "The Great Gatsby and Dune: are they in?",
        "how many can I reserve?",
        "when will both be on hold for me?",
        "همسایه‌ها و کلیدر رو رزرو کرده بودم",
        "چند تا می‌تونم رزرو کنم؟",
    ],
)
def test_what_tells_or_asks_orders_nothing(text: str) -> None:
    assert not read_order(text).ordered


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Then leave out Gatsby. The other two at Bagh-Ferdows, please.", "Gatsby"),
        ("actually not dune", "dune"),
        ("reserve the two, but not Emma", "Emma"),
        ("کلیدر نه، بقیه رو رزرو کن", "کلیدر"),
        ("از «شازده احتجاب» فعلاً صرف‌نظر می‌کنم. دو عنوان نخست را ثبت بفرمایید.", "شازده"),
    ],
)
def test_what_is_left_out_is_read_apart(text: str, left: str) -> None:
    order = read_order(text)
    assert any(left in part for part in order.left)
    assert not any(left in part for part in (*order.wanted, *order.before))


def test_what_points_is_read() -> None:
    assert points_at_branch("same branch please") and points_at_branch("همون شعبه")
    assert not points_at_branch("is there a copy")
    assert points_at_other("with my other one") and points_at_other("کنار همون کلیدر")
    assert asks_whether_together("میشه هر دو با هم برسه؟") and not asks_whether_together("reserve them together")
