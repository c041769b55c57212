"""What is to write a paper with, whose dislike unmakes a likeness, and what a wish keeps of a trouble before."""

from __future__ import annotations

import pytest

from language.normalise import fold
from language.requests.reading.changes import read_change
from language.requests.reading.reader import is_to_write_with
from language.requests.reading.reading import read_wish
from language.requests.reading.troubles import OF_TROUBLES


@pytest.mark.parametrize(
    ("text", "studied"),
    [
        ("books on magic and totalitarian ritual for my thesis", True),
        ("I need sources on pirates for my essay", True),
        ("برای پایان‌نامه‌ام درباره فتوسنتز منبع می‌خوام", True),
        ("after writing my thesis I want something about dragons", False),
        ("I'm preparing my homework. For fun, something with dragons?", False),
        ("my brother is writing a paper, so it's quiet at home: fantasy for me please", False),
        ("I want a book on dragons for a friend who is writing a thesis", False),
        ("something on dragons please, not for a paper, just for fun", False),
        ("books about dragons, I need a rest from my dissertation", False),
        ("books about castles in literature for my thesis", False),
        ("واسه اینکه از پایان نامه خسته‌ام یه چیز خانوادگی می‌خوام", False),
        ("برای تحقیق درباره خانواده در ادبیات چی دارید", False),
        ("برای مقاله‌ام چیزی درباره خانواده می‌خوام", False),
    ],
)
def test_what_is_to_write_a_paper_with(text: str, studied: bool) -> None:
    assert is_to_write_with(fold(text)) is studied


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("I read Animal Farm and loved it but my wife hated it, what should I read next?", "Animal Farm"),
        ("something like Animal Farm, but my daughter disliked it", "Animal Farm"),
        ("books like The Kite Runner. My brother hated it but I loved it", "The Kite Runner"),
        ("My wife loved Beloved, I hated it. For her, something similar?", "Beloved"),
        ("I finished The Hobbit and my wife hated it", "The Hobbit"),
        ("کتابی شبیه عادت می‌کنیم، اولش رو دوست نداشتم ولی آخرش عالی بود", "عادت می"),
        ("I finished Animal Farm but didn't like it, recommend something funny", ""),
        ("I read Blindness and hated it, something like The Kite Runner please", "The Kite Runner"),
        ("کوری رو خوندم و ازش بدم اومد، یه رمان خانوادگی می‌خوام", ""),
    ],
)
def test_only_ones_own_dislike_unmakes_a_likeness(text: str, like: str) -> None:
    said = read_wish(text).wish.like
    assert said.startswith(like) if like else not said


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("books for stress", "something about castles"),
        ("books for stress", "something about slavery"),
        ("books for stress", "something funny instead"),
        ("books for stress", "a fantasy novel then"),
        ("کتاب برای استرس", "یه چیز درباره گربه"),
    ],
)
def test_a_trouble_gives_no_kind_to_the_next_wish(first: str, text: str) -> None:
    change = read_change(text, read_wish(first).wish)
    assert change is not None
    assert OF_TROUBLES not in change[0].genres and "nonfiction" not in change[0].forms


def test_a_trouble_is_kept_where_only_the_length_changes() -> None:
    change = read_change("a shorter one", read_wish("books for stress").wish)
    assert change is not None and OF_TROUBLES in change[0].genres


def test_many_words_change_no_length_unless_they_are_a_wish_to_read() -> None:
    text = (
        "the line was slow at noon and I stood there for an hour with my bags and my mother and her stick yesterday,"
        " nothing too long please"
    )
    before = read_wish("a fantasy novel").wish
    assert read_change(text, before) is None
    assert read_change(text, before, at_length=True) is not None
