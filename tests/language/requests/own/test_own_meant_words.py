"""Words that mean each of one's own things, one by its day, what is needed no more, and a sum to pay."""

from __future__ import annotations

import pytest

from language.normalise import fold
from language.requests.deeds.cancelling import given_up
from language.requests.deeds.lateness import asks_sum_to_pay
from language.requests.own.own_matters import asks_to_mend_card
from language.requests.own.own_wholes import asks_what_else, speaks_of_each
from language.requests.speech.selecting import find_selection


@pytest.mark.parametrize(
    ("text", "of", "kind", "each"),
    [
        ("I have reserve two books since many days. Which number am I?", 2, "hold", True),
        ("پس الان هر کدومو تا کی باید بیارم؟", 4, "loan", True),
        ("هر دوتاشو خواهرم بگیره", 2, "hold", True),
        ("har kodum ta key", 3, "loan", True),
        ("how much is it each day", 2, "loan", False),
        ("هر روز چنده", 2, "loan", False),
        ("until when do you keep both?", 3, "hold", False),
        ("both branches are far", 2, "hold", False),
        ("I reserved two books", 1, "hold", False),
    ],
)
def test_each_is_asked_of(text: str, of: int, kind: str, *, each: bool) -> None:
    assert speaks_of_each(fold(text), of, kind) is each


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("oon ke farda movedeshe ro tamdid kon", "farda"),
        ("اون که فردا موعدشه رو تمدید کن", "فردا"),
        ("اونی که پنجشنبه باید بیارم", "پنجشنبه"),
        ("the one I have to bring back tomorrow", "tomorrow"),
        ("پیام اومد که فردا موعدشه", ""),
        ("کدومشون فردا موعدشه؟", ""),
    ],
)
def test_one_is_meant_by_its_day(text: str, day: str) -> None:
    selection = find_selection(text)
    assert (selection.words.strip() if selection is not None else "") == day


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("I think I don't need anymore Dune, my friend gave me his", True),
        ("Dune is no longer needed", True),
        ("کلیدر رو دیگه نمی‌خوام، دوستم داد بهم", True),
        ("kelidar ro dige nemikham", True),
        ("if I don't need Dune any more, what then?", False),
        ("I don't want to wait for Dune any longer", False),
        ("دیگه نمی‌خوام منتظر بمونم", False),
        ("I don't need Dune before Friday", False),
    ],
)
def test_what_is_needed_no_more(text: str, *, gone: bool) -> None:
    assert bool(given_up(text)) is gone


@pytest.mark.parametrize(
    ("text", "mends"),
    [
        ("Wait what, my card too?? Can I sort that out from here or do I have to come in?", True),
        ("ای وای کارتم هم؟ از همین جا میشه درستش کرد؟", True),
        ("what about my card?", True),
        ("so when is it due?", False),
        ("کارتم دستمه، کتاب رو کی بیارم؟", False),
    ],
)
def test_a_card_is_to_be_mended(text: str, *, mends: bool) -> None:
    assert asks_to_mend_card(text) is mends


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Then what do I have to pay? And don't send me a link.", True),
        ("how much must I pay then", True),
        ("خب حالا چقدر باید بدم؟", True),
        ("how do I pay?", False),
        ("what do I have to pay for a new card?", False),
        ("if I am two days late what do I have to pay?", False),
        ("کارت جدید چقدر باید بدم بابتش", False),
    ],
)
def test_how_much_is_to_be_paid(text: str, *, asks: bool) -> None:
    assert asks_sum_to_pay(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("I know there's Gatsby, but was there anything else?", True),
        ("دیگه چی دستمه؟", True),
        ("do you have anything else by him?", False),
        ("is there another copy?", False),
    ],
)
def test_what_else_there_is(text: str, *, asks: bool) -> None:
    assert asks_what_else(fold(text)) is asks
