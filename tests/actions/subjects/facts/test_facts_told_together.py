"""Facts that are told together: two that are nearly as likely, the parts of a double question, those of an event."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from crm.knowledge.searching import FoundEntry, index_of
from protocol.vectors import MOST_VECTORS
from tests.support.store_rows import SARA
from tests.support.talk import Begin

MEMBERS, GUESTS, FAST = "How do members log in?", "How do guests log in?", "How fast is the network?"
FACTS = (
    FactValues("wifi", "اعضا چگونه وصل می‌شوند؟", MEMBERS, "با کارت.", "With card and PIN."),
    FactValues("wifi", "مهمان چگونه وصل می‌شود؟", GUESTS, "با رمز یک‌روزه.", "With a one-day code.", position=1),
    FactValues("wifi", "سرعت شبکه چقدر است؟", FAST, "۱۶ مگابیت.", "16 megabits.", position=2),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of its network."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


class Choosing:
    """Chances by what is asked, in the place of those that vectors give."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.chances: list[tuple[str, float]] = []
        self.of_parts: dict[str, list[tuple[str, float]]] = {}
        for module in ("facts", "facts_again", "near_facts", "several_questions", "topics_told"):
            monkeypatch.setattr(f"actions.subjects.facts.{module}.find_facts", self.find)
        monkeypatch.setattr("actions.subjects.second_looks.untold_parts.find_for_part", self.find_for_part)

    async def find(self, turn: Any, text: str, topic: str | None, **_how: bool) -> list[FoundEntry]:
        return await self._found(turn, self.chances if text == turn.text else [])

    async def find_for_part(self, turn: Any, part: str, topic: str | None, **_how: Any) -> list[FoundEntry]:
        return await self._found(turn, self.of_parts.get(part, []))

    async def _found(self, turn: Any, chances: Sequence[tuple[str, float]]) -> list[FoundEntry]:
        index = await index_of(turn.store)
        named = {entry.title.get("en"): entry for entry in index.entries}
        return [FoundEntry(named[title], chance, False, True) for title, chance in chances]


@pytest.fixture
def choosing(monkeypatch: pytest.MonkeyPatch) -> Choosing:
    return Choosing(monkeypatch)


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        (0.6, 0.3, "utter_facts"),
        (0.6, 0.1, "utter_fact"),
        (0.8, 0.19, "utter_fact"),
        (0.4, 0.3, "utter_facts"),
        (0.3, 0.15, "utter_facts_near"),
    ],
)
async def test_of_two_that_are_nearly_as_likely_both_are_told(
    told: Services, begin: Begin, choosing: Choosing, first: float, second: float, answer: str
) -> None:
    choosing.chances = [(MEMBERS, first), (GUESTS, second)]
    said = await (await begin("en")).says("wifi", "the network wants a code")
    assert said.names == [answer]
    assert ("one-day code" in said.text) is (answer != "utter_fact")
    # What is told is not offered beside it.
    assert answer == "utter_fact" or GUESTS not in [button["title"] for button in said.buttons]


@pytest.mark.parametrize(
    ("text", "second", "answer"),
    [
        ("how do members get on it", 0.05, "utter_fact"),
        ("how do members get on it", 0.15, "utter_facts_near"),
        # What has no word of the question only may be meant.
        ("the network wants a code", 0.05, "utter_fact_near"),
    ],
)
async def test_one_that_is_far_before_all_others_is_told_plainly(
    told: Services, begin: Begin, choosing: Choosing, text: str, second: float, answer: str
) -> None:
    choosing.chances = [(MEMBERS, 0.3), (GUESTS, second)]
    assert (await (await begin("en")).says("wifi", text)).names == [answer]


async def test_what_was_told_just_before_is_told_with_what_may_be_meant(
    told: Services, begin: Begin, choosing: Choosing
) -> None:
    choosing.chances = [(MEMBERS, 0.9), (GUESTS, 0.08)]
    talk = await begin("en")
    assert (await talk.says("wifi", "how do I get on the network")).names == ["utter_fact"]
    again = await talk.says("wifi", "the network still wants something from me")
    assert again.names == ["utter_facts"] and "one-day code" in again.text


async def test_each_part_is_answered_by_the_fact_that_is_likeliest_for_it(
    told: Services, begin: Begin, choosing: Choosing
) -> None:
    choosing.chances = [(MEMBERS, 0.9)]
    choosing.of_parts = {"How do we log in": [(MEMBERS, 0.9)], "how many devices may we have": [(FAST, 0.8)]}
    said = await (await begin("en")).says("wifi", "How do we log in, and how many devices may we have?")
    assert said.names == ["utter_facts"]
    assert "With card and PIN." in said.text and "16 megabits." in said.text


@pytest.mark.parametrize("likeliest", [(MEMBERS, 0.9), (GUESTS, 0.9), (FAST, 0.4)])
async def test_a_part_gets_no_fact_that_is_told_for_others_or_hardly_likely(
    told: Services, begin: Begin, choosing: Choosing, likeliest: tuple[str, float]
) -> None:
    choosing.chances = [(MEMBERS, 0.9)]
    choosing.of_parts = {"can we do it at home": [likeliest]}
    said = await (await begin("en")).says("wifi", "How do we log in, and can we do it at home?")
    assert said.names == ["utter_fact"] and said.text == "With card and PIN."


async def test_a_double_question_is_answered_with_the_vectors_of_its_parts(
    told: Services, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.knowledge.index.Index.has_vectors", property(lambda _: True))
    talk = await begin("en")
    asked: list[str] = []

    def make(text: str) -> str:
        asked.append(text)
        return base64.b64encode(np.zeros(384, dtype="<f2").tobytes()).decode()

    talk.makes = make
    await talk.says("wifi", "How do members log in with a card, and may they do it at home?")
    assert any("may they do it at home" in text and "members" not in text for text in asked)


async def test_a_double_question_behind_a_fact_that_was_told_has_room_for_all_its_vectors(
    told: Services, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.knowledge.index.Index.has_vectors", property(lambda _: True))
    talk = await begin("en")
    asked: list[str] = []

    def make(text: str) -> str:
        asked.append(text)
        return base64.b64encode(np.zeros(384, dtype="<f2").tobytes()).decode()

    talk.makes = make
    assert (await talk.says("wifi", "how do guests log in")).names == ["utter_fact"]
    asked.clear()
    await talk.says("wifi", "How do members log in with a card, and may they do it at home?")
    # Of all of it and of its parts, each by itself, with what was told, and with what was said before it.
    assert len(asked) == len(set(asked)) == MOST_VECTORS


async def test_who_asks_of_an_event_that_was_told_is_not_told_that_there_is_none(begin: Begin) -> None:
    talk = await begin("en")
    listed = await talk.says("events", "what events are there?")
    assert listed.names == ["utter_events"]
    said = await talk.says("events", "could my cousin Zebulon tag along?")
    assert "utter_events_none_such" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "yoga"),
        ("en", "chess club please"),
        ("en", "I'm looking for a chess tournament"),
        ("en", "can I join a yoga class?"),
        ("en", "how much does the pottery class cost?"),
        ("en", "and for teenagers?"),
        ("fa", "کلاس یوگا"),
        ("fa", "دنبال کلاس خوشنویسی‌ام"),
        ("fa", "برای نوجوونا؟"),
    ],
)
async def test_events_of_another_kind_or_for_others_are_not_those_told_before(
    begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language)
    listed = await talk.says("events", {"en": "what events are there?", "fa": "چه برنامه‌هایی دارید؟"}[language])
    assert listed.names == ["utter_events"]
    said = await talk.says("events", words)
    assert said.names != ["utter_events"] or said.text != listed.text, said


async def test_a_fact_that_is_told_answers_a_part_only_where_it_tells_what_is_wanted(
    told: Services, begin: Begin, choosing: Choosing, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing.chances = [(MEMBERS, 0.9)]
    choosing.of_parts = {"how much is it": [(MEMBERS, 0.9)]}
    looked: list[str] = []

    async def find(turn: Any, text: str, topic: str | None, **_how: bool) -> list[FoundEntry]:
        looked.append(text)
        return []

    monkeypatch.setattr("actions.subjects.second_looks.untold_parts.find_facts", find)
    await (await begin("en")).says("wifi", "How do we log in, and how much is it?")
    assert "how much is it" in looked
