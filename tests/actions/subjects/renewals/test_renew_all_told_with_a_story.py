"""All loans are renewed where they are ordered with a reason told in one breath, or with a wrong count of them."""

from __future__ import annotations

import pytest

from actions.dialogue.restricting import restricts
from tests.support.talk import Begin

TWO = "20000004"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "could you please renew all of my books for me I was going to come in today but the little one has a fever",
        ),
        ("en", "please renew all my books my son is ill and I was coming in on monday"),
        ("en", "I have three books with you, renew them all please"),
        ("fa", "salam man 3 ta ketab daram, mishe hamasho tamdid konid? emtehan daram nemitunam biam"),
        ("fa", "سه تا کتاب دستمه، همه رو تمدید کنید"),
        ("fa", "همهٔ کتابامو تمدید کن آخه از شنبه امتحان دارم و نمی‌رسم بیام"),
    ],
)
async def test_all_are_renewed(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, TWO)).says("renew", words)
    assert said.names[0] in {"utter_renewed_all", "utter_renew_ask"}, said.names


@pytest.mark.parametrize(
    ("words", "narrows"),
    [
        ("renew all of them because I am away from Monday", False),
        ("renew all of my books I won't be here before Friday", False),
        ("renew all the books I have at home since March", True),
        ("renew all that are due this week", True),
        ("extend those due before Sunday", True),
        ("همه رو تمدید کن چون از شنبه نیستم", False),
        ("اونایی که این هفته موعدشونه تمدید کن", True),
    ],
)
def test_a_reason_narrows_nothing(words: str, narrows: bool) -> None:
    assert restricts(words) is narrows
