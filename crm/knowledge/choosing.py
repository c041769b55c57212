"""Choosing among entries what answers a message, with what was said before it: weights learned from labelled messages.

The search (crm.knowledge.searching) says how like an entry is to a text. Here a message is looked up in several views:
by itself, with the question of the fact that was told last, behind what was said before, and by the part of it that
asks. What the views find, what was read, and what the message asks are numbers, of which none knows a library's facts;
what each weighs stands in choosing.json, fitted by benchmarks/facts/choosing.py. The outcome is the chance of each
entry that it answers, beside the chance that none does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from math import exp, log
from operator import mul
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from crm.knowledge.agreement import asking
from crm.knowledge.asked_kinds import kinds_of
from crm.knowledge.asking_parts import asked_beside, asking_clause
from crm.knowledge.aspects import tells
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.entry_likeness import LIKE, Nearest
from crm.knowledge.index import Index
from crm.knowledge.searching import MOST_FOUND, FoundEntry, worths_of
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.speech.bare_questions import find_aspect, in_full, named_words
from language.requests.speech.ellipsis import find_ellipsis
from language.requests.speech.statements import states_only
from protocol.intents import traits_of

__all__ = [
    "ALONE",
    "BESIDE",
    "BEHIND",
    "PART",
    "MessageAsked",
    "FactChoice",
    "ToldFact",
    "ChoiceWeights",
    "choice_of",
    "chosen",
    "shipped",
    "views_of",
]

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
# What the views of messages found, by their words: of one turn, in which several ask for the same.
Seen = dict[tuple[Hashable, ...], Nearest]

# The views of a message: alone, with the question of the fact told last, behind what was said before, what asks of it.
VIEWS = ALONE, BESIDE, BEHIND, PART = ("alone", "beside", "behind", "part")
# So many of each view are weighed, and so many more of the topic that was read and of the one that was told of.
NEAREST, NEAREST_OF_TOPIC = 12, 6
# Worth is in units of a softmax; weights that are held to a little are of one size.
SCALE = 5.0
# What a view does not find at all is worth so much less than the last that it finds, and no more than LEAST.
BELOW, LEAST, FURTHEST = 1.0, -3.0, -6.0
SHORT, FEW = 9, 2
_MINE = re.compile(r"\b(?:my|mine|i)\b|(?<!\w)(?:من|کتابم|کتابام|امانتم|امانت‌هام|حسابم|کارتم)(?!\w)")
_KINDS = ("leave", "price", "time", "place", "need", "way", "what_if", "there", "duration", "person")


@dataclass(frozen=True, slots=True)
class ToldFact:
    """The fact that was told in one of the last turns: its name and topic."""

    ref: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class MessageAsked:
    """A message: its words, spelt right, and the views of it, each with its text and vector.

    `intent` and `confidence` say how it was read, `topic` what it is known or thought to be about, `before` what the
    answer before was about; `told` is the fact of one of the last turns, and `branch_id` the branch that is named.
    `first` tells that nothing was said before.
    """

    text: str
    day: date
    views: Mapping[str, tuple[str, Floats | None]]
    intent: str
    confidence: float
    topic: str | None = None
    before: str | None = None
    told: ToldFact | None = None
    branch_id: int | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceWeights:
    """What the numbers of an entry weigh, those of a message for that nothing answers, and each intent for that."""

    entry: tuple[float, ...]
    none: tuple[float, ...]
    intents: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactChoice:
    """A message in numbers: what may answer it with a row of ENTRY each, and the row of NONE; [entries, ENTRY]."""

    entries: tuple[KnowledgeEntry, ...]
    rows: Numbers
    none: tuple[float, ...]
    intent: str

    def chances(self, weights: ChoiceWeights) -> list[float]:
        """Give the chance of each entry that it answers; what is missing to 1 is the chance that none does."""
        worth = self.rows @ np.asarray(weights.entry) if self.entries else np.zeros(0)
        none = sum(map(mul, weights.none, self.none)) + weights.intents.get(self.intent, 0.0)
        most = max(none, worth.max(initial=none))
        raised = np.exp(worth - most)
        shares: list[float] = (raised / (exp(none - most) + raised.sum())).tolist()
        return shares


@dataclass(frozen=True, slots=True)
class _View:
    """What a view finds: numbers of likeness and worth of all entries by their places, and the highest worths.

    `highest` are the places of what it finds, the best first; of what it does not find the worth is `worth`'s least.
    """

    like: Numbers
    worth: Numbers
    highest: Places
    best: float
    second: float

    def ahead(self, places: Places) -> Numbers:
        """Give how far entries are before the best of the others; below 0 where they are behind."""
        mine = self.worth[places]
        return mine - np.where(mine >= self.best, self.second, self.best)


# The numbers of an entry, in order.
ENTRY = (
    "alone", "beside", "beside of few words", "behind", "behind of few words", "behind without a fact",
    "part first", "better of alone and part", "way as a set of words", "way as it is",
    "covered beside", "title beside", "title behind", "covered behind", "asked behind",
    "first alone", "behind the first", "first behind",
    "topic read", "topic read surely", "told topic of few words", "told topic, put after it",
    "told topic against another",
    "told again", "topic before", "topic before of few words", "leaning", "tells what is asked",
    "speaks of others", "for others", "asked", "several", "told", "named", "title", "covered", "covered of few",
    "passage", "unknown to it",
)  # fmt: skip
# And of a message.
NONE = (
    "always", "topic answered from facts", "surely so", "outside", "surely outside", "not read", "social",
    "answers a question", "sureness", "topic of facts", "sure topic of facts", "length", "one or two words",
    "states only", "question mark", "no kind of question", "fact told", "first message", "bare", "names nothing",
    "one's own", *_KINDS,
)  # fmt: skip


def chosen(
    index: Index, asked: MessageAsked, weights: ChoiceWeights | None = None, seen: Seen | None = None
) -> list[FoundEntry]:
    """Give what may answer, the likeliest first, each with its chance; "leans" says it goes on with what was told.

    What the views find is kept in `seen`, and taken from there.
    """
    choice = choice_of(index, asked, seen)
    chances = choice.chances(weights or shipped())
    best = sorted(range(len(chances)), key=lambda place: -chances[place])[:MOST_FOUND]
    told = asked.told.topic if asked.told is not None else None
    return [
        FoundEntry(
            choice.entries[place], chances[place], told is not None and choice.entries[place].topic == told, True
        )
        for place in best
    ]


def views_of(text: str, language: str, told: str, said: str) -> dict[str, str]:
    """Give the texts of a message's views.

    `told` is the question of the fact that was told last, `said` what the patron said before; each may be empty.
    """
    views = {ALONE: f"{text} {in_full(find_aspect(text) or '', language)}".strip() if told else text}
    if told:
        views[BESIDE] = f"{text} {told}"
    if said:
        views[BEHIND] = f"{said} {text}"
    question = asked_beside(text)
    if (part := asking_clause(question or text) or question) is not None:
        views[PART] = part
    return views


@cache
def shipped() -> ChoiceWeights:
    """Give the weights that were fitted to all labelled rounds."""
    kept = json.loads((Path(__file__).resolve().parent / "choosing.json").read_text(encoding="utf-8"))
    return ChoiceWeights(
        tuple(kept["entry"].get(name, 0.0) for name in ENTRY),
        tuple(kept["none"].get(name, 0.0) for name in NONE),
        kept["intents"],
    )


def choice_of(index: Index, asked: MessageAsked, seen: Seen | None = None) -> FactChoice:
    """Give a message and what may answer it in numbers; `seen` as for `chosen`."""
    topic = asked.topic if asked.topic in index.topics else None
    told = asked.told.topic if asked.told is not None else None
    views = {name: _view(index, asked, *view, topic or told, seen) for name, view in asked.views.items()}
    highest = views[ALONE].highest
    refs = dict.fromkeys(place for view in views.values() for place in view.highest[:NEAREST].tolist())
    for each in filter(index.topics.__contains__, dict.fromkeys((topic, told))):
        refs |= dict.fromkeys(highest[index.of_topic[each][highest]][:NEAREST_OF_TOPIC].tolist())
    if asked.told is not None and asked.told.ref in index.places:
        refs[index.places[asked.told.ref]] = None
    # A question that nobody has answered yet may be what was asked: then that is said.
    places = np.asarray(list(refs), dtype=np.intp)
    places = places[index.may_answer(asked.day, asked.branch_id)[places]]
    folded = fold(asked.text)
    entries = tuple(index.entries[place] for place in places.tolist())
    rows = _rows(index, asked, folded, views, entries, places, topic, told)
    return FactChoice(entries, rows, _none(asked, folded, topic), asked.intent)


def _view(
    index: Index, asked: MessageAsked, text: str, vector: Floats | None, topic: str | None, seen: Seen | None
) -> _View:
    key = (index, text, asked.text, asked.day, asked.branch_id, vector is None)
    found = seen.get(key) if seen is not None else None
    if found is None:
        found = index.nearest(text, vector, asking(asked.text))
        found = found.only(index.may_answer(asked.day, asked.branch_id)[found.places])
        if seen is not None:
            seen[key] = found
    of_found = worths_of(index, found, topic)
    order = np.argsort(-of_found, kind="stable")
    best, second = (*of_found[order[:2]].tolist(), FURTHEST, FURTHEST)[:2]
    like = np.zeros((len(index.entries), len(LIKE)))
    like[found.places] = found.numbers
    worth = np.full(len(index.entries), of_found.min(initial=LEAST) - BELOW)
    worth[found.places] = of_found
    return _View(like, worth, found.places[order], best, second)


def _rows(
    index: Index,
    asked: MessageAsked,
    folded: str,
    views: Mapping[str, _View],
    entries: tuple[KnowledgeEntry, ...],
    places: Places,
    topic: str | None,
    told: str | None,
) -> Numbers:
    """Give the rows of entries, as ENTRY names them."""
    alone, nothing = views[ALONE], np.zeros((len(places), len(LIKE)))
    beside, behind, part = (views.get(name) for name in (BESIDE, BEHIND, PART))
    like, worth, ahead = alone.like[places], alone.worth[places], alone.ahead(places)
    by_beside = beside.like[places] if beside is not None else nothing
    by_behind = behind.like[places] if behind is not None else nothing
    more_beside = (beside.worth[places] - worth) / SCALE if beside is not None else nothing[:, 0]
    more_behind = (behind.worth[places] - worth) / SCALE if behind is not None else nothing[:, 0]
    of_part = part.worth[places] if part is not None else worth
    as_set, as_is = _nearest_ways(folded, entries)
    short, sure = float(len(asked.text.split()) <= SHORT), asked.confidence
    of_topic, of_told, of_before = (
        index.of_topic[each][places] if each in index.topics else nothing[:, 0] for each in (topic, told, asked.before)
    )
    another = float(topic is not None and topic != told)
    aspect, said, asks = find_aspect(asked.text), telling(asked.text), asking(asked.text)
    speaks_of_others, are_for_others = index.for_others(asks, places)
    columns = (
        worth / SCALE, more_beside, more_beside * short, more_behind, more_behind * short,
        more_behind * (asked.told is None),
        part.ahead(places) >= 0 if part is not None else 0.0, np.maximum(worth, of_part) / SCALE, as_set, as_is,
        by_beside[:, LIKE["covered"]], by_beside[:, LIKE["title"]], by_behind[:, LIKE["title"]],
        by_behind[:, LIKE["covered"]], by_behind[:, LIKE["asked"]],
        ahead >= 0, np.minimum(0.0, ahead) / SCALE, behind.ahead(places) >= 0 if behind is not None else 0.0,
        of_topic, of_topic * sure, of_told * short, of_told * float(find_ellipsis(asked.text) is not None),
        of_told * another * sure,
        [float(asked.told is not None and entry.ref == asked.told.ref) for entry in entries],
        of_before, of_before * short, like[:, LIKE["leaning"]] * of_told,
        [float(aspect is not None and _tells(entry, aspect)) for entry in entries],
        speaks_of_others, are_for_others,
        *(like[:, LIKE[name]] for name in ("asked", "several", "told", "named", "title", "covered")),
        like[:, LIKE["covered"]] * float(len(set(said)) <= FEW),
        ~index.are_facts[places], index.strange_to(said, places),
    )  # fmt: skip
    rows = np.zeros((len(places), len(ENTRY)))
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


def _none(asked: MessageAsked, folded: str, topic: str | None) -> tuple[float, ...]:
    """Give the row of a message, as NONE names it."""
    traits, sure = traits_of(asked.intent), asked.confidence
    kinds, words = kinds_of(folded), len(asked.text.split())
    noted, outside = float(traits.note_then is not None), float(asked.intent == "out_of_scope")
    of_facts = float(topic is not None)
    return (
        1.0, noted, noted * sure, outside, outside * sure, float(asked.intent == "nlu_fallback"),
        float(traits.social), float(traits.answers_a_question), sure, of_facts, of_facts * sure,
        log(1 + words), float(words <= FEW), float(states_only(asked.text)),
        float("?" in asked.text or "؟" in asked.text),
        float(not kinds), float(asked.told is not None), float(asked.first), float(find_aspect(asked.text) is not None),
        float(not telling(named_words(asked.text))), float(_MINE.search(folded) is not None),
        *(float(kind in kinds) for kind in _KINDS),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _tells(entry: KnowledgeEntry, aspect: str) -> bool:
    told = [tells(text, aspect) for text in entry.text.values() if text]
    return None not in told and any(told)


def _nearest_ways(folded: str, entries: tuple[KnowledgeEntry, ...]) -> tuple[Numbers, Numbers]:
    """Give how like a message is to the nearest way to ask for each entry by its letters.

    Of its words as a set, and as it is; [entries] each.
    """
    ways = [_ways_of(entry) for entry in entries]
    if not ways:
        return np.zeros(0), np.zeros(0)
    counts = np.asarray(list(map(len, ways)), dtype=np.intp)
    every = [way for of_one in ways for way in of_one]
    as_set, as_is = (
        np.maximum.reduceat(
            process.cdist([folded], every, scorer=scorer)[0].astype(np.float64), counts.cumsum() - counts
        )
        / 100
        for scorer in (fuzz.token_set_ratio, fuzz.ratio)
    )
    return as_set, as_is


@lru_cache(maxsize=4096)
def _ways_of(entry: KnowledgeEntry) -> tuple[str, ...]:
    return tuple(fold(way) for way in (*entry.title.values(), *entry.wordings))
