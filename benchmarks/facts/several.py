"""Fit and measure which facts a message asks for, one or several: `.venv/bin/python -m benchmarks.facts.several`.

Of the messages of seven judged rounds it is labelled which facts a perfect answer tells, up to four of each. They are
looked up as production does, whole and clause by clause, where the demonstration does not know what was said in them;
for each round by a choice that was fitted to the others. Each round is told by weights of this that were fitted to the
others, too. With --write it fits to all and writes what is shipped.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.facts.choosing import fitted
from benchmarks.facts.demonstration import ROOT, Vectors, filled
from benchmarks.facts.holding_out import without_said
from benchmarks.facts.labelled import ROUNDS, Labelled, labelled
from crm.knowledge.asking_parts import clauses_of
from crm.knowledge.choosing import ChoiceWeights, chosen, views_of
from crm.knowledge.entries import FACT, asked_text
from crm.knowledge.index import Index
from crm.knowledge.searching import FoundEntry, index_of
from crm.knowledge.several import NUMBERS, asked_for, numbers_of

SHIPPED = ROOT / "crm" / "knowledge" / "several.json"
HELD, STEPS = 1.0, 30
SHOWN = (0.5, 0.45, 0.4, 0.35, 0.3, 0.25)
MOST_TOLD, MOST_WANTED = 3, 2


@dataclass(frozen=True)
class Message:
    """What was chosen for a message and its clauses, and which facts a perfect answer tells, the best first."""

    round: str
    whole: list[FoundEntry]
    clauses: list[list[FoundEntry]]
    words: int
    wanted: list[str]
    is_of_facts: bool


def messages(index: Index, every: Sequence[Labelled], made: Vectors) -> list[Message]:
    """Choose for all messages and their clauses, for each by a choice that was fitted to the other rounds."""
    weights = {name: fitted([each for each in every if each.label["round"] != name]) for name in ROUNDS}
    refs = {entry.title["en"]: entry.ref for entry in index.entries if entry.kind == FACT}
    texts = [[views_of(clause, each.row["lang"], "", "") for clause in clauses_of(each.asked.text)] for each in every]
    needed = list(dict.fromkeys(asked_text(text) for views in texts for view in views for text in view.values()))
    vectors = dict(zip(needed, made.of(needed), strict=True))
    found = []
    for each, views in zip(every, texts, strict=True):
        own = weights[each.label["round"]]
        clauses = [_of_clause(index, each, view, vectors, own) for view in views]
        wanted = [refs[name] for name in each.label["facts"] if name in refs]
        words = len(each.asked.text.split())
        whole = chosen(index, each.asked, own)
        found.append(Message(each.label["round"], whole, clauses, words, wanted, each.is_of_facts))
    return found


def _of_clause(
    index: Index, each: Labelled, view: dict[str, str], vectors: dict[str, Any], weights: ChoiceWeights
) -> list[FoundEntry]:
    seen = {name: (text, np.asarray(vectors[asked_text(text)], dtype=np.float32)) for name, text in view.items()}
    asked = replace(each.asked, text=view["alone"], views=seen, before=None, told=None, first=False)
    return chosen(index, asked, weights)


def weights_of(counted: Sequence[Message]) -> list[float]:
    """Give the weights of a logistic regression, by Newton's method."""
    rows, right = [], []
    for each in counted:
        for ref, row in numbers_of(each.whole, each.clauses, each.words).items():
            rows.append(row)
            right.append(float(ref in each.wanted))
    numbers, wanted = np.asarray(rows), np.asarray(right)
    weights = np.zeros(len(NUMBERS))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-numbers @ weights))
        slope = numbers.T @ (wanted - chance) - HELD * weights
        curve = (numbers * (chance * (1 - chance))[:, None]).T @ numbers + HELD * np.eye(len(NUMBERS))
        weights = weights + np.linalg.solve(curve, slope)
    return [float(each) for each in weights]


def report(counted: Sequence[Message], found: Sequence[Sequence[FoundEntry]]) -> None:
    """Print, for each bound from which a fact is told, how many messages get all, some or none of what they ask for."""
    print("| told from | all (of two) | some | only others | nothing | told where no fact answers |")
    print("|---|---|---|---|---|---|")
    for bound in SHOWN:
        ways: Counter[str] = Counter()
        for each, asked in zip(counted, found, strict=True):
            told = [one.entry.ref for one in asked if one.score >= bound][:MOST_TOLD]
            if each.is_of_facts:
                ways[_outcome(each.wanted, told)] += 1
            elif not each.wanted:
                ways["no fact", bool(told)] += 1  # type: ignore[index]
        of_facts = sum(ways[name] for name in ("all", "some", "others", "nothing"))
        shares = [f"{100 * ways[name] / of_facts:.1f}" for name in ("all", "some", "others", "nothing")]
        none = ways["no fact", True] / max(1, ways["no fact", True] + ways["no fact", False])  # type: ignore[index]
        print(f"| {bound} | {' | '.join(shares)} | {100 * none:.1f} |")


def _outcome(wanted: Sequence[str], told: Sequence[str]) -> str:
    first = wanted[:MOST_WANTED]
    hit = sum(ref in told for ref in first)
    beside = sum(ref not in wanted for ref in told)
    if hit == len(first) and beside < MOST_WANTED:
        return "all"
    return "some" if hit else "others" if told else "nothing"


async def main() -> None:
    """Measure, and write the weights if that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", nargs="?", type=Path, const=SHIPPED, help="the file that the weights go to")
    options = parser.parse_args()
    vectors = Vectors()
    with tempfile.TemporaryDirectory() as folder:
        store = await filled(Path(folder))
        await vectors.give(store)
        index = without_said(await index_of(store), ROUNDS, vectors)
        counted = messages(index, await labelled(store, index, vectors, ROUNDS), vectors)
        await store.close()
    found = []
    for each in counted:
        weights = _left_out(counted, each.round)
        found.append(asked_for(each.whole, each.clauses, each.words, weights))
    report(counted, found)
    if options.write is not None:
        kept = {name: round(value, 3) for name, value in zip(NUMBERS, weights_of(counted), strict=True)}
        options.write.write_text(
            json.dumps({"fitted_to": list(ROUNDS), "weights": kept}, indent=2) + "\n", encoding="utf-8"
        )


_KEPT: dict[str, list[float]] = {}


def _left_out(counted: Sequence[Message], name: str) -> list[float]:
    if name not in _KEPT:
        _KEPT[name] = weights_of([each for each in counted if each.round != name])
    return _KEPT[name]


if __name__ == "__main__":
    asyncio.run(main())
