"""One search over facts and passages: by words and by vectors, within a topic, for a branch, on a day."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp
from operator import mul
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.knowledge.changes import version_of
from crm.knowledge.entries import FACT, Entry, read_entries
from crm.knowledge.index import LEAST_NEAR, NEAR, Index, Likeness, telling

__all__ = [
    "SURE",
    "SURE_OF_TOPIC",
    "Found",
    "Question",
    "is_of",
    "is_whole",
    "index_of",
    "of_topic",
    "ranked",
    "search",
    "shares",
]

Floats = npt.NDArray[np.float32]

# From here on an entry answers a question, and one of which the topic is known: chosen by benchmarks/facts on the
# half of its questions that is looked at.
SURE, SURE_OF_TOPIC = 0.3, 0.2
# What each likeness weighs, fitted to the same questions and to our training's utterances that no library answers:
# with vectors asked, told, named, covered, unknown, being a passage, and how rare an answer is; without vectors
# title and covered, and the last three.
BY_VECTORS = (1.9, 6.7, 6.0, 3.7, -3.9, 2.3, -7.75)
BY_WORDS = (3.2, 4.8, -6.2, 1.5, -5.0)
# What it weighs that the topic was read, and that the branch was named.
IN_TOPIC, HERE = 1.2, 0.5
MOST_FOUND = 8
# A word that so large a share of a topic's facts have asks for none of them.
MANY, LEAST_MANY = 0.25, 3

_VECTOR = table_of(records.SentenceVector)


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its words and language, with its vector where there is one.

    `topic` is what it is known or thought to be about, `branch_id` the branch that it names, `day` the library's.
    """

    text: str
    language: str
    day: date
    vector: Floats | None = None
    topic: str | None = None
    branch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, and how sure it is that it answers: 0 to 1."""

    entry: Entry
    score: float


@dataclass(slots=True)
class _Held:
    version: int = -1
    index: Index | None = None
    lock: asyncio.Lock | None = None


_HELD: WeakKeyDictionary[Store, _Held] = WeakKeyDictionary()


async def index_of(store: Store) -> Index:
    """Give the index of what the store holds now."""
    held = _HELD.setdefault(store, _Held())
    held.lock = held.lock or asyncio.Lock()
    async with held.lock:
        version = await store.recall("knowledge version", version_of)
        if held.index is None or held.version != version:
            entries, vectors, version = await store.look(_read)
            older = held.index
            held.index = await asyncio.to_thread(lambda: Index(entries, vectors, older))
            held.version = version
        return held.index


def _read(connection: Connection) -> tuple[list[Entry], dict[str, bytes], int]:
    version = version_of(connection)
    vectors = {row.digest: row.vector for row in connection.execute(select(_VECTOR.c.digest, _VECTOR.c.vector))}
    return read_entries(connection), vectors, version


async def search(store: Store, question: Question) -> list[Found]:
    """Give what may answer a question, the likeliest first; of two alike that of the branch that is named."""
    return ranked(await index_of(store), question)


def ranked(index: Index, question: Question) -> list[Found]:
    """Rank the entries of an index."""
    found = []
    for place, likeness in index.likenesses(question.text, question.language, question.vector).items():
        entry = index.entries[place]
        if not entry.is_valid(question.day):
            continue
        elsewhere = question.branch_id is not None and entry.branch_id not in (None, question.branch_id)
        if elsewhere:
            continue
        found.append(Found(entry, _score(likeness, entry, question)))
    found.sort(key=lambda one: -one.score)
    return found[:MOST_FOUND]


async def of_topic(store: Store, topic: str, day: date, branch_id: int | None = None) -> list[Entry]:
    """Give the facts of a topic in their order; of a branch that is named, its own first and no other's."""
    index = await index_of(store)
    facts = [one for one in index.entries if one.kind == FACT and one.topic == topic and one.is_valid(day)]
    if branch_id is not None:
        facts = [one for one in facts if one.branch_id in (None, branch_id)]
        facts.sort(key=lambda one: one.branch_id is None)
    return facts


def _score(likeness: Likeness, entry: Entry, question: Question) -> float:
    in_topic = question.topic is not None and entry.topic == question.topic
    here = question.branch_id is not None and entry.branch_id == question.branch_id
    weighed = IN_TOPIC * in_topic + HERE * here
    values: tuple[float, ...]
    if likeness.asked is None:
        values = (likeness.title, likeness.covered, likeness.unknown, float(entry.kind != FACT), 1.0)
        weighed += sum(map(mul, BY_WORDS, values))
    else:
        values = (
            likeness.asked, likeness.told, likeness.named, likeness.covered, likeness.unknown,
            float(entry.kind != FACT), 1.0,
        )  # fmt: skip
        weighed += sum(map(mul, BY_VECTORS, values))
    return 1 / (1 + exp(-weighed))


def is_of(text: str, entries: list[Entry]) -> bool:
    """Tell whether most words of a question that say what it is about stand in the entries."""
    told = set[str]().union(*map(_told, entries))
    asked = telling(text)
    return 2 * sum(word not in told for word in asked) < max(1, len(asked))


def is_whole(text: str, entries: list[Entry]) -> bool:
    """Tell whether a question asks for a topic as a whole: each of its words stands in many of the entries."""
    told = [_told(entry) for entry in entries]
    return len(entries) > 1 and all(
        max(LEAST_MANY, MANY * len(entries)) <= sum(word in words for words in told) for word in telling(text)
    )


def shares(entry: Entry, text: str) -> bool:
    """Tell whether an entry has a word of a question that says what it is about, or nearly."""
    told, asked = _told(entry), telling(text)
    if not told.isdisjoint(asked):
        return True
    long = [word for word in asked if len(word) >= LEAST_NEAR]
    return any(process.extractOne(word, told, scorer=fuzz.ratio, score_cutoff=NEAR) for word in long)


# Asked for with every question on a topic, and the same as long as an entry is.
@lru_cache(maxsize=4096)
def _told(entry: Entry) -> frozenset[str]:
    return frozenset(word for part in entry.searched for word in telling(part))
