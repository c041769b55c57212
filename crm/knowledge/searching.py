"""One search over facts and passages: by words and by vectors, within a topic, for a branch, on a day."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.knowledge.agreement import LONGEST_PLAIN, asking
from crm.knowledge.aspects import asked_aspects, tells
from crm.knowledge.changes import version_of
from crm.knowledge.entries import FACT, KnowledgeEntry, read_entries
from crm.knowledge.entry_likeness import LIKE, Nearest
from crm.knowledge.index import Index
from crm.knowledge.telling_words import telling
from crm.knowledge.word_index import LEAST_NEAR, NEAR
from language.normalise import fold

__all__ = [
    "LIKENESSES",
    "READ_OUTSIDE",
    "SURE",
    "SURE_OF_TOPIC",
    "SURE_OUTSIDE",
    "After",
    "FoundEntry",
    "KnowledgeQuestion",
    "is_of",
    "is_whole",
    "index_of",
    "likeness_rows",
    "of_topic",
    "ranked",
    "search",
    "shares",
    "worths_of",
]

Floats = npt.NDArray[np.float32]

# From here on an entry answers a question, and one of which the topic is known: chosen by benchmarks/facts on the
# half of its questions that is looked at.
SURE, SURE_OF_TOPIC = 0.45, 0.35
# What is read so surely as none of a library's business is answered only by a fact that fits very well: «کارت سوختم گم
# شده» is no lost library card.
READ_OUTSIDE, SURE_OUTSIDE = 0.6, 0.7
# What each likeness weighs, fitted by benchmarks/facts/fitting.py (softmax, with "none" as one choice); last come being
# a passage, and how rare an answer is. What comes with ways to ask for it is known by these, anything else by what it
# tells; without vectors by the words alone.
LIKENESSES = (
    "asked", "several", "told", "named", "covered", "title", "unknown", "passage", "rarity",
    "kind", "other_kind", "other_people", "only_yes",
)  # fmt: skip
_BY_VECTOR = 4
BY_WAYS = (7.4, 9.2, 0.8, 3.2, 2.7, -1.8, -1.1, 0.0, -12.1, 0.7, -0.7, -0.8, -0.2)
BY_TEXT = (-3.3, 1.5, 9.9, 9.4, 3.3, -1.3, -0.1, -2.0, -7.8, 0.5, 0.0, -1.0, -0.4)
BY_WORDS = (9.9, 2.8, -17.3, -0.6, -4.1)
_BY_WAYS, _BY_TEXT = np.asarray(BY_WAYS), np.asarray(BY_TEXT)
# What an entry answers of what is asked counts only where vectors were compared.
_BY_WORDS = np.asarray((*BY_WORDS, *(len(LIKENESSES) - _BY_VECTOR - len(BY_WORDS)) * (0.0,)))
# The columns of a likeness that its numbers here are; what is no likeness is put in its place.
_ROW = [LIKE.get(name, 0) for name in LIKENESSES]
# What it weighs that the topic was read, and that the branch was named.
IN_TOPIC, HERE, UNKNOWN_OF_TOPIC = 2.0, 0.5, 0.65
# What leans on an answer is about its topic, and hardly ever asks for the same once more; it is taken to lean unless
# it is clearly surer by itself.
IN_LAST, SAME_AGAIN, LEANING = 4.0, -2.0, 0.8
# A bare question that the very answer tells is asked of that one, and not of its neighbour.
TOLD_AGAIN = 1.5
# What names nothing is hardly asked of anything else.
BARE = 2.0
# What a bare question asks for ("how much?") has to stand in its answer, be that what was told already.
NOT_TOLD = -3.0
# And what a whole question plainly asks for and an entry does not tell leaves so much of its share.
UNASKED, OF_OTHERS = 0.35, 0.2
# What it weighs, in that topic, to be like what is asked when something of it was just told.
ASKED_THEN = 2.0
MOST_FOUND = 8
# A word that so large a share of a topic's facts have asks for none of them.
MANY, LEAST_MANY = 0.25, 3

_VECTOR = table_of(records.SentenceVector)


@dataclass(frozen=True, slots=True)
class After:
    """What was told before a question that may lean on it.

    `ref` and `topic` are those of the fact; `text` is the question behind which the fact's own stands, with its vector.
    `surely` says that the question names nothing by itself ("how much?"), and `aspect` what it asks for then. `loosely`
    says that it is long enough to stand alone, so that what was told before weighs no more than a topic that was read.
    """

    ref: str
    topic: str | None
    text: str
    vector: Floats | None = None
    surely: bool = False
    aspect: str | None = None
    loosely: bool = False


@dataclass(frozen=True, slots=True)
class KnowledgeQuestion:
    """A question: its words and language, with its vector where there is one.

    `topic` is what it is known or thought to be about, `branch_id` the branch that it names, `day` the library's.
    """

    text: str
    language: str
    day: date
    vector: Floats | None = None
    topic: str | None = None
    branch_id: int | None = None
    after: After | None = None


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry, and how sure it is that it is the one that answers: 0 to 1, and all together no more than that."""

    entry: KnowledgeEntry
    score: float
    # It was found as more of what was told before.
    leans: bool = False
    # The score is the chance that it answers, chosen by all that the message may be read with (crm.knowledge.choosing).
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the likeness of an entry is worth, and how like it is what is asked after something of its topic."""

    worth: float
    leaning: float


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


def _read(connection: Connection) -> tuple[list[KnowledgeEntry], dict[str, bytes], int]:
    version = version_of(connection)
    vectors = {row.digest: row.vector for row in connection.execute(select(_VECTOR.c.digest, _VECTOR.c.vector))}
    return read_entries(connection), vectors, version


async def search(store: Store, question: KnowledgeQuestion) -> list[FoundEntry]:
    """Give what may answer a question, the likeliest first; of two alike that of the branch that is named."""
    return ranked(await index_of(store), question)


def ranked(index: Index, question: KnowledgeQuestion) -> list[FoundEntry]:
    """Rank the entries of an index."""
    alone = _weighed(index, question, question.text, question.vector)
    found = _shares({place: one.worth + _bonus(index.entries[place], question) for place, one in alone.items()})
    after, leans = question.after, False
    if after is not None:
        both = _weighed(index, question, after.text, after.vector)
        leaning = _shares(
            {
                place: (one.worth + both.get(place, one).worth) / 2 + _thread(index.entries[place], one.leaning, after)
                for place, one in alone.items()
            }
        )
        if after.surely or _most(leaning) >= LEANING * _most(found):
            found, leans = leaning, True
    asks = asking(question.text)
    if "stranger" in asks.people or asks.denied:
        # What is told of others says nothing to who is no member, or no student.
        found = {
            place: share * (OF_OTHERS if index.is_for_others(place, asks) else 1.0) for place, share in found.items()
        }
    asked = asked_aspects(fold(question.text)) if len(question.text) <= LONGEST_PLAIN else frozenset()
    if asked:
        # Where a price, a place or a time is asked for, what tells none of it hardly answers.
        found = {
            place: share * (UNASKED if _lacks(index.entries[place], asked) else 1.0) for place, share in found.items()
        }
    best = sorted(found, key=lambda place: -found[place])[:MOST_FOUND]
    return [FoundEntry(index.entries[place], found[place], leans) for place in best]


def _thread(entry: KnowledgeEntry, leaning: float, after: After) -> float:
    """Give what it is worth that an entry belongs to what was told before."""
    in_last = after.topic is not None and entry.topic == after.topic
    told = _tells(entry, after.aspect)
    again = TOLD_AGAIN if told and after.surely else 0.0 if told else SAME_AGAIN
    nearer = IN_TOPIC if after.loosely else IN_LAST + BARE * after.surely
    return (nearer + ASKED_THEN * leaning) * in_last + again * (entry.ref == after.ref) + NOT_TOLD * (told is False)


def _lacks(entry: KnowledgeEntry, asked: frozenset[str]) -> bool:
    """Tell whether an entry tells nothing of all that a question plainly asks for."""
    return all(_tells(entry, aspect) is False for aspect in asked)


def _tells(entry: KnowledgeEntry, aspect: str | None) -> bool | None:
    """Tell whether an entry tells what a bare question asks for; None where that cannot be told."""
    told = [tells(text, aspect) for text in entry.text.values() if text] if aspect is not None else []
    return any(told) if told and None not in told else None


def _weighed(index: Index, question: KnowledgeQuestion, text: str, vector: Floats | None) -> dict[int, _Weighed]:
    """Weigh how like a text the entries are that may answer the question, by their places."""
    found = index.nearest(text, vector, asking(question.text))
    found = found.only(index.may_answer(question.day, question.branch_id)[found.places])
    topic = question.topic or (question.after.topic if question.after is not None else None)
    leaning = found.numbers[:, LIKE["leaning"]].tolist()
    weighed = zip(found.places.tolist(), worths_of(index, found, topic).tolist(), leaning, strict=True)
    return {place: _Weighed(worth, leaning) for place, worth, leaning in weighed}


def _bonus(entry: KnowledgeEntry, question: KnowledgeQuestion) -> float:
    in_topic = question.topic is not None and entry.topic == question.topic
    here = question.branch_id is not None and entry.branch_id == question.branch_id
    return IN_TOPIC * in_topic + HERE * here


def _shares(worth: dict[int, float]) -> dict[int, float]:
    """Give the share of each in what they and that none answers are worth together."""
    most = max(0.0, _most(worth))
    raised = {place: exp(each - most) for place, each in worth.items()}
    whole = exp(-most) + sum(raised.values())
    return {place: each / whole for place, each in raised.items()}


def _most(worth: dict[int, float]) -> float:
    return max(worth.values(), default=0.0)


async def of_topic(store: Store, topic: str, day: date, branch_id: int | None = None) -> list[KnowledgeEntry]:
    """Give the facts of a topic in their order; of a branch that is named, its own first and no other's."""
    index = await index_of(store)
    facts = [
        one
        for one in index.entries
        if one.kind == FACT and one.topic == topic and one.is_valid(day) and not one.is_open
    ]
    if branch_id is not None:
        facts = [one for one in facts if one.branch_id in (None, branch_id)]
        facts.sort(key=lambda one: one.branch_id is None)
    return facts


def worths_of(index: Index, found: Nearest, topic: str | None) -> npt.NDArray[np.float64]:
    """Give what the likenesses of entries to a text are worth; `topic` is what that is known or thought to be about."""
    # Of a topic that is known, words that nothing knows say less against it: people tell more than they ask.
    of_topic = index.of_topic.get(topic) if topic is not None else None
    less = found.by_vector & of_topic[found.places] if of_topic is not None else None
    rows = likeness_rows(index, found, 1.0 if less is None else np.where(less, UNKNOWN_OF_TOPIC, 1.0))
    by_vector = np.where(index.have_wordings[found.places], rows @ _BY_WAYS, rows @ _BY_TEXT)
    return np.asarray(np.where(found.by_vector, by_vector, rows[:, _BY_VECTOR:] @ _BY_WORDS), dtype=np.float64)


def likeness_rows(
    index: Index, found: Nearest, unknown: float | npt.NDArray[np.float64] = 1.0
) -> npt.NDArray[np.float64]:
    """Give the numbers of LIKENESSES, a row for each entry, those by vectors 0 without them.

    `unknown` is what unknown words count.
    """
    rows = found.numbers[:, _ROW]
    rows[:, LIKENESSES.index("unknown")] *= unknown
    rows[:, LIKENESSES.index("passage")] = ~index.are_facts[found.places]
    rows[:, LIKENESSES.index("rarity")] = 1.0
    return rows


def is_of(text: str, entries: list[KnowledgeEntry]) -> bool:
    """Tell whether most words of a question that say what it is about stand in the entries."""
    told = set[str]().union(*map(_told, entries))
    asked = telling(text)
    return 2 * sum(word not in told for word in asked) < max(1, len(asked))


def is_whole(text: str, entries: list[KnowledgeEntry]) -> bool:
    """Tell whether a question asks for a topic as a whole: each of its words stands in many of the entries."""
    told = [_told(entry) for entry in entries]
    return len(entries) > 1 and all(
        max(LEAST_MANY, MANY * len(entries)) <= sum(word in words for words in told) for word in telling(text)
    )


def shares(entry: KnowledgeEntry, text: str) -> bool:
    """Tell whether an entry has a word of a question that says what it is about, or nearly."""
    told, asked = _told(entry), telling(text)
    if not told.isdisjoint(asked):
        return True
    long = [word for word in asked if len(word) >= LEAST_NEAR]
    return any(process.extractOne(word, told, scorer=fuzz.ratio, score_cutoff=NEAR) for word in long)


# Asked for with every question on a topic, and the same as long as an entry is.
@lru_cache(maxsize=4096)
def _told(entry: KnowledgeEntry) -> frozenset[str]:
    return frozenset(word for part in entry.searched for word in telling(part))
