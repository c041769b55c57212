"""A wish for a clearance is heard by its words; a debt that is paid off is none."""

from __future__ import annotations

import pytest

from language.requests.deeds.clearance import asks_clearance


@pytest.mark.parametrize(
    "text",
    [
        "تسویه‌حساب می‌خوام",
        "تسويه حساب كتابخانه",
        "برای فارغ‌التحصیلی گواهی تسویه لازم دارم",
        "گواهی عدم بدهی می‌خواهم",
        "آیا تسویه هستم؟",
        "برگهٔ تسویه را امضا می‌کنید؟",
        "tasvie hesab mikham",
        "I need a clearance letter",
        "Can I get a no-dues certificate?",
        "a letter saying I owe nothing, please",
        "am I all clear?",
        "I’d like a paper that says I don’t owe anything",
    ],
)
def test_it_is_asked_for(text: str) -> None:
    assert asks_clearance(text)


@pytest.mark.parametrize(
    "text",
    [
        "بدهی‌ام را تسویه می‌کنم",
        "چطور جریمه را تسویه کنم؟",
        "مسئول تسویه‌حساب کیست؟",
        "تسویه حساب لازم ندارم",
        "the clearance sale of old books",
        "where do I get a clearance slip?",
        "I don't need a clearance any more",
        "is that clear?",
        "am I clear about the rules?",
        "حسابم را ببندید",
        "",
    ],
)
def test_it_is_not(text: str) -> None:
    assert not asks_clearance(text)
