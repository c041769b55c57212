"""Who asks after all that is open in their account hears of loans, reservations and debts."""

from __future__ import annotations

import pytest

from tests.support.port_contract import LATE, MINA
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "intent", "text"),
    [
        (
            "en",
            "fines",
            "please tell me what is still open on my account: books, reservations and any amount to be paid",
        ),
        ("en", "loans", "Is there anything outstanding on my card?"),
        ("fa", "loans", "لطفاً بفرمایید چه چیزهایی بر عهدهٔ من باقی مانده است."),
        ("fa", "account", "امانت‌ها، رزروها و بدهی‌هام رو بگو"),
    ],
)
async def test_all_of_it_is_listed(begin: Begin, language: str, intent: str, text: str) -> None:
    said = await (await begin(language, MINA)).says(intent, text, sure=0.9)
    kinds = [name.removeprefix("utter_").partition("_")[0] for name in said.names]
    assert [kind for kind in kinds if kind in ("loans", "holds", "fines")] == ["loans", "holds", "fines"], said


@pytest.mark.parametrize(
    ("language", "intent", "text"),
    [
        ("en", "fines", "what is outstanding on my account and why?"),
        ("en", "loans", "what do I have on loan?"),
        ("en", "renew", "renew everything that is open on my account"),
        ("fa", "fines", "چی به اسم من بدهی هست؟ چرا؟"),
        ("fa", "loans", "چه کتاب‌هایی امانت من است؟"),
    ],
)
async def test_one_kind_or_an_order_is_answered_as_before(begin: Begin, language: str, intent: str, text: str) -> None:
    said = await (await begin(language, LATE)).says(intent, text, sure=0.9)
    assert not any(name.startswith("utter_hold") for name in said.names), said


async def test_who_is_not_signed_in_is_asked_to(begin: Begin) -> None:
    said = await (await begin("en")).says("account", "what is open on my account?", sure=0.9)
    assert said.names == ["utter_sign_in"]
