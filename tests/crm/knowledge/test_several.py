"""Which facts a message asks for: each has a chance of its own, by the whole message and by its clauses."""

from __future__ import annotations

import pytest

from crm.knowledge.asking_parts import clauses_of
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry
from crm.knowledge.several import NUMBERS, asked_for, numbers_of, shipped


def found(id: int, chance: float, topic: str = "facilities") -> FoundEntry:
    entry = KnowledgeEntry(FACT, id, {"en": f"Question {id}?"}, {"en": f"Answer {id}."}, topic)
    return FoundEntry(entry, chance, chosen=True)


def refs(asked: list[FoundEntry], least: float) -> list[int]:
    return [one.entry.id for one in asked if one.score >= least]


def test_two_that_are_asked_for_in_a_clause_each_are_both_likely() -> None:
    whole = [found(1, 0.9), found(2, 0.04), found(3, 0.03)]
    asked = asked_for(whole, [[found(1, 0.9)], [found(2, 0.9), found(3, 0.02)]], 12)
    assert refs(asked, 0.35) == [1, 2]
    # Each chance stands for itself: together they may be more than one.
    assert sum(one.score for one in asked) > 1
    assert refs(asked_for(whole, [], 12), 0.35) == [1]


def test_of_what_is_hardly_like_it_nothing_is_likely() -> None:
    assert refs(asked_for([found(1, 0.05), found(2, 0.03)], [], 6), 0.35) == []
    assert asked_for([], [], 3) == []


def test_a_fact_of_the_topic_of_the_likeliest_is_likelier_than_one_of_another() -> None:
    near, far = found(2, 0.2), found(3, 0.2, topic="wifi")
    chances = {one.entry.id: one.score for one in asked_for([found(1, 0.6), near, far], [], 8)}
    assert chances[2] > chances[3]


def test_what_only_a_clause_finds_has_numbers_too() -> None:
    rows = numbers_of([found(1, 0.9)], [[found(2, 0.8)]], 10)
    assert {name.rsplit(":", 1)[-1] for name in rows} == {"1", "2"}
    assert all(len(row) == len(NUMBERS) == len(shipped()) for row in rows.values())
    # The likelier, the more it weighs.
    assert shipped()[NUMBERS.index("better of both")] > 0 < shipped()[NUMBERS.index("chance")]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "is there a place for my bike, and lockers for my bag?",
            ["is there a place for my bike", "and lockers for my bag?"],
        ),
        ("کافه دارین و کمد هم برای کیفم هست؟", ["کافه دارین", "کمد هم برای کیفم هست؟"]),
        ("parking darin va asansor ham hast", ["parking darin", "asansor ham hast"]),
        ("Where is the reading room?", []),
        ("Thanks, where is the reading room?", []),
    ],
)
def test_clauses_each_say_what_they_are_about(text: str, clauses: list[str]) -> None:
    assert clauses_of(text) == clauses


def test_no_more_clauses_are_looked_at_than_four() -> None:
    text = ". ".join(f"where is the printer of floor {number}" for number in range(9))
    assert len(clauses_of(text)) == 4
