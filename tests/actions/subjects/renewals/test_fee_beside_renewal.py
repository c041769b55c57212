"""What a charge of one's own is for is told beside a renewal; what the library charges in general is not."""

from __future__ import annotations

import pytest

from actions.subjects.renewals.beside_renewal import _WHAT_FOR
from language.normalise import fold
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("clause", "own"),
    [
        ("و اون fee سی هزار تومنی چیه رو اکانتم", True),
        ("what is that fee on my account for", True),
        ("what is the 30,000 fee for", True),
        ("اون جریمه بابت چیه", True),
        ("What is the late fee for DVDs", False),
        ("اون هزینه‌ای که برای عضویت می‌گیرید بابت چیه", False),
        ("what is the fee for a new card", False),
        ("what is the charge for printing", False),
        ("what is that fee for students called", False),
        ("what is the fee", False),
        ("این هزینه پست بابت چیه", False),
        ("what was the charge for the room", False),
    ],
)
def test_it_is_ones_own_charge(clause: str, own: bool) -> None:
    assert (_WHAT_FOR.fullmatch(fold(clause)) is not None) is own


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("کوری رو تمدید کن، اون جریمه بابت چیه؟", True),
        ("کوری رو تمدید کن، اون هزینه‌ای که برای عضویت می‌گیرید بابت چیه", False),
    ],
)
async def test_the_general_fee_is_not_ones_own(begin: Begin, words: str, told: bool) -> None:
    said = await (await begin("fa", card="20000001")).says("renew", words, sure=0.98)
    assert any(name.startswith("utter_debt_line") for name in said.names) is told, said.names
