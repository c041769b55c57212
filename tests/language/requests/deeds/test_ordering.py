"""Orders to renew, to reserve and to collect elsewhere, in so many words; a mention or a question is none."""

from __future__ import annotations

import pytest

from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import (
    ordered_beside,
    orders_to_hold,
    orders_to_move,
    orders_to_renew,
    without_brought_back,
)


@pytest.mark.parametrize(
    "text",
    [
        "renew Dune for me please",
        "then just renew it already!",
        "could you extend both of them?",
        "خب همین یکی رو تمدید کن",
        "لطفاً هر دو را تمدید کنید",
    ],
)
def test_an_order_to_renew_is_one(text: str) -> None:
    assert orders_to_renew(text)


@pytest.mark.parametrize(
    "text",
    [
        "can it be renewed?",
        "I renewed it last week",
        "don't renew Dune",
        "if I renewed it, until when could I keep it?",
        "چند بار تمدید میشه؟",
        "تمدیدش نکن",
    ],
)
def test_what_only_speaks_of_renewing_is_no_order(text: str) -> None:
    assert not orders_to_renew(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Renew Dune and I'll bring Emma back on Monday", "Renew Dune"),
        ("please renew Dune, I will drop Emma off tomorrow.", "please renew Dune"),
        ("اما رو شنبه میارم ولی دون رو تمدید کن", "دون رو تمدید کن"),
    ],
)
def test_what_is_brought_back_is_no_part_of_the_order(text: str, left: str) -> None:
    rest = without_brought_back(text)
    assert left in rest and "Emma" not in rest and "اما رو" not in rest
    assert not orders_to_cancel(text)


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("put the second one on hold for me", True),
        ("keep it for me at Central, will you", True),
        ("reserve the last one please", True),
        ("سومی رو رزرو کن", True),
        ("برام نگهش دارین", True),
        ("صد سال تنهایی رو نگه دار واسم", True),
        ("همینو نگه دارید برام لطفا", True),
        ("کنار بذارید برام", True),
        ("نگه دارید برام لازم نیست", False),
        ("نگه دارم برام سخته", False),
        ("فکر نکنم نگه دارن برام", False),
        ("کتاب رو کنار بذارم برام بهتره", False),
        ("اگه نگه دارید برام ممنون میشم", False),
        ("اگه میشه نگه دارید برام", False),
        ("صندلی نگه دارید برام", False),
        ("گفتید نگه دارید برام", False),
        ("قرار بود نگه دارید برام", False),
        ("نگه دارید برام؟", False),
        ("لازم نیست نگه دارید برام", False),
        ("نگه نداریدش برام", False),
        ("نگه دار برام، نه ولش کن", False),
        ("نگه دار برام. ولی اگه پولیه نه", False),
        ("قول دادید نگه دارید برام", False),
        ("برام نگه ندارید", False),
        ("برام نگهشون ندارید", False),
        ("برام نگه داشتن", False),
        ("how do I reserve something?", False),
        ("can I reserve films, too?", False),
        ("my reservation is ready", False),
    ],
)
def test_an_order_to_reserve_is_told_from_talk_of_it(text: str, ordered: bool) -> None:
    assert orders_to_hold(text) is ordered


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("send it to Saadi", True),
        ("no wait, Central", True),
        ("I'd rather collect it at Central", True),
        ("بیارینش مرکزی", True),
        ("A man at Central told me so, in October!", False),
        ("یکی از کتابداراتون تو مرکزی گفت", False),
    ],
)
def test_a_branch_that_is_only_mentioned_moves_nothing(text: str, moves: bool) -> None:
    assert orders_to_move(text) is moves


def test_the_order_behind_a_yes_is_found() -> None:
    assert ordered_beside("cancel it and renew Dune", "renew") == "renew Dune"
    assert ordered_beside("و بعد دون رو تمدید کن", "renew") == "دون رو تمدید کن"
    assert ordered_beside("that is all", "renew") == ""


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("Perfect, put it aside for me then please! And when is the Márquez due?", True),
        ("همین رو برام نگه دارید. راستی کوری رو تا کی باید بیارم؟", True),
        ("Don't put it on hold. When is the Camus due?", False),
        ("If it is in, put it aside for me. When do you close?", False),
        ("Is it in? Then put it aside for me. When do you close?", False),
        ("should I put it on hold?", False),
    ],
)
def test_a_question_behind_leaves_the_order_one(text: str, orders: bool) -> None:
    assert orders_to_hold(text) is orders
