"""Which charge is contested or asked after; conditions for a reservation; how far a renewal reaches."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.statements import scalar
from tests.support.store_rows import SARA
from tests.support.talk import Begin

HOW = FactValues(
    "fines",
    "به جریمه اعتراض دارم؛ چه کنم؟",
    "How can I object to a fee?",
    "همین‌جا بنویسید.",
    "Write here what happened.",
)


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "fines", "you billed me for something I handed in on time"),
        ("en", "return", "I got charged for a book I RETURNED. I put it in the box on Sunday."),
        ("fa", "return", "کتابو سر وقت تو صندوق انداختم ولی برام جریمه اومده"),
    ],
)
async def test_who_is_not_signed_in_hears_how_to_object(
    services: Services, begin: Begin, language: str, read: str, words: str
) -> None:
    await add_fact(services.store, HOW, by=SARA)
    talk = await begin(language)
    said = await talk.says(read, words)
    assert said.names == ["utter_fact", "utter_complaint_ask_whether"]
    done = await talk.says("affirm", "yes please" if language == "en" else "بله")
    assert done.names == ["utter_complaint_taken"]


async def test_a_question_of_fees_offers_no_complaint(services: Services, begin: Begin) -> None:
    await add_fact(services.store, HOW, by=SARA)
    said = await (await begin("en")).says("fines", "how much is the late fee per day")
    assert "utter_complaint_ask_whether" not in said.names


@pytest.mark.parametrize(
    ("language", "words", "sum_"),
    [
        ("en", "I disagree with the second item, the late one is ok", "50,000"),
        ("en", "I dispute the 50,000 one", "50,000"),
        ("en", "I want to object to the late fee, not the second one", "30,000"),
        ("fa", "به اون ۵۰ هزار تایی اعتراض دارم، دیرکرد قبوله", "50,000"),
        ("fa", "به دیرکرد معترضم، دومی رو می‌دم", "30,000"),
    ],
)
async def test_the_charge_that_is_contested_stands_in_the_case(
    services: Services, begin: Begin, language: str, words: str, sum_: str
) -> None:
    talk = await begin(language, "20000005")
    await talk.says("fines", "what do I owe?" if language == "en" else "بدهیم چیه؟")
    said = await talk.says("fines", words, sure=0.8)
    assert said.names == ["utter_objection_taken"]
    assert sum_ in str(await scalar(services.store, text("select description from service_case")))


async def test_the_charge_that_was_told_is_the_one_contested_then(services: Services, begin: Begin) -> None:
    talk = await begin("fa", "20000005")
    await talk.says("fines", "بدهیم چیه؟")
    told = await talk.says("fines", "اون ۵۰ هزار ریال بابت چیه؟")
    assert told.names == ["utter_debt_line_service"]
    assert (await talk.says("fines", "به همون معترضم")).names == ["utter_objection_taken"]
    assert "50,000" in str(await scalar(services.store, text("select description from service_case")))


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "out_of_scope", "what is this 50,000 for?"),
        ("fa", "nlu_fallback", "برای چی باید ۵۰ هزار ریال بدم؟"),
        ("fa", "out_of_scope", "in 50 hezar rial baraye chie?"),
    ],
)
async def test_a_charge_is_told_by_its_sum(begin: Begin, language: str, read: str, words: str) -> None:
    talk = await begin(language, "20000005")
    assert (await talk.says(read, words, sure=0.3)).names == ["utter_debt_line_service"]


async def test_a_sum_that_is_charged_nowhere_is_asked_of_the_house(begin: Begin) -> None:
    talk = await begin("en", "20000005")
    assert "utter_debt_line_service" not in (await talk.says("card_registration", "what is the 70,000 fee for?")).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "how far down the list am I for Animal Farm? if it's ages, cancel it"),
        ("fa", "نوبتم برای Animal Farm چنده؟ اگه خیلی مونده لغوش کن"),
        ("fa", "animal farm nafare chandomam? age ziade bikhialesh"),
    ],
)
async def test_the_place_is_told_before_it_is_asked_whether_to_cancel(
    services: Services, begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language, "20000002")
    said = await talk.says("hold_status", words)
    assert len(said.names) == 2 and said.names[1] == "utter_cancel_hold_confirm"
    assert said.names[0].startswith("utter_hold_")


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "cancel_hold", "does cancelling cost anything?"),
        ("en", "cancel_hold", "will cancelling be held against me?"),
        ("fa", "cancel_hold", "این لغو جریمه یا محدودیتی داره؟"),
    ],
)
async def test_what_cancelling_costs_cancels_nothing(begin: Begin, language: str, read: str, words: str) -> None:
    talk = await begin(language, "20000002")
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    assert (await talk.says(read, words)).names == ["utter_hold_cancel_free"]


async def test_an_order_to_cancel_is_still_one(begin: Begin) -> None:
    talk = await begin("en", "20000002")
    said = await talk.says("cancel_hold", "cancel my reservation of Animal Farm", title="Animal Farm")
    assert said.names == ["utter_cancel_hold_confirm"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("would that cover the 8th of December?", "utter_loan_until_no"),
        ("so I couldn't have it until the 10th of December?", "utter_loan_until_no"),
        ("can I keep it until tomorrow then?", "utter_loan_until_yes"),
    ],
)
async def test_whether_a_loan_lasts_until_a_day(begin: Begin, words: str, answer: str) -> None:
    talk = await begin("en", "20000001")
    refused = await talk.says("renew", "renew Nineteen Eighty-Four", title="Nineteen Eighty-Four")
    assert refused.names == ["utter_renew_refused"]
    assert (await talk.says("renew", words, sure=0.8)).names == [answer]


async def test_whether_a_debt_stands_against_it_is_told_behind_a_renewal(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    await talk.says("renew", "renew Nineteen Eighty-Four", title="Nineteen Eighty-Four")
    said = await talk.says("renew", "is it because of my debt?", sure=0.6)
    assert said.names[0].startswith("utter_blocks")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Can I renew them now so that it stops growing?"),
        ("fa", "میشه همین الان تمدیدشون کنم که بیشتر نشه؟"),
    ],
)
async def test_whether_loans_are_renewed_is_asked_of_the_loans(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, "20000001")
    await talk.says("fines", "what do I owe?" if language == "en" else "بدهیم چقدره؟")
    said = await talk.says("renew", words)
    assert all(name.startswith("utter_renew") for name in said.names), said
