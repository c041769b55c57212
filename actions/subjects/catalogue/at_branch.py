"""The branch at which what is looked for shall be in: "by Murakami, at Saadi", «تو شعبه سعدی»; what is there comes first."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from actions.dialogue.branches_named import branches_named, branches_refused
from actions.dialogue.turn import Fact, Turn
from actions.facts.lines import listed, titles_listed
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.aligned import in_place
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from library.values import BranchAvailability, Capability, Title

__all__ = [
    "LOOKED_AT", "FirstThere", "HeardBranches", "first_there", "hear_place", "is_in", "place_heard", "place_of",
    "tell_there",
]  # fmt: skip

# So many titles are looked at for those that are in at a branch.
LOOKED_AT = 40
_MOST_WORDS = 4  # of a branch's name
_KIND = r"(?:branch(?:es)?|library)"
_KIND_FA = r"(?:شعبه|کتابخانه|کتابخونه)\w{0,2}(?: +ی)?"
_AT = re.compile(
    rf"(?:\b(?:at|in|inside|of) +(?:the +|your +)?(?:{_KIND} +(?:of +)?)?|\b(?:tuy?e?|too|tooy?e|dar|dakhele?) +(?:shobe\w{{0,2}} +|ketabkhune\w{{0,2}} +)?|\bshobe\w{{0,2}} +"
    rf"|(?<!\w)(?:تو|توی|در|داخل)(?: +ی)? +(?:{_KIND_FA} +)?|(?<!\w){_KIND_FA} +)$"
)
_OR_AT = re.compile(rf"^[ ,،]*(?:or|and|ya|یا|و)? *(?:(?:at|in|too|tu|dar|تو|توی|در) +)?(?:the +)?(?:{_KIND_FA} +)?")
# Who looks in a place says no more of it: "in Central Asia", "in Saadi's verses" are no branches.
_BEHIND = re.compile(
    rf"^(?:(?:هم|چی|چیا|چه|کدوم\w*|کدام\w*|هست\w{{0,3}}|دار\w{{1,3}}|موجود\w{{0,4}}|پیدا|می|میخوام|باشه|باشن|باشد|بود|رو|را|و|یا|الان|امروز|لطفا|برای|واسه|از|معرفی|پیشنهاد)(?!\w)|(?:{_KIND}|now|today|right|please|is|are|and|or|which|that|can|could|do|does|have|has|for|by|about|too|i|we|you|there|any|hast|darid|darin|dari|che|chi|mojude?|alan|ham|ya)\b|[^\w ']|$)"
)
_BRANCH_BEHIND = re.compile(rf"^ +{_KIND}\b")
_SAYS_BRANCH = re.compile(rf"\b{_KIND}\b|\b(?:shobe|ketabkhune)|{_KIND_FA}")
# Where somebody was is told, and not where something is looked for.
_WAS_THERE = re.compile(
    r"\b(?:i|we|she|he|they) (?:was|were|went|had|got|borrowed|returned|saw|read|bought|left|gave|live|work|dropped)\b|\bi've (?:been|got|read|seen)\b"
    r"|(?<!\w)(?:بودم|بودیم|رفتم|رفتیم|گرفتم|گرفتیم|دیدم|خوندم|خواندم|بردم|آوردم|اومدم|آمدم|دادم|برگردوندم|گذاشتم)(?!\w)|\b(?:boodam|budam|raftam|gereftam|didam|khundam|dadam)\b"
)
_NOT = re.compile(r"(?:\b(?:not|except|than|besides)|(?<!\w)(?:نه|جز|بجز|غیر از))(?: +از)? *$")
_PART = re.compile(r"[^.;؛!?؟\n]+")
_WORD = re.compile(r"[^\s,،:()«»\"“”]+")


@dataclass(frozen=True)
class HeardBranches:
    """The branches at which something is looked for, and the words of the message that say so, as they stand there."""

    branches: tuple[Branch, ...]
    words: str

    @property
    def codes(self) -> frozenset[str]:
        """The branches' codes."""
        return frozenset(one.code for one in self.branches)

    @property
    def name(self) -> Fact:
        """The branches' names, for an answer."""
        return listed(dict(one.name) for one in self.branches)


async def place_heard(turn: Turn) -> HeardBranches | None:
    """Give the branches at which a message looks for something; None where it orders, and where it only tells."""
    if turn.is_payload or turn.intent == "hold" or orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return None
    known = branches_named(turn.text, await directory.branches(turn.store))
    refused = branches_refused(turn.text, known)
    known = [one for one in known if one.code not in refused]
    if not known:
        return None
    said = in_place(turn.text).replace("’", "'")
    for part in _PART.finditer(said):
        found = None if _WAS_THERE.search(part[0]) else _find(part[0], known)
        if found is not None:
            branches, begin, end = found
            return HeardBranches(branches, turn.text[part.start() + begin : part.start() + end])
    return None


async def hear_place(turn: Turn) -> None:
    """Take the words that say where something shall be in as the branch that is named, and as no part of a title."""
    place = await place_heard(turn)
    if place is not None:
        turn.entities = {**turn.entities, "branch": [place.words]}


def _find(part: str, known: Sequence[Branch]) -> tuple[tuple[Branch, ...], int, int] | None:
    """Give the branches that stand in a part of a text as a place, and where that place begins and ends."""
    words = list(_WORD.finditer(part))
    for first, word in enumerate(words):
        at = _AT.search(part[: word.start()])
        named = _named(words[first:], known)
        if named is None:
            continue
        branch, end = named
        begin = at.start() if at else word.start()
        if _NOT.search(part[:begin]):
            continue
        if _BRANCH_BEHIND.match(part[end:]):
            end = _end_of_kind(part, end)
        elif at is None or not (_SAYS_BRANCH.search(at[0]) or _BEHIND.match(part[end:].lstrip())):
            continue
        branches = [branch]
        while (more := _or_another(part, end, known)) is not None:
            branches.append(more[0])
            end = more[1]
        return tuple({one.code: one for one in branches}.values()), begin, end
    return None


def _named(words: Sequence[re.Match[str]], known: Sequence[Branch]) -> tuple[Branch, int] | None:
    """Give the branch that words begin with, by its longest name, and where that ends."""
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        run = words[:length]
        if _SAYS_BRANCH.fullmatch(run[0][0]) or _SAYS_BRANCH.fullmatch(run[-1][0]):
            continue
        # A word more makes no name: «سعدی هست» begins with one.
        if any(branches_named(" ".join(one[0] for one in rest), known) for rest in (run[1:], run[:-1])):
            continue
        found = branches_named(" ".join(one[0] for one in run), known)
        if len(found) == 1:
            return found[0], run[-1].end()
    return None


def _end_of_kind(part: str, end: int) -> int:
    found = _BRANCH_BEHIND.match(part[end:])
    return end + found.end() if found else end


def _or_another(part: str, end: int, known: Sequence[Branch]) -> tuple[Branch, int] | None:
    """Give the branch that is named as well, behind an "or"."""
    found = _OR_AT.match(part[end:])
    if found is None or not found[0].strip():
        return None
    more = _named(list(_WORD.finditer(part, end + found.end())), known)
    return (more[0], _end_of_kind(part, more[1])) if more is not None else None


class FirstThere(NamedTuple):
    """Titles with those first that are in, these alone, and where the copies are of each that was looked at."""

    ordered: list[Title]
    there: list[Title]
    places: dict[str, list[BranchAvailability]]


def is_in(places: Sequence[BranchAvailability], codes: Collection[str] = ()) -> bool:
    """Tell whether a copy is in, at one of the branches of these codes; of none, anywhere."""
    return any(one.available and (not codes or one.branch.code in codes) for one in places)


async def first_there(turn: Turn, titles: Sequence[Title], codes: Collection[str] = ()) -> FirstThere:
    """Put the titles first that are in, at one of the branches of these codes; of none, anywhere."""
    places = {title.id: await turn.library.availability(title.id) for title in titles[:LOOKED_AT]}
    there = [title for title in titles[:LOOKED_AT] if is_in(places[title.id], codes)]
    return FirstThere([*there, *(one for one in titles if one not in there)], there, places)


async def place_of(turn: Turn, codes: str) -> HeardBranches | None:
    """Give the place of branches' codes with bars between them; None for no code."""
    wanted = codes.split("|")
    named = tuple(one for one in await directory.branches(turn.store) if one.code in wanted)
    return HeardBranches(named, "") if named else None


def tell_there(turn: Turn, place: HeardBranches, there: Sequence[Title], *, of: int) -> None:
    """Say which of the titles that follow, `of` so many, are in at a place, or that none is."""
    if Capability.ON_SHELF not in turn.library.capabilities():
        turn.say("utter_place_not_seen", branch=place.name)
    elif there:
        turn.say("utter_place_in", branch=place.name, titles=titles_listed(dict.fromkeys(one.title for one in there)))
    else:
        turn.say("utter_place_none_in" if of > 1 else "utter_place_one_not_in", branch=place.name)
