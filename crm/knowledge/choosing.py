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
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from math import exp, log
from operator import mul
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from crm.knowledge.agreement import agreement, answering, asking, is_for_others
from crm.knowledge.asked_kinds import kinds_of
from crm.knowledge.asking_parts import asked_beside, asking_clause
from crm.knowledge.aspects import tells
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.index import Index, Likeness, telling
from crm.knowledge.searching import MOST_FOUND, FoundEntry, worth_of
from language.normalise import fold
from language.requests.bare_questions import find_aspect, in_full, named_words
from language.requests.ellipsis import find_ellipsis
from language.requests.statements import states_only
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
    """A message in numbers: what may answer it with a row of ENTRY each, and the row of NONE."""

    entries: tuple[KnowledgeEntry, ...]
    rows: tuple[tuple[float, ...], ...]
    none: tuple[float, ...]
    intent: str

    def chances(self, weights: ChoiceWeights) -> list[float]:
        """Give the chance of each entry that it answers; what is missing to 1 is the chance that none does."""
        worth = [sum(map(mul, weights.entry, row)) for row in self.rows]
        none = sum(map(mul, weights.none, self.none)) + weights.intents.get(self.intent, 0.0)
        most = max(none, *worth) if worth else none
        raised = [exp(each - most) for each in worth]
        whole = exp(none - most) + sum(raised)
        return [each / whole for each in raised]


@dataclass(frozen=True, slots=True)
class _View:
    """What a view finds: likeness and worth of entries by their names, and what stands first and second."""

    like: Mapping[str, Likeness]
    worth: Mapping[str, float]
    least: float
    best: float
    second: float

    def of(self, ref: str) -> float:
        return self.worth.get(ref, self.least)

    def ahead(self, ref: str) -> float:
        """Give how far an entry is before the best of the others; below 0 where it is behind."""
        mine = self.of(ref)
        return mine - (self.second if mine >= self.best else self.best)


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


def chosen(index: Index, asked: MessageAsked, weights: ChoiceWeights | None = None) -> list[FoundEntry]:
    """Give what may answer, the likeliest first, each with its chance; "leans" says it goes on with what was told."""
    choice = choice_of(index, asked)
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


def choice_of(index: Index, asked: MessageAsked) -> FactChoice:
    """Give a message and what may answer it in numbers."""
    topic = asked.topic if asked.topic in index.topics else None
    told = asked.told.topic if asked.told is not None else None
    views = {name: _view(index, asked, *view, topic or told) for name, view in asked.views.items()}
    alone = views[ALONE]
    refs = dict.fromkeys(ref for view in views.values() for ref in _highest(view.worth, NEAREST))
    for each in {topic, told} - {None}:
        refs |= dict.fromkeys(
            _highest({r: w for r, w in alone.worth.items() if index.by_ref[r].topic == each}, NEAREST_OF_TOPIC)
        )
    if asked.told is not None and asked.told.ref in index.by_ref:
        refs[asked.told.ref] = None
    # A question that nobody has answered yet may be what was asked: then that is said.
    entries = tuple(one for ref in refs if _may_answer(one := index.by_ref[ref], asked))
    folded = fold(asked.text)
    numbers = _Numbers(asked, folded, views, topic, told)
    return FactChoice(entries, tuple(map(numbers.of, entries)), _none(asked, folded, topic), asked.intent)


def _may_answer(entry: KnowledgeEntry, asked: MessageAsked) -> bool:
    return entry.is_valid(asked.day) and (asked.branch_id is None or entry.branch_id in (None, asked.branch_id))


def _highest(worth: Mapping[str, float], number: int) -> list[str]:
    return sorted(worth, key=lambda ref: -worth[ref])[:number]


def _view(index: Index, asked: MessageAsked, text: str, vector: Floats | None, topic: str | None) -> _View:
    found = index.likenesses(text, vector, asking(asked.text))
    like = {index.entries[place].ref: one for place, one in found.items() if _may_answer(index.entries[place], asked)}
    worth = {ref: worth_of(one, index.by_ref[ref], topic) for ref, one in like.items()}
    ranking = sorted(worth.values(), reverse=True)[:2]
    best, second = (*ranking, FURTHEST, FURTHEST)[:2]
    return _View(like, worth, min([*worth.values(), LEAST]) - BELOW, best, second)


class _Numbers:
    """The numbers of entries for one message."""

    def __init__(
        self, asked: MessageAsked, folded: str, views: Mapping[str, _View], topic: str | None, told: str | None
    ) -> None:
        self._asked, self._folded, self._views, self._topic, self._told = asked, folded, views, topic, told
        self._asks = asking(asked.text)
        self._aspect = find_aspect(asked.text)
        self._said = telling(asked.text)
        self._few_words = float(len(asked.text.split()) <= SHORT)
        self._few = float(len(set(self._said)) <= FEW)
        self._put_after = float(find_ellipsis(asked.text) is not None)

    def of(self, entry: KnowledgeEntry) -> tuple[float, ...]:
        """Give the row of an entry, as ENTRY names it."""
        views, ref, short = self._views, entry.ref, self._few_words
        alone = views[ALONE]
        like, worth, ahead = alone.like.get(ref, Likeness()), alone.of(ref), alone.ahead(ref)
        beside, behind, part = (views.get(name) for name in (BESIDE, BEHIND, PART))
        of_part = part.of(ref) if part else worth
        more_beside = (beside.of(ref) - worth) / SCALE if beside else 0.0
        more_behind = (behind.of(ref) - worth) / SCALE if behind else 0.0
        by_beside = (beside.like.get(ref) if beside else None) or Likeness()
        by_behind = (behind.like.get(ref) if behind else None) or Likeness()
        as_set, as_is = _nearest_way(self._folded, entry)
        of_topic = float(self._topic is not None and entry.topic == self._topic)
        of_told = float(self._told is not None and entry.topic == self._told)
        of_before = float(self._asked.before is not None and entry.topic == self._asked.before)
        another = float(self._topic is not None and self._topic != self._told)
        sure = self._asked.confidence
        its = answering(entry)
        words = _words_of(entry)
        return (
            worth / SCALE, more_beside, more_beside * short, more_behind, more_behind * short,
            more_behind * (self._asked.told is None),
            float(part is not None and part.ahead(ref) >= 0), max(worth, of_part) / SCALE, as_set, as_is,
            by_beside.covered, by_beside.title, by_behind.title, by_behind.covered, by_behind.asked or 0.0,
            float(ahead >= 0), min(0.0, ahead) / SCALE, float(behind is not None and behind.ahead(ref) >= 0),
            of_topic, of_topic * sure, of_told * short, of_told * self._put_after, of_told * another * sure,
            float(self._asked.told is not None and ref == self._asked.told.ref), of_before, of_before * short,
            like.leaning * of_told, float(self._aspect is not None and _tells(entry, self._aspect)),
            agreement(self._asks, its)[2], float(is_for_others(self._asks, its, entry.audience)),
            like.asked or 0.0, like.several, like.told, like.named, like.title, like.covered, like.covered * self._few,
            float(entry.kind != FACT), sum(word not in words for word in self._said) / max(1, len(self._said)),
        )  # fmt: skip


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


def _tells(entry: KnowledgeEntry, aspect: str) -> bool:
    told = [tells(text, aspect) for text in entry.text.values() if text]
    return None not in told and any(told)


def _nearest_way(folded: str, entry: KnowledgeEntry) -> tuple[float, float]:
    """Give how like a message is to the nearest way to ask by its letters: of its words as a set, and as it is."""
    ways = _ways_of(entry)
    return tuple(  # type: ignore[return-value]
        max(process.cdist([folded], ways, scorer=scorer)[0].tolist(), default=0.0) / 100
        for scorer in (fuzz.token_set_ratio, fuzz.ratio)
    )


@lru_cache(maxsize=4096)
def _ways_of(entry: KnowledgeEntry) -> tuple[str, ...]:
    return tuple(fold(way) for way in (*entry.title.values(), *entry.wordings))


@lru_cache(maxsize=4096)
def _words_of(entry: KnowledgeEntry) -> frozenset[str]:
    return frozenset(word for text in entry.searched for word in telling(text))
