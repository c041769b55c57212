"""Messages that only ask whether what was shown is in, which of it is, or name another place for it."""

from __future__ import annotations

import pytest

from language.requests.titles.in_or_out import (
    asks_first_back,
    asks_which_of_shown,
    names_other_place,
    only_asks_in_or_out,
)
from language.requests.titles.name_edges import author_alone


@pytest.mark.parametrize(
    "text",
    [
        "موجوده یا امانته؟ همین یه کلمه رو جواب بده",
        "هست الان یا بردن؟",
        "الان تو قفسه‌ست یا دست کسیه؟",
        "در حال حاضر موجود است یا امانت رفته است؟",
        "mojode ya amanate",
        "in or out?",
        "is it on the shelf or lent out? just answer that",
        "ok so is it in or checked out atm? yes or no is enough",
    ],
)
def test_in_or_out_names_nothing(text: str) -> None:
    assert only_asks_in_or_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "do you have In and Out?",
        "خشم و هیاهو رو دارین؟ موجوده یا امانته؟",
        "is the room available?",
        "آزادی",
        "is the projector available or lent out?",
        "امانت",
    ],
)
def test_what_names_something_is_more(text: str) -> None:
    assert not only_asks_in_or_out(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("کدوماش تو سعدیه؟", True),
        ("از اینا کدومش تو باغ‌فردوس هست؟", True),
        ("which of those can I get at Saadi", True),
        ("are any of those actually in at Saadi now? we could walk over after lunch", True),
        ("بین اینا کدوم بهتره؟", False),
        ("which of these is the shortest?", False),
        ("which branch is open", False),
        ("are they open at Saadi?", False),
        ("کدوم کتابم تو سعدیه", False),
        ("which of those can I renew", False),
    ],
)
def test_which_of_those_shown(text: str, asks: bool) -> None:
    assert asks_which_of_shown(text) is asks


@pytest.mark.parametrize(
    ("rest", "text", "names"),
    [
        ("گفتم شعبه نه", "گفتم شعبه سعدی نه مرکزی!", True),
        ("i meant at not", "I meant at Saadi, not Central", True),
        ("how do i get to not", "how do I get to Saadi, not Central", False),
        ("رزرو میخوام از نه", "رزرو میخوام از سعدی نه مرکزی", False),
    ],
)
def test_another_place(rest: str, text: str, names: bool) -> None:
    assert names_other_place(rest, text) is names


def test_first_day_back() -> None:
    assert asks_first_back("نزدیکترین روزی که برمیگرده کیه؟") and asks_first_back("the earliest date it's back?")
    assert not asks_first_back("زودترین تاریخی که باید کتابامو برگردونم")
    assert not asks_first_back("the next day I can return it")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("زویا پیرزاد اومده", "زویا پیرزاد"),
        ("آل احمد کتاب صوتی", "آل احمد"),
        ("اینا کدومش", ""),
        ("Will Self", "Will Self"),
        ("J. K. Rowling", "J. K. Rowling"),
    ],
)
def test_an_author_alone(said: str, name: str) -> None:
    assert author_alone(said) == name
