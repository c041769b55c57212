"""What is ordered and asked of one's own loans and reservations, beside what is only told of others."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


async def test_what_comes_back_is_no_part_of_an_order_to_renew(begin: Begin) -> None:
    talk = await begin("fa", card="20000004")
    words = "گتسبی رو تمدید کن ولی بوف کورو فردا میارم"
    said = await talk.says("renew", "The Great Gatsby " + words, title="بوف کور")
    assert "Gatsby" in said.text and "بوف کور" not in said.text


async def test_a_letter_that_asks_for_a_longer_loan_reserves_none(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    letter = "I have The Great Gatsby at home and shall be travelling. Would it be possible to extend the loan?"
    said = await talk.says("hold", letter, title="The Great Gatsby")
    assert said.names[0].startswith("utter_renew_check") and "Gatsby" in said.text


async def test_a_question_of_the_other_reservation_cancels_none(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    said = await talk.says("cancel_hold", "when does the other arrive")
    assert "utter_cancel_hold_confirm" not in said.names and said.names[-1] == "utter_back_to_question"
    assert talk.slots["pending"]["do"] == "cancel_hold"


async def test_how_late_it_can_be_brought_back_is_told_with_the_day(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("loans", "when is The Great Gatsby due", title="The Great Gatsby")
    said = await talk.says("loans", "how late can I bring it back?")
    assert said.names[0] == "utter_loan_due"


async def test_what_stays_is_not_cancelled(begin: Begin) -> None:
    talk = await begin("fa", card="20000002")
    await talk.says("hold_status", "رزروهام")
    said = await talk.says("cancel", "پس Animal Farm رو لغو کن، صد سال تنهایی بمونه")
    assert said.names == ["utter_cancel_hold_confirm"]
    assert len(talk.slots["pending"]["args"]["holds"]) == 1


async def test_them_are_the_loans_that_were_told(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("loans", "what do I have")
    assert (await talk.says("renew", "just renew them")).names[0].startswith("utter_renewed")


async def test_a_question_about_a_purchase_request_makes_no_second_one(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    assert (await talk.says("suggest_purchase", 'please buy "Project Hail Mary"')).names == [
        "utter_suggest_purchase_taken"
    ]
    said = await talk.says("suggest_purchase", "Will I be told if you buy it?")
    assert "utter_suggest_purchase_taken" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I already tried that. twice"),
        ("en", "no luck, same error"),
        ("fa", "امتحان کردم فایده نداشت"),
        ("fa", "بازم همونه درست نشد"),
    ],
)
async def test_advice_that_did_not_help_is_offered_to_be_reported(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    talk.slots["thread"] = [{"message": "m0", "acts": [{"act": "wifi", "topic": "wifi", "words": "the wifi is slow"}]}]
    assert (await talk.says("chitchat", words)).names == ["utter_fix_failed"]
    assert (await talk.says("affirm", "yes")).names == ["utter_report_fault_taken"]
