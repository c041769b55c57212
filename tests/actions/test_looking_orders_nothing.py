"""Whoever looks at what is theirs orders nothing by it, however near the words are to an order."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "looks", "read", "deed"),
    [
        ("fa", "رزروهام رو نشون بده", "hold_status", "hold.cancel"),
        ("en", "show my reservations", "hold_status", "hold.cancel"),
        ("fa", "امانت‌هام رو نشون بده", "loans", "loan.renew_all"),
        ("en", "show me my loans", "loans", "loan.renew"),
    ],
)
async def test_a_sure_look_is_no_deed(begin: Begin, language: str, looks: str, read: str, deed: str) -> None:
    talk = await begin(language, card="20000001")
    first = await talk.says(read, looks, sure=0.99)
    again = await talk.says(read, looks, sure=0.99, moves={deed: 0.95})
    assert "confirm" not in "".join(again.names) and "renewed" not in "".join(again.names), again.names
    assert set(again.names) & set(first.names) or again.names == ["utter_same_again"], (first.names, again.names)


@pytest.mark.parametrize(("language", "orders"), [("en", "cancel my reservation please"), ("fa", "رزروم رو لغو کن")])
async def test_an_order_in_words_stays_one(begin: Begin, language: str, orders: str) -> None:
    talk = await begin(language, card="20000001")
    await talk.says("hold_status", "show my reservations", sure=0.99)
    said = await talk.says("hold_status", orders, sure=0.95, moves={"hold.cancel": 0.95})
    assert "cancel" in "".join(said.names), said.names
