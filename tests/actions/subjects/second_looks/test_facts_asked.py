"""All facts that a message asks for are told: beside the one that was told, and in the place of what only told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from crm.knowledge.searching import FoundEntry, index_of
from tests.support.store_rows import SARA
from tests.support.talk import Begin

BIKE, LOCKERS, CAFE = "Is there bicycle parking?", "Are there lockers?", "Is there a café?"
FACTS = (
    FactValues("facilities", "پارکینگ دوچرخه هست؟", BIKE, "بله، دم در.", "Yes, at the door."),
    FactValues("facilities", "کمد هست؟", LOCKERS, "بله، رایگان.", "Yes, free of charge.", position=1),
    FactValues("facilities", "کافه دارید؟", CAFE, "بله، در همکف.", "Yes, on the ground floor.", position=2),
)
OF_FACTS = {"way": {"fact": 0.9}, "account": {"true": 0.05, "false": 0.95}}
OF_OWN = {"way": {"fact": 0.9}, "account": {"true": 0.8, "false": 0.2}}
OF_ACTS = {"way": {"fact": 0.3, "act": 0.6}, "account": {"true": 0.05, "false": 0.95}}
BOTH = "is there somewhere to lock my bike, and lockers for my bag?"

type Chances = list[tuple[str, float]]


class Asked:
    """What is chosen for a message, and what may be asked for, in the place of what vectors give."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.first: Chances = []
        self.asked: Chances = []
        for module in ("facts", "facts_again", "near_facts", "several_questions", "topics_told"):
            monkeypatch.setattr(f"actions.subjects.facts.{module}.find_facts", self.find)
        for module in ("unfit_answers", "untold_parts"):
            monkeypatch.setattr(f"actions.subjects.second_looks.{module}.find_facts", self.find)
        monkeypatch.setattr("actions.subjects.second_looks.untold_parts.find_for_part", self.find)
        monkeypatch.setattr("actions.subjects.second_looks.facts_asked.facts_asked", self.facts_asked)

    async def find(self, turn: Any, text: str, topic: str | None, **_how: Any) -> list[FoundEntry]:
        return await self._found(turn, self.first if text == turn.text else [])

    async def facts_asked(self, turn: Any, _heard: Any) -> list[FoundEntry]:
        return await self._found(turn, self.asked)

    async def _found(self, turn: Any, chances: Sequence[tuple[str, float]]) -> list[FoundEntry]:
        named = {entry.title.get("en"): entry for entry in (await index_of(turn.store)).entries}
        return [FoundEntry(named[title], chance, False, True) for title, chance in chances]


@pytest.fixture
async def told(services: Services) -> Services:
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


@pytest.mark.parametrize(
    ("text", "second", "names"),
    [
        (BOTH, 0.4, ["utter_facts"]),
        (BOTH, 0.25, ["utter_fact"]),
        # Of one clause nothing is told beside that is not likely by itself.
        ("somewhere to lock my bike", 0.4, ["utter_fact"]),
        ("somewhere to lock my bike", 0.6, ["utter_facts"]),
    ],
)
async def test_a_second_fact_that_is_asked_for_is_told_beside_the_first(
    told: Services, begin: Begin, asked: Asked, text: str, second: float, names: list[str]
) -> None:
    asked.first = [(BIKE, 0.9)]
    asked.asked = [(BIKE, 0.95), (LOCKERS, second)]
    said = await (await begin("en")).says("facilities", text)
    assert said.names == names
    assert "at the door" in said.text and ("free of charge" in said.text) is (names == ["utter_facts"])


@pytest.mark.parametrize(
    ("text", "second", "names"),
    [
        (BOTH, 0.2, ["utter_facts"]),
        (BOTH, 0.1, ["utter_fact"]),
        ("somewhere to lock my bike", 0.3, ["utter_facts"]),
        ("somewhere to lock my bike", 0.2, ["utter_fact"]),
    ],
)
async def test_beside_a_fact_in_doubt_more_is_told(
    told: Services, begin: Begin, asked: Asked, text: str, second: float, names: list[str]
) -> None:
    asked.first = [(BIKE, 0.9)]
    asked.asked = [(BIKE, 0.6), (LOCKERS, second)]
    said = await (await begin("en")).says("facilities", text)
    assert said.names == names


async def test_no_more_than_three_are_told(told: Services, begin: Begin, asked: Asked) -> None:
    asked.first = [(BIKE, 0.9)]
    asked.asked = [(BIKE, 0.9), (LOCKERS, 0.8), (CAFE, 0.7), ("Is there a car park?", 0.6)]
    await add_fact(
        told.store, FactValues("facilities", "پارکینگ هست؟", "Is there a car park?", "نه.", "No.", position=3), by=SARA
    )
    said = await (await begin("en")).says("facilities", f"{BOTH} is there food, and a car park?")
    assert said.names == ["utter_facts"] and "ground floor" in said.text and "car park" not in said.text


@pytest.mark.parametrize(
    ("chances", "names"),
    [
        ([(LOCKERS, 0.6)], ["utter_fact"]),
        ([(LOCKERS, 0.5), (CAFE, 0.4)], ["utter_facts"]),
        # What is hardly likelier than another that may be meant stays beside it.
        ([(LOCKERS, 0.4)], ["utter_facts_near"]),
        ([(BIKE, 0.4), (CAFE, 0.38)], ["utter_facts_near"]),
    ],
)
async def test_what_is_likely_asked_for_takes_the_place_of_what_may_be_meant(
    told: Services, begin: Begin, asked: Asked, chances: Chances, names: list[str]
) -> None:
    asked.first = [(BIKE, 0.3), (CAFE, 0.2)]
    asked.asked = chances
    said = await (await begin("en")).says("facilities", BOTH)
    assert said.names == names


@pytest.mark.parametrize(
    ("sides", "chance", "gives_way"),
    [(OF_FACTS, 0.5, True), (OF_FACTS, 0.4, False), (OF_OWN, 0.9, False), (OF_ACTS, 0.7, False), (OF_ACTS, 0.8, True)],
)
async def test_an_answer_that_only_told_something_gives_way_to_what_is_asked_for(
    told: Services, begin: Begin, asked: Asked, sides: dict[str, dict[str, float]], chance: float, gives_way: bool
) -> None:
    asked.asked = [(LOCKERS, chance)]
    said = await (await begin("en")).says("loans", "could the bag of somebody stay here meanwhile", sides=sides)
    assert said.names == (["utter_fact_asked"] if gives_way else ["utter_sign_in"])


async def test_what_was_filed_stays(told: Services, begin: Begin, asked: Asked) -> None:
    asked.asked = [(LOCKERS, 0.9)]
    talk = await begin("en")
    said = await talk.says("complaint", "the lockers are filthy and nobody cares", sides=OF_FACTS)
    assert said.names[0].startswith("utter_complaint")
    assert "free of charge" not in said.text


async def test_what_was_read_of_the_account_stays_and_so_does_an_order(
    told: Services, begin: Begin, asked: Asked
) -> None:
    asked.asked = [(LOCKERS, 0.95)]
    talk = await begin("en", card="20000002")
    said = await talk.says("hold_status", "how do they stand that I wait for", sides=OF_FACTS)
    assert said.names == ["utter_holds"]
    walled = await (await begin("en")).says("subscribe", "could you remind me two days before?", sides=OF_FACTS)
    assert walled.names == ["utter_sign_in"]


@pytest.mark.parametrize(
    ("text", "names"),
    [("could a bag stay here", ["utter_fact_asked"]), ("could my loans stay here", ["utter_sign_in"])],
)
async def test_a_wall_at_the_beginning_gives_way_only_where_nothing_of_ones_own_is_named(
    told: Services, begin: Begin, asked: Asked, text: str, names: list[str]
) -> None:
    asked.asked = [(LOCKERS, 0.95)]
    assert (await (await begin("en")).says("loans", text)).names == names
