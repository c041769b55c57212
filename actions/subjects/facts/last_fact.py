"""The fact that was told last, where what is asked is asked of it: its price, its count, its person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.facts.totals import total_of
from actions.subjects.facts.fact_parts import entry_parts
from crm.knowledge import searching
from crm.knowledge.aspects import tells
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.speech.bare_questions import find_aspect, named_words

__all__ = ["counted_of_last", "priced_last", "same_person", "told_last"]


async def told_last(turn: Turn) -> KnowledgeEntry | None:
    """Give the entry that was told in the last turn; None where none was, or it is gone."""
    last = turn.recall("fact") or {}
    if not last.get("ref") or not turn.thread.turns or turn.thread.turns[-1].get("message") != last.get("at"):
        return None
    index = await searching.index_of(turn.store)
    return next((one for one in index.entries if one.ref == last["ref"] and one.is_valid(turn.today)), None)


async def same_person(turn: Turn, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what was told last of a child, where a question that names nobody would be answered of others."""
    if turn.is_payload or find_aspect(turn.text) not in _OF_A_PERSON:
        return None
    last = await told_last(turn)
    if last is None or last.ref == found[0].entry.ref or last.topic != found[0].entry.topic or not last.title:
        return None
    of_child = any(_CHILD.search(fold(text)) for text in last.title.values())
    other = any(_CHILD.search(fold(text)) for text in (*found[0].entry.title.values(), *found[0].entry.text.values()))
    return last if of_child and not other else None


async def priced_last(turn: Turn, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what was told last, where a bare question for the price would be answered by that of a neighbour.

    "Cost?" after "scanning is free" does not ask for the price of a printed page.
    """
    if turn.is_payload or find_aspect(turn.text) != "price" or telling(named_words(turn.text)):
        return None
    last = await told_last(turn)
    if last is None or last.kind != FACT or last.topic not in (turn.intent, *(one.entry.topic for one in found[:1])):
        return None
    return last if all(tells(text, "price") for text in last.text.values() if text) else None


_OF_A_PERSON = frozenset({"price", "registration", "duration"})
_CHILD = re.compile(r"\b(?:child(?:ren)?|kids?)\b|کودک|بچه")


async def counted_of_last(turn: Turn, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what was told last, where so many of its things are counted and no words name those of another fact.

    "And for 20 pages?" after the price of a black-and-white one does not ask for colour.
    """
    if turn.is_payload or found[0].entry.kind != FACT or _OF_ITS_OWN.search(fold(turn.text)):
        return None
    last = await told_last(turn)
    if last is None or last.ref == found[0].entry.ref or last.kind != FACT or last.topic != found[0].entry.topic:
        return None
    said = [(await entry_parts(turn, one))["fact"] for one in (last, found[0].entry)]
    return last if all(isinstance(one, dict) and total_of(turn.text, one) is not None for one in said) else None


# A kind of page or print that is named is meant.
_OF_ITS_OWN = re.compile(
    r"\b(?:colou?r\w*|black|white|b ?& ?w|bw|grey|gray|a[345]|scan\w*|photo\w*|cop(?:y|ies|ying))\b"
    r"|رنگی|سیاه|سفید|اسکن|عکس|کپی|\b(?:rangi|siah|sefid|eskan|kopi)\b"
)
