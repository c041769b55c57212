"""What conversations teach about a message counts where it is sure: what everybody is told needs no sign-in."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

TOLD = {"account": {"false": 0.99, "true": 0.01}, "way": {"fact": 0.95, "catalogue": 0.02}}
OPEN = {"account": {"false": 0.99, "true": 0.01}, "way": {"hours": 0.93, "fact": 0.05}}
UNSURE = {"account": {"false": 0.6, "true": 0.4}, "way": {"fact": 0.5, "account": 0.4}}
FACT = {"en": "where are the toilets?", "fa": "سرویس بهداشتی کجاست؟"}


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("read", ["fines", "loans"])
async def test_a_fact_is_told_without_a_sign_in(begin: Begin, language: str, read: str) -> None:
    said = await (await begin(language)).says(read, FACT[language], sides=TOLD)
    assert "utter_sign_in" not in said.names and said.names[0].startswith("utter_fact")


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_the_hours_are_told_without_a_sign_in(begin: Begin, language: str) -> None:
    words = {"en": "till what o’clock are you there today?", "fa": "امروز تا کی هستید؟"}[language]
    said = await (await begin(language)).says("loans", words, sides=OPEN)
    assert said.names[0].startswith("utter_hours")


@pytest.mark.parametrize("sides", [None, UNSURE, {"account": {"true": 0.97, "false": 0.03}, "way": {"fact": 0.9}}])
async def test_what_may_be_a_patrons_own_needs_a_sign_in(begin: Begin, sides: dict[str, dict[str, float]]) -> None:
    assert "utter_sign_in" in (await (await begin("en")).says("fines", FACT["en"], sides=sides)).names


async def test_a_fact_that_is_not_known_leaves_the_sign_in_where_it_was(begin: Begin) -> None:
    said = await (await begin("en")).says("loans", "which of the walls is painted purple", sides=TOLD)
    assert "utter_sign_in" in said.names
