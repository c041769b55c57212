"""Titles inside of more words: what is left out before they are compared would not have been like enough."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from library.search.query import Constraint
from library.search.scoring import Prepared
from library.search.standing import WITHIN, _may_stand, within

LETTERS = "ابپتدرسم"


def titled(title: str) -> Prepared:
    return Prepared((title,), (), (), title, title)


def slipped(text: str, slips: int, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(slips):
        place = chance.randrange(len(letters) + 1)
        if chance.random() < 0.5 and len(letters) > 1:
            letters.pop(min(place, len(letters) - 1))
        else:
            letters.insert(place, chance.choice(LETTERS))
    return "".join(letters)


@given(
    st.text(LETTERS, min_size=1, max_size=40),
    st.text(LETTERS, max_size=30),
    st.text(LETTERS, max_size=30),
    st.integers(0, 7),
    st.randoms(use_true_random=False),
)
def test_no_title_that_is_like_enough_is_left_out(
    title: str, before: str, after: str, slips: int, chance: random.Random
) -> None:
    run = before + slipped(title, slips, chance) + after
    if len(title) <= len(run) and fuzz.partial_ratio(title, run) >= WITHIN:
        assert _may_stand(titled(title), run)


@given(st.text(LETTERS, min_size=1, max_size=40), st.integers(0, 8), st.randoms(use_true_random=False))
def test_nor_one_as_long_as_all_that_was_said(title: str, slips: int, chance: random.Random) -> None:
    run = (slipped(title, slips, chance) + title)[: len(title)]
    if fuzz.partial_ratio(title, run) >= WITHIN:
        assert _may_stand(titled(title), run)


@pytest.mark.parametrize(
    ("said", "title", "stands"),
    [
        ("i would like brave new world please", "Brave New World", True),
        ("i would like brave new wrld please", "Brave New World", True),
        ("the gene and nothing else", "The Gene: An Intimate History", False),
        ("we want the genes of the world", "Brave New World", False),
        ("hamlet", "Hamlet", True),
        ("dune", "Dune", False),
    ],
)
def test_a_title_stands_whole(said: str, title: str, stands: bool) -> None:
    [score] = within(Constraint.of("any", said), [Prepared.of(title, "", "", "", "en", 0, {})])
    assert (score > 0) is stands
