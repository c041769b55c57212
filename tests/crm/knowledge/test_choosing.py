"""The choice of a fact for a message: its views, its numbers, and what their weights make of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from crm.knowledge.choosing import (
    ALONE,
    BEHIND,
    BESIDE,
    ENTRY,
    NONE,
    PART,
    ChoiceWeights,
    FactChoice,
    MessageAsked,
    ToldFact,
    choice_of,
    chosen,
    shipped,
    views_of,
)
from crm.knowledge.entries import FACT, KnowledgeEntry, digest_of
from crm.knowledge.index import Index
from crm.knowledge.vectors import KIND

DAY = date(2026, 11, 26)
WIDTH = 384


def fact(id: int, topic: str, en: str, text: str, **values: object) -> KnowledgeEntry:
    return KnowledgeEntry(FACT, id, {"en": en}, {"en": text}, topic, **values)  # type: ignore[arg-type]


LOCKER = fact(1, "facilities", "Where are the lockers?", "Beside the door.")
PRICE = fact(2, "facilities", "How much is a locker?", "Free of charge.")
OPEN = fact(3, "wifi", "Is the wifi open at night?", "Yes.", valid_until=date(2026, 1, 1))
ENTRIES = [LOCKER, PRICE, OPEN]


def vector(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)


@pytest.fixture(scope="module")
def index() -> Index:
    kept = {}
    for entry in ENTRIES:
        for _, text, _ in entry.vector_texts():
            kept[digest_of(text)] = vector(entry.id).astype(KIND).tobytes()
    return Index(ENTRIES, kept)


def asked(text: str, near: KnowledgeEntry, told: ToldFact | None = None, branch: int | None = None) -> MessageAsked:
    views = {ALONE: (text, vector(near.id))}
    return MessageAsked(text, DAY, views, "facilities", 0.9, "facilities", told=told, branch_id=branch)


def test_a_message_is_looked_up_alone_beside_and_behind_what_was_said_and_by_what_asks_of_it() -> None:
    assert set(views_of("how much", "en", "", "")) == {ALONE}
    views = views_of("Thank you very much. How much is a locker?", "en", "Where are the lockers?", "any lockers?")
    assert set(views) == {ALONE, BESIDE, BEHIND, PART}
    assert views[BESIDE].endswith("Where are the lockers?") and views[BEHIND].startswith("any lockers?")
    assert views[PART] == "How much is a locker?"


def test_every_number_has_its_name_and_its_weight(index: Index) -> None:
    choice = choice_of(index, asked("where are the lockers", LOCKER))
    assert {len(row) for row in choice.rows} == {len(ENTRY)} and len(choice.none) == len(NONE)
    assert len(set(ENTRY)) == len(ENTRY) and len(set(NONE)) == len(NONE)
    weights = shipped()
    assert all(weights.entry) and all(weights.none), "a number without a weight is not worth computing"


def test_the_one_that_is_asked_for_is_likeliest_and_what_does_not_hold_is_left_out(index: Index) -> None:
    for one in (LOCKER, PRICE):
        found = chosen(index, asked(one.title["en"], one))
        assert found[0].entry is one and found[0].chosen and not found[0].leans
        assert {each.entry.ref for each in found} == {LOCKER.ref, PRICE.ref}
        assert sum(each.score for each in found) <= 1.0


def test_what_goes_on_with_the_topic_that_was_told_of_leans(index: Index) -> None:
    found = chosen(index, asked("how much is it", PRICE, ToldFact(LOCKER.ref, "facilities")))
    assert {each.entry.ref: each.leans for each in found} == {LOCKER.ref: True, PRICE.ref: True}


def test_chances_and_that_nothing_answers_are_one_together() -> None:
    choice = FactChoice((LOCKER, PRICE), np.eye(2), (1.0,), "wifi")
    even = choice.chances(ChoiceWeights((0.0, 0.0), (0.0,)))
    assert even == pytest.approx([1 / 3, 1 / 3])
    surer = choice.chances(ChoiceWeights((50.0, 0.0), (0.0,)))
    assert surer[0] == pytest.approx(1.0)
    refused = choice.chances(ChoiceWeights((0.0, 0.0), (0.0,), {"wifi": 50.0}))
    assert sum(refused) == pytest.approx(0.0)
    assert FactChoice((), np.zeros((0, 2)), (1.0,), "wifi").chances(ChoiceWeights((0.0, 0.0), (0.0,))) == []
