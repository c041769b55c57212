"""How far an entry answers what kind of thing a question asks, and of whom: not only what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm.knowledge.asked_kinds import asks_what_not_whether, kinds_of, named_people
from crm.knowledge.entries import KnowledgeEntry
from language.normalise import fold

__all__ = ["Answering", "Asking", "agreement", "answering", "asking"]

# An entry is asked a kind of thing where so large a share of its ways asks it.
RARE = 0.1
_YES_OR_NO = re.compile(r"(?:yes|no|بله|نه|خیر)\b")


@dataclass(frozen=True, slots=True)
class Asking:
    """What kinds of things a question asks, the people that it names, and whether more than a yes or no is asked."""

    kinds: frozenset[str]
    people: frozenset[str]
    what: bool


@dataclass(frozen=True, slots=True)
class Answering:
    """The share of an entry's ways that ask each kind, the people of whom it speaks, and whether it is a yes or no."""

    kinds: dict[str, float]
    people: frozenset[str]
    yes_or_no: bool


def asking(text: str) -> Asking:
    """Read what a question asks, without what it is about."""
    folded = fold(text)
    return Asking(kinds_of(folded), named_people(folded), asks_what_not_whether(folded))


def agreement(asks: Asking, its: Answering) -> tuple[float, float, float, float]:
    """Give in numbers how an entry answers what is asked.

    They are the share of its ways that ask the same kind of thing, whether hardly one does, whether people are named
    of whom it does not speak, and whether it answers with a yes or no what asks for more.
    """
    same = [its.kinds.get(kind, 0.0) for kind in asks.kinds]
    return (
        sum(same) / len(same) if same else 0.0,
        float(bool(same) and max(same) < RARE),
        float(not asks.people <= its.people),
        float(asks.what and its.yes_or_no),
    )


def answering(entry: KnowledgeEntry) -> Answering:
    """Read what an entry answers, by the ways to ask for it."""
    ways = [fold(way) for way in (*entry.title.values(), *entry.wordings)]
    kinds: dict[str, float] = {}
    for way in ways:
        for kind in kinds_of(way):
            kinds[kind] = kinds.get(kind, 0.0) + 1 / len(ways)
    people = frozenset[str]().union(*(named_people(fold(text)) for text in (*entry.searched, *entry.leaning)))
    return Answering(kinds, people, any(_YES_OR_NO.match(fold(text)) for text in entry.text.values()))
