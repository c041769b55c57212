"""What a message names of one's own by title is what is answered: no less, and nothing else."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services, Turn
from actions.subjects.own import own_editions
from library.values import Hold, Loan
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


async def test_one_that_is_not_found_is_said_to_be_where_it_was_asked(begin: Begin) -> None:
    talk = await begin("fa", card=CARD)
    said = await talk.says("loans", "کوری هم کجاست؟ پیداش نمی‌کنم")
    assert "utter_loan_lost_offer" in said.names and "دوست" not in said.text


@pytest.mark.parametrize("name", ["چراغ ها را من خاموش می کنم رو تمدید کن", "هنوز در سفرم را تمدید کنید"])
async def test_a_second_name_that_is_no_loan_is_said_so(begin: Begin, services: Services, name: str) -> None:
    talk = await begin("fa", card=CARD)
    said = await talk.says("renew", f"شاهنامه و {name}")
    assert "utter_renew_not_yours" in said.names and await attempts(services) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "My daughter is reading Nineteen Eighty-Four and the Shahnameh. Could you renew them all?"),
        ("en", "My account shows Nineteen Eighty-Four and the Shahnameh, I'd like all of these renewed"),
        ("en", "My son has Nineteen Eighty-Four and the Shahnameh. Please renew everything he has"),
        ("fa", "کوری و شاهنامه دستمه، همه رو تمدید کن"),
        ("fa", "من کوری و شاهنامه رو هنوز نخوندم لطفا همشون رو تمدید کنید"),
        ("fa", "دو تا کتاب دستمه کوری و شاهنامه، لطفا همه رو تمدید کن"),
        ("fa", "همه‌شون رو تمدید کن. منظور من کوری و شاهنامه است"),
        ("fa", "همش رو تمدید کن، هم کوری هم شاهنامه"),
    ],
)
async def test_all_of_those_that_are_named_are_no_more(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=CARD)
    said = await talk.says("renew", words)
    assert await attempts(services) == 2, said


@pytest.mark.parametrize(
    ("intent", "words", "count"),
    [
        ("renew", "renew only the plague please", 1),
        ("renew", "I want the plague renewed", 1),
        ("renew", "I'd like to renew just plague", 1),
        ("renew", "extend my plague please", 1),
        ("renew", "the plague needs renewing", 1),
        ("renew", "renew both the plague and Nineteen Eighty-Four", 2),
        ("renew", "renew everything except the plague", 4),
        ("renew", "renew all but the plague", 4),
        ("renew", "renew all my books, not the plague", 4),
        ("renew", "renew everything besides the plague and Nineteen Eighty-Four", 3),
        ("loans", "until when can I have the plague?", 0),
    ],
)
async def test_the_name_of_another_edition_is_found(
    begin: Begin, services: Services, monkeypatch: pytest.MonkeyPatch, intent: str, words: str, count: int
) -> None:
    async def other_names(_turn: Turn, thing: Loan | Hold) -> list[str]:
        return ["The Plague"] if thing.title == "کوری" else []

    monkeypatch.setattr(own_editions, "_other_names", other_names)
    talk = await begin("en", card=CARD)
    said = await talk.says(intent, words)
    assert await attempts(services) == count and "کوری" in said.text, said
    assert "utter_renew_not_yours" not in said.names
