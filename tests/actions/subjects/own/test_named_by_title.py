"""What a message names of one's own by title is what is answered: no less, and nothing else."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from tests.actions.dialogue.test_restrictions import attempts
from tests.support.talk import Begin

CARD = "20000001"


@pytest.mark.parametrize(
    ("language", "words", "count"),
    [
        ("fa", "ketabe koori ro tamdid kon", 1),
        ("fa", "koori o sad sale tanhaei ro baram tamdid kon", 2),
        ("fa", "صد سال تنهایی و shahname رو تمدید کن", 2),
        ("en", "I want renew the Nineteen Eighty-Four please, I not finished", 1),
        ("en", "I want Nineteen Eighty-Four to be renewed, only this one", 1),
        ("fa", "صد سال تنهایی و کوری رو لطفا تمدید کنید، هنوز تموم نشدن", 2),
        ("en", "Renew everything please, I haven't even opened Nineteen Eighty-Four", 5),
        ("fa", "koori ro tamdid nakon", 0),
        ("fa", "magar koori? mishe tamdid konam ya na?", 0),
    ],
)
async def test_exactly_what_is_named_is_renewed(
    begin: Begin, services: Services, language: str, words: str, count: int
) -> None:
    talk = await begin(language, card=CARD)
    said = await talk.says("renew", words)
    assert await attempts(services) == count, said
    assert "utter_renew_not_yours" not in said.names


@pytest.mark.parametrize(
    ("intent", "words", "named"),
    [
        ("loans", "Nineteen Eighty-Four and the Shahnameh, when are they due?", ["Nineteen", "شاهنامه"]),
        ("search_book", "koori and shahname are on my card. Is either of them late?", ["کوری", "شاهنامه"]),
        (
            "loans",
            "Until when may I keep the Shahnameh, and when will Animal Farm be here?",
            ["شاهنامه", "Animal Farm"],
        ),
        ("lost_item", "I lost Nineteen Eighty-Four and the Shahnameh", ["Nineteen", "شاهنامه"]),
    ],
)
async def test_each_that_is_named_is_told_of(begin: Begin, intent: str, words: str, named: list[str]) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says(intent, words)
    assert all(one in said.text for one in named), said
    assert "صد سال" not in said.text


async def test_what_was_left_out_is_confirmed_and_not_looked_up_again(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card=CARD)
    await talk.says("renew", "همه رو تمدید کن به جز شاهنامه")
    before = await attempts(services)
    said = await talk.says("renew", "آره همونا، شاهنامه نه چون تمومش کردم")
    assert said.names == ["utter_loans_due"] and "گذاشتم بماند" in said.text
    said = await talk.says("renew", "حالا شاهنامه رو هم تمدید کن")
    assert await attempts(services) == before + 1, said


async def test_a_day_that_a_loan_reaches_is_no_refusal(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("renew", "Is it possible to keep the Shahnameh until tomorrow?")
    assert said.names == ["utter_loan_until_yes"]


async def test_what_is_owed_is_asked_of_no_lost_loan(begin: Begin) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("lost_item", "I lost Nineteen Eighty-Four")
    assert "utter_loan_lost_offer" in said.names
    said = await talk.says("fines", "how much do I owe in total?")
    assert "utter_fact" not in said.names
