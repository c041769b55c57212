"""Questions of a part: what is left of the loans, one part of a debt, the other branch, the other reservation."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

TWO_OUT, FIVE_OUT = "20000004", "20000001"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "and how long do I have for the others?"), ("fa", "بقیه تا کی وقت دارن؟")]
)
async def test_the_rest_are_the_loans_that_were_not_renewed(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=TWO_OUT)
    await talk.says("renew", "renew Gatsby" if language == "en" else "Great Gatsby رو تمدید کن")
    said = await talk.says("loans", words)
    assert said.names == ["utter_loans_due"]
    assert "بوف کور" in said.text and "Gatsby" not in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "renew my books, but not all of them"), ("fa", "میخوام کتابامو تمدید کنم ولی نه همشون")],
)
async def test_not_all_of_them_asks_which(begin: Begin, services: Services, language: str, words: str) -> None:
    talk = await begin(language, card=TWO_OUT)
    said = await talk.says("renew", words)
    assert said.names == ["utter_renew_choose"]
    assert not await scalar(services.store, text("select count(*) from renewal_attempt"))


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "can you extend it till Monday? I'm stuck at work"), ("fa", "میشه تمدیدش کنید؟ نمیرسم")],
)
async def test_a_reservation_that_is_to_be_extended_is_no_loan(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=FIVE_OUT)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says("renew", words)
    assert said.names[0].startswith("utter_hold_")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "does a reservation cost anything?"), ("en", "is it free to reserve?"), ("fa", "رزرو کردن هزینه دارد؟")],
)
async def test_another_branch_is_taken_in_place_of_the_first(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card="20000003")
    await talk.says(
        "hold",
        "reserve «Nineteen Eighty-Four»" if language == "en" else "«Nineteen Eighty-Four» رو رزرو کن",
        title="Nineteen Eighty-Four",
    )
    await talk.says("hold", words)
    at = await talk.says("hold", "Central" if language == "en" else "مرکزی")
    assert at.names == ["utter_hold_confirm"]
    said = await talk.says(
        "suggestion", "hm, Saadi would be better actually" if language == "en" else "نه ببخشید سعدی به خونه‌م نزدیک‌تره"
    )
    assert said.names == ["utter_hold_confirm"] and ("Saadi" in said.text or "سعدی" in said.text)


async def test_a_branch_that_was_asked_for_is_no_emergency(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("hold", "reserve «Nineteen Eighty-Four»", title="Nineteen Eighty-Four")
    said = await talk.says("emergency", "Central.")
    assert said.names == ["utter_hold_confirm"]
