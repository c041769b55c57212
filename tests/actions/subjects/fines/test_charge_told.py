"""What is asked on of a charge that is spoken of is answered from the account: its sum, its book, its day."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.fines.charge_told import asks_its_sum, asks_one_or_several
from actions.subjects.fines.runs_on import asks_whether_it_runs
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

CARD = "20000001"  # 30,000 rials for The Great Gatsby, charged forty days ago


@pytest.mark.parametrize(
    ("text", "its"),
    [
        ("how much is it exactly", True), ("what is the exact amount, and for which book", True),
        ("مبلغش چقدره دقیقا", True), ("دقیقا چقدره", True), ("mablaghesh cheghadre", True),
        ("how much would it be if I bring it Monday", False), ("how much is it per day", False),
        ("روزی مبلغش چقدره", False), ("اگه دیر بیارم مبلغش چقدره", False),
        ("What's the amount of my fine?", True), ("مبلغ جریمه‌ام چقدره؟", True), ("مبلغ جریمه دیرکردم چقدره؟", True),
        ("what is the exact amount for the late one?", True), ("what's the amount for losing a book", False),
        ("what is the amount of the membership fee", False), ("مبلغ جریمه گم کردن کتاب چقدره", False),
    ],
)  # fmt: skip
def test_the_sum_of_a_charge_is_asked(text: str, its: bool) -> None:
    assert asks_its_sum(text) is its


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is that all from one book or several?", True), ("is it for just one book", True),
        ("all of that for a single item?", True), ("همش مال یه کتابه یا چندتا؟", True), ("برای چند کتابه؟", True),
        ("hamash male ye ketabe?", True), ("how many books may I take?", False), ("یه کتاب خوب معرفی کن", False),
    ],
)  # fmt: skip
def test_one_or_several_is_asked(text: str, asks: bool) -> None:
    assert asks_one_or_several(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("does the late counter keep running meanwhile", True), ("will the fine go on while you look?", True),
        ("is the fee still growing?", True), ("تا اون موقع جریمه‌م زیاد میشه؟", True),
        ("این وسط دیرکرد حساب میشه؟", True), ("jarime felan ziad mishe?", True),
        ("what is the late fee", False), ("جریمه چقدره؟", False), ("how long do I have to wait", False),
    ],
)  # fmt: skip
def test_whether_a_fee_runs_on_is_asked(text: str, asks: bool) -> None:
    assert asks_whether_it_runs(text) is asks


@pytest.mark.parametrize(
    ("language", "words", "then", "day"),
    [
        ("en", "is it my fault? how much is it exactly", "for which book?", "since what day?"),
        ("fa", "تقصیر منه که صندوق رو دیر خالی می‌کنین؟ مبلغش چقدره دقیقا", "برای کدوم کتاب", "از چه روزی؟"),
        ("fa", "mablaghesh cheghadre? dir khali mikonin taghsire mane?", "baraye kodum ketab", "az key?"),
    ],
)
async def test_its_sum_its_book_and_its_day_are_told(
    begin: Begin, language: str, words: str, then: str, day: str
) -> None:
    talk = await begin(language, CARD)
    said = await talk.says("fines", words, sure=0.99)
    assert said.names[0] == "utter_fines" and "30" in said.text.replace("۳۰", "30")
    said = await talk.says("recommendation", then, sure=0.94)
    assert said.names == ["utter_debt_line"] and "Great Gatsby" in said.text
    said = await talk.says("affirm", day, sure=0.4)
    assert said.names == ["utter_debt_lines"] and "Great Gatsby" in said.text


async def test_whether_a_sum_is_for_one_thing_is_told_by_its_things(begin: Begin) -> None:
    talk = await begin("en", CARD)
    await talk.says("fines", "what do I owe?")
    said = await talk.says("fines", "Is that all from one book or several?", sure=0.89, moves={"fee.total": 0.8})
    assert said.names == ["utter_debt_line"] and "Great Gatsby" in said.text


LOST = FactValues("fines", "جریمهٔ گم کردن یک دی‌وی‌دی چند است؟", "What is charged for a lost DVD?",
                  "۲۰۰٬۰۰۰ ریال.", "200,000 rials.",
                  also="\namount for a lost dvd\nمبلغ جریمهٔ دی‌وی‌دی گم‌شده")  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "What is the amount for a lost DVD?", "utter_fact"),
        ("fa", "مبلغ جریمهٔ دی‌وی‌دی گم‌شده چقدره؟", "utter_fact"),
        ("en", "how much is charged for a lost DVD?", "utter_fact"),
        ("fa", "مبلغ جریمهٔ دیرکرد چقدره؟", "utter_late_terms"),
        ("en", "What is the amount of my fine?", "utter_fines"),
        ("en", "what do I owe?", "utter_fines"),
    ],
)
@pytest.mark.parametrize("card", [CARD, "20000004"])
async def test_what_is_asked_in_general_is_no_balance(
    services: Services, begin: Begin, language: str, words: str, told: str, card: str
) -> None:
    await add_fact(services.store, LOST, by=SARA)
    said = await (await begin(language, card)).says("fines", words, sure=0.99)
    assert said.names[0].startswith(told), said
