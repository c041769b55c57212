"""What is asked or told beside an order to renew is answered, too; what is only supposed is not."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

MINA, TWO = "20000001", "20000004"
BESIDE = [
    (TWO, "en", "renew both please, do I owe anything?", {"utter_fines_none"}),
    (TWO, "en", "Please renew the Great Gatsby and tell me, have I got any fees?", {"utter_fines_none"}),
    (TWO, "fa", "هر دو رو تمدید کن، راستی جریمه هم دارم؟", {"utter_fines_none"}),
    (TWO, "fa", "hamaro tamdid kon lotfan, jarime daram?", {"utter_fines_none"}),
    (MINA, "fa", "کوری رو تمدید کن، رزروم آماده شده؟", {"utter_hold_state"}),
    (TWO, "en", "I've lost the Great Gatsby. And please renew بوف کور", {"utter_loan_lost_offer"}),
    (TWO, "fa", "Great Gatsby رو گم کردم چیکار کنم؟ بوف کور هم تمدید کن لطفا", {"utter_loan_lost_offer"}),
]
ALONE = [
    (TWO, "en", "renew both please, I don't want to owe anything"),
    (TWO, "en", "renew both please or I'd have a fine"),
    (TWO, "fa", "هر دو رو تمدید کن که جریمه نشم"),
    (MINA, "fa", "کوری رو تمدید کن، رزرو نمی‌خوام"),
]


@pytest.mark.parametrize(("card", "language", "words", "told"), BESIDE)
async def test_what_is_asked_beside_is_answered(
    begin: Begin, card: str, language: str, words: str, told: set[str]
) -> None:
    said = await (await begin(language, card=card)).says("renew", words)
    assert said.names[0].startswith("utter_renew") and told <= set(said.names), said.names


@pytest.mark.parametrize(("card", "language", "words"), ALONE)
async def test_nothing_is_added_where_nothing_is_asked(begin: Begin, card: str, language: str, words: str) -> None:
    said = await (await begin(language, card=card)).says("renew", words)
    assert all(name.startswith("utter_renew") for name in said.names), said.names
