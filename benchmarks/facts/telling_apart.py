"""Measure what tells a fact that answers from its neighbour: `.venv/bin/python -m benchmarks.facts.telling_apart`.

A logistic regression on facts told in judged conversations, fitted to one half of the conversations and measured on
the other. Printed is how well its probability orders good answers before bad ones (the share of pairs), how many bad
ones would not be told where so few good ones are not, and what that would do to the sets of questions.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from pathlib import Path

import numpy as np

from benchmarks.facts.asking import SETS, Asked, asked, figures, read_set
from benchmarks.facts.cases import Rows
from benchmarks.facts.demonstration import Vectors, filled
from benchmarks.facts.judged import Judged, judged
from crm.knowledge.asked_kinds import kinds_of, named_people
from crm.knowledge.entries import KnowledgeEntry, asked_text
from crm.knowledge.entry_likeness import Likeness
from crm.knowledge.index import Index
from crm.knowledge.searching import SURE, FoundEntry, index_of
from crm.knowledge.telling_words import telling
from language.normalise import fold

NOW = ("score", "near")
FEATURES = (
    *NOW, "ahead by ways", "ahead by words", "several", "covered", "title", "first by ways", "first by words",
    "kind", "other kind", "other people", "unknown to it", "words", "topic told last", "first message",
)  # fmt: skip
# No set of questions says whether a fact would be told as near.
OF_SETS = tuple(name for name in FEATURES if name != "near")
HELD, ROUNDS, LEAST_SCORE, RARE = 30.0, 50, 0.005, 0.1
LOST = (0.01, 0.03, 0.05, 0.1)


@lru_cache(maxsize=4096)
def _asked_of(entry: KnowledgeEntry) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
    """Give the share of its ways that ask each kind, the people of whom it speaks, and its stems."""
    ways = [fold(way) for way in (*entry.title.values(), *entry.wordings)]
    kinds: dict[str, float] = {}
    for way in ways:
        for kind in kinds_of(way):
            kinds[kind] = kinds.get(kind, 0.0) + 1 / len(ways)
    people = frozenset[str]().union(*(named_people(fold(text)) for text in (*entry.searched, *entry.leaning)))
    return kinds, people, frozenset(word for text in entry.searched for word in telling(text))


def row_of(
    likeness: dict[str, Likeness], entry: KnowledgeEntry, found: Sequence[FoundEntry], text: str, last: str | None
) -> dict[str, float]:
    """Give the numbers of a question and one entry, all but "near" and "first message"."""
    mine, folded = likeness.get(entry.ref, Likeness()), fold(text)
    others = [one for ref, one in likeness.items() if ref != entry.ref] or [Likeness()]
    score = max(LEAST_SCORE, next((one.score for one in found if one.entry.ref == entry.ref), 0.0))
    by_ways = (mine.asked or 0.0) - max(one.asked or 0.0 for one in others)
    by_words = mine.title - max(one.title for one in others)
    kinds, people, words = _asked_of(entry)
    asks, said = kinds_of(folded), telling(text)
    same = [kinds.get(kind, 0.0) for kind in asks]
    return {
        "score": log(score / max(LEAST_SCORE, 1 - score)),
        "ahead by ways": by_ways,
        "ahead by words": by_words,
        "several": mine.several,
        "covered": mine.covered,
        "title": mine.title,
        "first by ways": float(by_ways >= 0),
        "first by words": float(by_words >= 0),
        "kind": sum(same) / len(same) if same else 0.0,
        "other kind": float(bool(same) and max(same) < RARE),
        "other people": float(not named_people(folded) <= people),
        "unknown to it": sum(word not in words for word in said) / max(1, len(said)),
        "words": log(1 + len(folded.split())),
        "topic told last": float(last is not None and last == entry.topic),
    }


def fitted(rows: Rows, good: Rows) -> Callable[[Rows], Rows]:
    """Fit a logistic regression, and give what tells its probability."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9

    def scaled(given: Rows) -> Rows:
        return np.hstack([(given - mean) / spread, np.ones((len(given), 1))])

    held = HELD * np.eye(rows.shape[1] + 1)
    held[-1, -1] = 1e-6
    weights, whole = np.zeros(rows.shape[1] + 1), scaled(rows)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-whole @ weights))
        slope = whole.T @ (good - chance) - held @ weights
        weights = weights + np.linalg.solve((whole.T * (chance * (1 - chance))) @ whole + held, slope)
    return lambda given: 1 / (1 + np.exp(-scaled(given) @ weights))


def in_order(chance: Rows, good: Rows) -> float:
    """Give the share of pairs of a good and a bad answer in which the good one is likelier."""
    high, low = chance[good == 1][:, None], chance[good == 0][None, :]
    return float((high > low).mean() + (high == low).mean() / 2)


def likenesses(index: Index, text: str, vector: object) -> dict[str, Likeness]:
    """Give how like a question the entries are, by their names."""
    found = index.likenesses(text, np.asarray(vector, dtype=np.float32))
    return {index.entries[place].ref: one for place, one in found.items()}


def report(index: Index, told: list[Judged]) -> tuple[Callable[[Rows], Rows], list[float]]:
    """Print what comes of each half; give what is fitted to the first, and the probabilities to tell from."""
    numbers = [
        {
            **row_of(likenesses(index, one.text, one.vector), one.entry, one.found, one.text, one.last_topic),
            "near": float(one.is_near),
            "first message": float(one.is_first),
        }
        for one in told
    ]
    good = np.asarray([one.is_good for one in told], dtype=np.float64)
    half = np.asarray([one.half for one in told])
    last = np.asarray([one.round == told[-1].round for one in told], dtype=np.bool_)
    print(f"{len(told)} facts told, {good.mean():.3f} of them good")
    for names in (("score",), NOW, OF_SETS, FEATURES):
        rows = np.asarray([[each[name] for name in names] for each in numbers], dtype=np.float64)
        chance = np.zeros(len(told))
        for mine in (0, 1):
            chance[half == mine] = fitted(rows[half != mine], good[half != mine])(rows[half == mine])
        newest = fitted(rows[np.logical_not(last)], good[np.logical_not(last)])(rows[last])
        print(f"{', '.join(names)}: in order {in_order(chance, good):.3f}, newest {in_order(newest, good[last]):.3f}")
        for lost in LOST:
            kept = {True: 0, False: 0}
            for mine in (0, 1):
                # From where on is chosen on the other half, and by what was not fitted to it.
                from_on = np.quantile(chance[(half != mine) & (good == 1)], lost)
                here = half == mine
                kept[True] += int(((chance >= from_on) & here & (good == 1)).sum())
                kept[False] += int(((chance >= from_on) & here & (good == 0)).sum())
            right, wrong = int(good.sum()), int((1 - good).sum())
            print(f"   {right - kept[True]} of {right} good and {wrong - kept[False]} of {wrong} bad ones not told")
    rows = np.asarray([[each[name] for name in OF_SETS] for each in numbers], dtype=np.float64)
    tells = fitted(rows[half == 0], good[half == 0])
    return tells, [float(np.quantile(tells(rows[(half == 0) & (good == 1)]), lost)) for lost in LOST]


def chances(index: Index, name: str, answers: list[Asked], made: Vectors, tells: Callable[[Rows], Rows]) -> list[float]:
    """Give how likely what stands first answers, for each question of a set."""
    vectors = made.of([asked_text(one.text) for one in answers])
    topics = {entry.title.get("en"): entry.topic for entry in index.entries}
    found = []
    for one, row, vector in zip(answers, read_set(name), vectors, strict=True):
        if not one.found:
            found.append(1.0)
            continue
        like, last = likenesses(index, one.text, vector), topics.get(row.get("told"))
        numbers = row_of(like, one.found[0].entry, one.found, one.text, last)
        numbers["first message"] = float("told" not in row)
        found.append(float(tells(np.asarray([[numbers[each] for each in OF_SETS]]))[0]))
    return found


async def main() -> None:
    """Print all figures."""
    vectors = Vectors()
    with tempfile.TemporaryDirectory() as folder:
        store = await filled(Path(folder))
        await vectors.give(store)
        index = await index_of(store)
        tells, bounds = report(index, judged(index, vectors))
        for name in SETS:
            answers = await asked(store, index, name, vectors, with_vectors=True, with_topics=False)
            likely = chances(index, name, answers, vectors, tells)
            print(name, _told_of(answers))
            for lost, bound in zip(LOST, bounds, strict=True):
                left = [one for one, chance in zip(answers, likely, strict=True) if chance < bound]
                for one in left:
                    one.found = []
                print(f"   where {lost:.0%} of the good ones are not told", _told_of(answers))
        await store.close()


def _told_of(answers: list[Asked]) -> dict[str, float]:
    shown = ("told and right", "told and wrong", "falsely told")
    return {name: round(value, 3) for name, value in figures(answers, SURE).items() if name in shown}


if __name__ == "__main__":
    asyncio.run(main())
