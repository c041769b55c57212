"""Words for the others, and for those that were told of; what only looks so speaks of none."""

from __future__ import annotations

import pytest

from language.requests.speech.others import find_others, find_those, orders_those

OTHERS = [
    ("when do the other two have to be back now?", 2), ("ok and the other one i reserved, also to saadi", 1),
    ("Also other one, from Achebe, same", 1), ("and the rest", 0), ("my other two loans", 2), ("the other, please", 1),
    ("نه اون یکی رو هم", 1), ("اون‌یکی چی", 1), ("اون دوتای دیگه سالمن", 2), ("اون دو تا دیگه رو هم", 2),
    ("بقیه تا کی", 0), ("oon yeki ro ham", 1), ("oon dotaye dige", 2), ("baghiasham", 0), ("رزرو دیگه‌م", 1),
]  # fmt: skip
NONE = [
    "the other day I renewed it", "any other book by him?", "is the other branch open?", "on the other hand",
    "those two weeks", "The Other Two by Edith Wharton", "یکی دیگه رو بده", "اون یکی شعبه", "بقیه پول جریمه",
    "دو تا کتاب دیگه معرفی کن", "both branches", "هر دو شعبه", "another one",
    "the other book by him", "his other book", "دو تای دیگه هم می‌گیرم", "این دو تا دیگه مال منه",
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), OTHERS)
def test_others_are_counted(text: str, count: int) -> None:
    said = find_others(text)
    assert said is not None and (said.kind, said.count) == ("other", count)


@pytest.mark.parametrize("text", NONE)
def test_what_speaks_of_no_others(text: str) -> None:
    assert find_others(text) is None


@pytest.mark.parametrize("text", ["when are those two due", "renew both", "هر دوتا رو", "این دوتا تا کی", "oon do ta"])
def test_those_that_were_told_of(text: str) -> None:
    said = find_those(text)
    assert said is not None and said.count == 2


@pytest.mark.parametrize(
    ("text", "kind", "ordered"),
    [
        ("renew both please", "loan", True), ("هر دو رو لطفا تمدید کن", "loan", True), ("both please", "loan", True),
        ("cancel those two", "hold", True), ("cancel both", "loan", False), ("renew both my books", "loan", False),
        ("I've read both, renew my books", "loan", False), ("هر دو دستم شکسته، تمدید کن", "loan", False),
        ("extend both deadlines", "loan", False), ("these two cold weeks, renew", "loan", False),
    ],
)  # fmt: skip
def test_a_verb_is_said_of_those(text: str, kind: str, ordered: bool) -> None:
    assert orders_those(text, kind) is ordered
