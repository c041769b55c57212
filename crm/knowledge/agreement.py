"""How far an entry answers what kind of thing a question asks, and of whom: not only what it is about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crm.knowledge.asked_kinds import asks_what_not_whether, denied_people, kinds_of, named_people
from crm.knowledge.aspects import asked_aspects, tells
from crm.knowledge.entries import KnowledgeEntry
from language.normalise import fold

__all__ = [
    "LONGEST_PLAIN",
    "AnsweredAspects",
    "Asking",
    "answering",
    "asking",
    "is_for_others",
    "may_be_false",
    "untold",
]

# An entry is asked a kind of thing where so large a share of its ways asks it.
RARE = 0.1
# So long a question may ask for more than its plain words.
LONGEST_PLAIN = 120
# Of several sentences the one that asks so may not be the one that was answered.
_SEVERAL = re.compile(r"[.!?؟\n][^\S\n]*\S")
_YES_OR_NO = re.compile(r"(?:yes|no|بله|نه|خیر)\b")


@dataclass(frozen=True, slots=True)
class Asking:
    """What kinds of things a question asks, the people that it names, and whether more than a yes or no is asked.

    `denied` are people of whom it says that they are none ("she is not a student").
    """

    kinds: frozenset[str]
    people: frozenset[str]
    what: bool
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AnsweredAspects:
    """The share of an entry's ways that ask each kind, the people of whom it speaks, and whether it is a yes or no."""

    kinds: dict[str, float]
    people: frozenset[str]
    yes_or_no: bool


def asking(text: str) -> Asking:
    """Read what a question asks, without what it is about."""
    folded = fold(text)
    return Asking(kinds_of(folded), named_people(folded), asks_what_not_whether(folded), denied_people(folded))


def is_for_others(asks: Asking, its: AnsweredAspects, audience: str | None) -> bool:
    """Tell whether an entry is plainly for other people than a question is about.

    What is told of members says nothing to those who are none, and what is for an audience nothing to who is not of it.
    """
    return ("stranger" in asks.people and "stranger" not in its.people) or audience in asks.denied


def untold(text: str, entry: KnowledgeEntry) -> str | None:
    """Name what a question plainly asks for and an entry does not tell: "price", "place", "duration", "reason".

    None where the entry tells one of the things that are asked, or where nothing is asked so plainly.
    """
    asked = asked_aspects(fold(text)) if len(text) <= LONGEST_PLAIN else frozenset()
    if _NUMBERS.search(fold(text)):
        # «شمارهٔ میز اطلاعات چنده؟» asks for no price.
        asked -= {"price"}
    if not asked or _SEVERAL.search(text):
        return None
    its = answering(entry).kinds
    for aspect in asked:
        told = [tells(said, aspect) for said in entry.text.values() if said]
        # Of a reason no words tell; a way to ask for one does.
        if any(one or one is None for one in told) and (aspect != "reason" or its.get("why", 0.0) >= RARE):
            return None
    return min(asked)


_NUMBERS = re.compile(
    r"(?<!\w)(?:شماره|تلفن|داخلی|ردیف|طبقه|کد)(?:ی|ش|شون|تون|تان)?(?!\w)[^.؟?!]{0,30}چنده|\bshomare\w*[^.?!]{0,30}\bchande"
)


def may_be_false(text: str, entry: KnowledgeEntry) -> bool:
    """Tell whether an entry begins with a yes or a no to another question than this, for which it may be taken."""
    its, asks = answering(entry), asking(text)
    if not its.yes_or_no:
        return False
    if _asks_the_opposite(text, entry):
        return True
    asked = asked_aspects(fold(text))
    if asked and any(tells(said, aspect) for aspect in asked for said in entry.text.values()):
        # "For how many hours?" – "Yes, for 4 hours."
        return False
    same = [its.kinds.get(kind, 0.0) for kind in asks.kinds]
    return asks.what or (bool(same) and max(same) < RARE) or not asks.people <= its.people


def _asks_the_opposite(text: str, entry: KnowledgeEntry) -> bool:
    """Tell whether a text asks if something costs money where an entry answers whether it is free."""
    said = fold(text)
    costs = _COSTS.search(said) is not None and _FREE.search(said) is None
    titles = [fold(title) for title in entry.title.values() if title]
    return costs and any(_FREE.search(title) and not _COSTS.search(title) for title in titles)


_FREE = re.compile(r"\bfree\b|رایگان|مجانی|\b(?:raygan|majani)\w*")
_COSTS = re.compile(
    r"\b(?:cost (?:money|anything|something)|have to pay|need to pay|must \w{1,4} pay|pay (?:for it|to (?:get in|attend|come|enter))|do you charge|is there a (?:fee|charge)|any (?:fee|charge)|paid)\b"
    r"|(?<!\w)(?:پولی(?:ه|ن|ست| است|ه که)?|پول (?:می ?گیر\w*|می ?خوا\w*|باید|میشه|لازم\w*)|هزینه (?:دار\w*|می ?گیر\w*)|خرج دار\w*)(?!\w)|\b(?:pooli\w*|puli(?:e|ye)?|pul mi\w+|hazine dar\w+)\b"
)


@lru_cache(maxsize=1 << 12)
def answering(entry: KnowledgeEntry) -> AnsweredAspects:
    """Read what an entry answers, by the ways to ask for it."""
    ways = [fold(way) for way in (*entry.title.values(), *entry.wordings)]
    kinds: dict[str, float] = {}
    for way in ways:
        for kind in kinds_of(way):
            kinds[kind] = kinds.get(kind, 0.0) + 1 / len(ways)
    people = frozenset[str]().union(*(named_people(fold(text)) for text in (*entry.searched, *entry.leaning)))
    return AnsweredAspects(kinds, people, any(_YES_OR_NO.match(fold(text)) for text in entry.text.values()))
