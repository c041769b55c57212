"""Fit and measure the choice of a fact: `.venv/bin/python -m benchmarks.facts.choosing [--write] [--without ROUND]`.

Messages of seven judged rounds, each labelled with what a perfect answer is (tests/dialogue/judged/labels), are looked
up as production does, where the demonstration does not know what was said in them. Each round is told by weights that
were fitted to the others; beside it stands what the search alone would choose. With --write nothing is measured: it
fits to all rounds (but those --without) and writes the weights that are shipped. On a busy machine
OPENBLAS_NUM_THREADS=1 makes it a hundred times as quick.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.facts.asking import DAY
from benchmarks.facts.cases import Rows
from benchmarks.facts.chosen_sets import report_sets
from benchmarks.facts.demonstration import ROOT, Vectors, filled
from benchmarks.facts.holding_out import without_said
from benchmarks.facts.labelled import ROUNDS, Labelled, labelled
from crm.knowledge.choosing import ALONE, BESIDE, ENTRY, NONE, ChoiceWeights, choice_of
from crm.knowledge.searching import SURE, SURE_OF_TOPIC, After, FoundEntry, KnowledgeQuestion, index_of, ranked
from language.requests.speech.bare_questions import find_aspect
from protocol.intents import traits_of

SHIPPED = ROOT / "crm" / "knowledge" / "choosing.json"
# Weights are held to a little: of entries, and of messages. An intent that is met more seldom has none of its own.
HELD, HELD_NONE, SELDOM = 1.0, 2.0, 15
ROUNDS_OF_NEWTON, FURTHEST, ENOUGH = 25, 3.0, 1e-3
# Of a fact that would do where something else is better, so much counts as right.
EITHER = 0.5
SHOWN = (200, 300, 400, 500, 600, 700)
SHORT, LONG = 9, 28


@dataclass(frozen=True)
class _Arrays:
    """Messages in arrays, the last candidate of each being that nothing answers."""

    rows: Rows
    is_there: Any
    wanted: Callable[[Rows], Rows]


def fitted(messages: Sequence[Labelled]) -> ChoiceWeights:
    """Give the weights under which the right choices are likeliest, by Newton's method."""
    often = Counter(each.choice.intent for each in messages)
    intents = [intent for intent, count in often.items() if count >= SELDOM]
    arrays = _arrays(messages, intents)
    size = arrays.rows.shape[2]
    held = np.asarray([HELD] * len(ENTRY) + [HELD_NONE] * (len(NONE) + len(intents)))
    weights = np.zeros(size)
    for _ in range(ROUNDS_OF_NEWTON):
        worth = np.where(arrays.is_there, arrays.rows @ weights, -np.inf)
        share = np.exp(worth - worth.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        slope = np.einsum("qc,qcw->w", arrays.wanted(share) - share, arrays.rows) - held * weights
        mean = np.einsum("qc,qcw->qw", share, arrays.rows)
        flat = (arrays.rows * np.sqrt(share)[:, :, None]).reshape(-1, size)
        step = np.linalg.solve(flat.T @ flat - mean.T @ mean + np.diag(held), slope)
        weights = weights + step * min(1.0, FURTHEST / np.abs(step).max())
        if np.abs(step).max() < ENOUGH:
            break
    entry, none, own = np.split(weights, [len(ENTRY), len(ENTRY) + len(NONE)])
    return ChoiceWeights(tuple(entry.tolist()), tuple(none.tolist()), dict(zip(intents, own.tolist(), strict=True)))


def _arrays(messages: Sequence[Labelled], intents: Sequence[str]) -> _Arrays:
    most = max(len(each.choice.entries) for each in messages) + 1
    size = len(ENTRY) + len(NONE) + len(intents)
    rows = np.zeros((len(messages), most, size))
    is_there, is_right = (np.zeros((len(messages), most), dtype=np.bool_) for _ in range(2))
    either = np.asarray([EITHER if each.is_either else 0.0 for each in messages])[:, None]
    for place, each in enumerate(messages):
        count = len(each.choice.entries)
        rows[place, :count, : len(ENTRY)] = np.asarray(each.choice.rows).reshape(count, len(ENTRY))
        rows[place, -1, len(ENTRY) :] = (*each.choice.none, *(float(each.choice.intent == one) for one in intents))
        is_there[place, :count], is_there[place, -1] = True, True
        is_right[place, :count] = each.is_right
        is_right[place, -1] = not any(each.is_right)

    def wanted(share: Rows) -> Rows:
        right = share * is_right
        goal = right / np.maximum(right.sum(axis=1, keepdims=True), 1e-300)
        split = goal * (1 - np.where(is_right[:, -1:], 0.0, either))
        split[:, -1] += np.where(is_right[:, -1], 0.0, either[:, 0])
        return np.asarray(split)

    return _Arrays(rows, is_there, wanted)


def chosen_by(each: Labelled, weights: ChoiceWeights) -> list[tuple[str, float]]:
    """Give the entries of a message, the likeliest first, with their chances."""
    chances = each.choice.chances(weights)
    order = sorted(range(len(chances)), key=lambda place: -chances[place])
    return [(each.choice.entries[place].ref, chances[place]) for place in order]


def searched(index: Any, each: Labelled) -> list[FoundEntry]:
    """Rank the entries of a message as the search does by itself, leaning on what was told where that may be."""
    asked, after = each.asked, None
    text, vector = asked.views[ALONE]
    topics = {entry.topic for entry in index.entries}
    words = len(asked.text.split())
    if asked.told is not None and words <= LONG:
        loosely = words > SHORT
        other, other_vector = (asked.text, vector) if loosely else asked.views[BESIDE]
        aspect = find_aspect(asked.text)
        after = After(asked.told.ref, asked.told.topic, other, other_vector, aspect is not None, aspect, loosely)
    topic = asked.topic if asked.topic in topics else None
    question = KnowledgeQuestion(text, each.row["lang"], DAY, vector, topic, asked.branch_id, after)
    return ranked(index, question)


def figures(ranking: Sequence[tuple[Labelled, list[tuple[str, float]]]]) -> dict[str, float]:
    """Give of how many the right one is first, among three and ten, of those whose perfect answer is made of facts."""
    counted = [(each, refs) for each, refs in ranking if each.is_of_facts]
    places = [
        next((place for place, (ref, _) in enumerate(found) if ref in each.wanted), 99) for each, found in counted
    ]
    return {
        "messages": len(counted),
        **{f"in {most}": round(sum(place < most for place in places) / max(1, len(places)), 3) for most in (1, 3, 10)},
    }


def told(ranking: Sequence[tuple[Labelled, list[tuple[str, float]]]]) -> list[str]:
    """Give how many of the surest so many are right and wrong."""
    rows = sorted(
        ((found[0][1], found[0][0] in each.wanted) for each, found in ranking if found), key=lambda one: -one[0]
    )
    return [
        f"{most}: {sum(right for _, right in rows[:most])} right, {sum(not right for _, right in rows[:most])} wrong,"
        f" from {rows[most - 1][0]:.2f}"
        for most in SHOWN
        if most <= len(rows)
    ]


def is_looked_up(each: Labelled) -> bool:
    """Tell whether the reading of a message is one that is answered from facts."""
    intent = each.asked.intent
    return traits_of(intent).note_then is not None or intent in ("out_of_scope", "nlu_fallback")


def report(name: str, ranking: Sequence[tuple[Labelled, list[tuple[str, float]]]]) -> None:
    """Print the figures of a way to choose."""
    print(name)
    parts: dict[str, Callable[[Labelled], bool]] = {
        "all": lambda each: True,
        "understood alone": lambda each: not each.label["leans"],
        "leaning": lambda each: bool(each.label["leans"]),
        **{one: (lambda each, one=one: each.label["round"] == one) for one in ROUNDS},  # type: ignore[misc]
    }
    for part, belongs in parts.items():
        print("  ", part, figures([one for one in ranking if belongs(one[0])]))
    print("   told, of all messages:", "; ".join(told(ranking)))
    print("   told, of those answered from facts:", "; ".join(told([one for one in ranking if is_looked_up(one[0])])))


def written(weights: ChoiceWeights, rounds: Sequence[str]) -> str:
    """Give weights as the file that is shipped."""
    kept = {
        "fitted_to": list(rounds),
        "entry": {name: round(value, 3) for name, value in zip(ENTRY, weights.entry, strict=True)},
        "none": {name: round(value, 3) for name, value in zip(NONE, weights.none, strict=True)},
        "intents": {name: round(value, 3) for name, value in sorted(weights.intents.items())},
    }
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


async def main() -> None:
    """Measure, and write the weights if that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", nargs="?", type=Path, const=SHIPPED, help="the file that the weights go to")
    parser.add_argument(
        "--sets", action="store_true", help="the sets of questions, too, by the weights that are shipped"
    )
    parser.add_argument("--without", action="append", default=[], choices=ROUNDS, help="not fitted to this round")
    chosen = parser.parse_args()
    vectors = Vectors()
    with tempfile.TemporaryDirectory() as folder:
        store = await filled(Path(folder))
        await vectors.give(store)
        index = without_said(await index_of(store), ROUNDS, vectors)
        messages = await labelled(store, index, vectors)
        if chosen.write is not None:
            rounds = [name for name in ROUNDS if name not in chosen.without]
            weights = fitted([each for each in messages if each.label["round"] in rounds])
            chosen.write.write_text(written(weights, rounds), encoding="utf-8")
        else:
            _measure(index, messages)
        if chosen.sets:
            await report_sets(store, index, vectors)
        await store.close()


def _measure(index: Any, messages: Sequence[Labelled]) -> None:
    report("the search alone", [(each, _as_pairs(searched(index, each))) for each in messages])
    left_out = []
    for name in ROUNDS:
        weights = fitted([each for each in messages if each.label["round"] != name])
        left_out += [(each, chosen_by(each, weights)) for each in messages if each.label["round"] == name]
    report("chosen, each round by weights fitted to the others", left_out)
    _tell_time(index, messages)


def _as_pairs(found: Sequence[FoundEntry]) -> list[tuple[str, float]]:
    # What is found within the topic or as a follow-up needs less to be told: both are put on one scale.
    return [(one.entry.ref, one.score + (SURE - SURE_OF_TOPIC) * one.leans) for one in found]


def _tell_time(index: Any, messages: Sequence[Labelled]) -> None:
    seconds = []
    for each in messages[::5]:
        start = time.process_time()
        choice_of(index, each.asked)
        seconds.append(time.process_time() - start)
    print(f"a choice's own processor time, 95th percentile: {1000 * float(np.quantile(seconds, 0.95)):.1f} ms")


if __name__ == "__main__":
    asyncio.run(main())
