"""Which facts a message asks for, be it one or several: each has a chance of its own.

What is chosen (crm.knowledge.choosing) is one answer: of "a place for my bike, and lockers?" the likelier of two right
ones leaves hardly a chance to the other. Here what the whole message and each of its clauses would be answered by are
numbers, and what these weigh was learned from messages of which all facts are known that a perfect answer tells
(several.json, fitted by benchmarks/facts/several.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import exp, log
from operator import mul
from pathlib import Path

from crm.knowledge.searching import FoundEntry

__all__ = ["NUMBERS", "asked_for", "numbers_of", "shipped"]

# The numbers of an entry, in order; chances are log odds.
NUMBERS = (
    "always", "chance", "first", "second", "chance of a clause", "first of a clause", "chance where first of a clause",
    "better of both", "topic of the first", "chance of the first", "length",
)  # fmt: skip
_LEAST, _MOST = 1e-4, 1 - 1e-4
_LONGEST = 60


def asked_for(
    whole: Sequence[FoundEntry],
    clauses: Sequence[Sequence[FoundEntry]],
    words: int,
    weights: Sequence[float] | None = None,
) -> list[FoundEntry]:
    """Give what may be asked for, the likeliest first, each with the chance that a perfect answer tells it.

    `whole` and `clauses` are what was chosen for the message and for each clause of it; `words` is its length.
    """
    entries = {one.entry.ref: one for found in (*clauses, whole) for one in found}
    rows = numbers_of(whole, clauses, words)
    weights = shipped() if weights is None else weights
    found = [replace(entries[ref], score=1 / (1 + exp(-sum(map(mul, weights, row))))) for ref, row in rows.items()]
    return sorted(found, key=lambda one: -one.score)


def numbers_of(
    whole: Sequence[FoundEntry], clauses: Sequence[Sequence[FoundEntry]], words: int
) -> dict[str, tuple[float, ...]]:
    """Give the numbers of all that was chosen, by its name, as NUMBERS names them."""
    of_whole = {one.entry.ref: (place, one.score) for place, one in enumerate(whole)}
    of_clause: dict[str, float] = {}
    where_first: dict[str, float] = {}
    topics: dict[str, str | None] = {}
    for found in (*clauses, whole):
        topics |= {one.entry.ref: one.entry.topic for one in found}
    for found in clauses:
        for place, one in enumerate(found):
            of_clause[one.entry.ref] = max(of_clause.get(one.entry.ref, 0.0), one.score)
            if not place:
                where_first[one.entry.ref] = max(where_first.get(one.entry.ref, 0.0), one.score)
    topic, best = (whole[0].entry.topic, whole[0].score) if whole else (None, 0.0)
    rows: dict[str, tuple[float, ...]] = {}
    for ref in topics:
        place, chance = of_whole.get(ref, (len(whole) + 1, 0.0))
        clause = of_clause.get(ref, 0.0)
        rows[ref] = (
            1.0, _odds(chance), float(place == 0), float(place == 1), _odds(clause), float(ref in where_first),
            _odds(where_first.get(ref, 0.0)), _odds(max(chance, clause)), float(topics[ref] == topic), _odds(best),
            min(words, _LONGEST) / _LONGEST,
        )  # fmt: skip
    return rows


@cache
def shipped() -> tuple[float, ...]:
    """Give the weights that were fitted to labelled rounds."""
    kept = json.loads((Path(__file__).resolve().parent / "several.json").read_text(encoding="utf-8"))
    return tuple(kept["weights"].get(name, 0.0) for name in NUMBERS)


def _odds(chance: float) -> float:
    kept = min(max(chance, _LEAST), _MOST)
    return log(kept / (1 - kept))
