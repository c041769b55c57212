"""What conversations teach about a message counts where it is sure: the hours are told without a sign-in."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

OPEN = {"account": {"false": 0.99, "true": 0.01}, "way": {"hours": 0.93, "fact": 0.05}}
OWN = {"account": {"true": 0.97, "false": 0.03}, "way": {"hours": 0.9}}
UNSURE = {"account": {"false": 0.99, "true": 0.01}, "way": {"hours": 0.6, "account": 0.3}}
WORDS = {"en": "till what o’clock are you there today?", "fa": "امروز تا چه ساعتی هستید؟"}


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_the_hours_are_told_without_a_sign_in(begin: Begin, language: str) -> None:
    said = await (await begin(language)).says("loans", WORDS[language], sides=OPEN)
    assert said.names[0].startswith("utter_hours")


@pytest.mark.parametrize("sides", [None, UNSURE, OWN])
async def test_what_may_be_a_patrons_own_needs_a_sign_in(
    begin: Begin, sides: dict[str, dict[str, float]] | None
) -> None:
    assert "utter_sign_in" in (await (await begin("en")).says("loans", WORDS["en"], sides=sides)).names


async def test_who_is_signed_in_hears_of_their_own_loans(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    assert not (await talk.says("loans", WORDS["en"], sides=OPEN)).names[0].startswith("utter_hours")


@pytest.mark.parametrize(
    ("intent", "text", "way", "move", "answer"),
    [
        ("report_fault", "the copier swallowed my coins", "case", "loan.late", "utter_report_fault_taken"),
        ("hours", "is the main one there on Friday?", "hours", "loan.count", "utter_hours"),
    ],
)
async def test_what_surely_asks_for_something_else_is_no_move_of_a_loan(
    begin: Begin, intent: str, text: str, way: str, move: str, answer: str
) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("loans", "what do I have?")
    said = await talk.says(intent, text, sure=0.7, moves={move: 0.99}, sides={"way": {way: 0.9}})
    assert said.names[0].startswith(answer)
