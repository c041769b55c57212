"""Showing the card after the sign-in, and having the account looked at."""

from __future__ import annotations

import pytest

from language.requests.own.looking import (
    has_account_looked_at,
    only_has_account_looked_at,
    without_card_shown,
    without_thanks,
)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ایناهاش کارتم", ""),
        ("بیا اینم کارتم، خودت ببین", ""),
        ("here's my card", ""),
        ("here is my card, look for yourself", ""),
        ("این کارت منه، بگو چرا مسدودم کردین", "بگو چرا مسدودم کردید"),
        ("کارتم گم شده", None),
        ("where is my card?", None),
        ("این کتاب رو می‌خوام", None),
        ("my card is expired", None),
    ],
)
def test_the_card_is_shown(text: str, rest: str | None) -> None:
    assert without_card_shown(text) == rest


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("look at it yourself", True),
        ("see for yourself!", True),
        ("I hope you are able to see it", True),
        ("خودت ببین", True),
        ("حالا نگاه کن ببین چی نوشتین", True),
        ("I can't see it myself", False),
        ("I see. And the fee?", False),
        ("look, I only want to renew", False),
        ("خودم دیدم", False),
    ],
)
def test_the_account_is_to_be_looked_at(text: str, *, looks: bool) -> None:
    assert has_account_looked_at(text) is looks


def test_nothing_else_is_said() -> None:
    assert only_has_account_looked_at("I'm signed in now. Look at it yourself.")
    assert not only_has_account_looked_at("الان ببین فردا بازین؟")
    assert not only_has_account_looked_at("look for yourself and renew Dune")


def test_thanks_before_more_are_left_out() -> None:
    assert without_thanks("Thank you for your reply. I have signed in.") == "I have signed in."
    assert without_thanks("Thank you!") == "Thank you!"
