"""What became of the renewals of a talk, one more named behind them, and one that shall be left out after all."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

MINA, TWO = "20000001", "20000004"


@pytest.mark.parametrize(
    "words",
    [
        "whihc ones did u renew now?",
        "which ones went through?",
        "all done?",
        "الان کدوما تمدید شد؟",
        "درست زدی؟ لیست رو نشونم بده",
        "kodoma tamdid shod?",
    ],
)
async def test_what_was_renewed_and_what_was_left_is_told(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert (await talk.says("renew", words)).names == ["utter_renewed_but"]


async def test_every_renewal_of_the_talk_is_told_where_it_is_asked_which(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert (await talk.says("renew", "actually do the Gatsby one too, I won't finish it")).names == ["utter_renewed"]
    assert (await talk.says("renew", "so which ones are renewed now?")).names == ["utter_renewed_all"]
    assert "utter_renew_stands" in (await talk.says("renew", "Leave Gatsby out of it, I'll bring it back")).names


@pytest.mark.parametrize(
    "words",
    ["do the Gatsby one too?", "does the Gatsby one count too", "what about Gatsby?"],
)
async def test_a_question_or_a_telling_renews_no_other(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert "utter_renewed" not in (await talk.says("renew", words)).names


async def test_the_new_date_is_that_of_what_was_renewed(begin: Begin) -> None:
    talk = await begin("fa", MINA)
    await talk.says("renew", "کوری رو تمدید کن")
    said = await talk.says("loans", "الان سررسیدش شد کی؟")
    assert said.names == ["utter_renewed"] and "کوری" in said.text


async def test_what_is_only_asked_of_is_not_renewed(begin: Begin) -> None:
    talk = await begin("en", MINA)
    said = await talk.says("renew", "Please renew کوری. And when is the شاهنامه due?")
    assert said.names == ["utter_renewed", "utter_loan_due"] and "شاهنامه" in said.texts[-1]


async def test_who_waits_for_the_rest_is_told_beside_a_renewal(begin: Begin) -> None:
    talk = await begin("fa", MINA)
    said = await talk.says("renew", "کوری رو تمدید کن. کسی منتظر بقیه هست؟")
    assert said.names == ["utter_renewed", "utter_loans_waited"] and "صد سال" in said.texts[-1]


@pytest.mark.parametrize(
    ("words", "bubbles"),
    [
        ("if I bring بوف کور on Monday and The Great Gatsby on Friday, what is the sum?", 2),
        ("if I bring The Great Gatsby on Friday and the other one a week later?", 2),
        ("what if I bring The Great Gatsby on Friday?", 1),
    ],
)
async def test_each_is_reckoned_on_its_own_day(begin: Begin, words: str, bubbles: int) -> None:
    talk = await begin("en", TWO)
    names = (await talk.says("fines", words)).names
    assert len(names) == bubbles and all(name.startswith("utter_fines_supposed") for name in names)
