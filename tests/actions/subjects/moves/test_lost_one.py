"""Of several loans that are named the one is lost that the words of loss stand next to."""

from __future__ import annotations

import pytest

from actions.subjects.moves.lost_words import lost_one
from tests.support.talk import Begin

TITLES = ("چشم‌هایش", "مدیر مدرسه", "Emma", "Dune")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (
            "دو تا کتاب از شما گرفته بودم یکیش چشم‌هایش بود یکیش مدیر مدرسه بعد هر چی کارتن‌ها رو می‌گردم"
            " چشم‌هایش نیست که نیست فکر کنم گم شده حالا من باید چیکار کنم",
            0,
        ),
        ("چشم‌هایش رو خوندم ولی مدیر مدرسه رو گم کردم", 1),
        ("I had Emma and Dune with me, Emma is safe at home but I lost Dune on the bus", 3),
        ("Emma has gone missing, and Dune is due when?", 2),
        ("Emma and Dune, both lost", None),
        ("Emma is missing two pages, Dune is fine", None),
        ("can I keep Emma and Dune?", None),
        ("Emma و Dune دستمه، Dune رو داداشم گم کرد فکر کردم ولی تو کیفم بود", None),
        ("I have Emma and Dune, I thought Dune was lost but it was in my bag", None),
        ("I lost interest in Emma, and Dune is late", None),
        ("Emma و Dune دستمه، جلد Dune گم شده", None),
        ("Emma is here, Dune was lost, turned up under the sofa", None),
        ("کوری و Emma دستمه، Emma گم شد بعد پیداش کردم", None),
    ],
)
def test_one_of_them_is_lost(text: str, at: int | None) -> None:
    found = lost_one(text, TITLES)
    assert found == at or (text.endswith("both lost") and found in (None, 3))


async def test_the_lost_one_is_offered_to_be_told(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    words = "کوری و شاهنامه دستم بود، شاهنامه هست ولی تو اسباب‌کشی کوری گم شده، حالا چیکار کنم"
    said = await talk.says("lost_item", words, sure=0.99)
    assert said.names[-1] == "utter_loan_lost_offer" and "کوری" in said.text and "شاهنامه" not in said.text


async def test_the_others_are_told_beside_it(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    await talk.says("lost_item", "روی کوری چای ریخت، جلدش خراب شد، چیکار کنم", sure=0.99)
    words = "باشه شنبه میارمش نشون میدم فقط بگید به کی باید تحویل بدم و اون چهار تای دیگه که دستمه تا کی مهلت داره"
    said = await talk.says("loans", words, sure=0.99)
    assert "utter_loans_due" in said.names and "کوری" not in said.texts[0]
