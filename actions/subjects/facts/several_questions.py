"""Messages that ask several questions: each is answered with a fact of its own, and what has none is named."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.facts.finding import bare_aspect, find_facts
from actions.facts.totals import asks_for_sum
from actions.subjects.facts.fact_parts import listed_facts, remember_told, told_refs
from actions.subjects.facts.fact_told import tell_best
from actions.subjects.facts.page_sums import tell_sum
from actions.subjects.facts.sureness import is_sure
from crm.knowledge import searching
from crm.knowledge.aspects import asked_aspects, tells
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import SURE, FoundEntry
from crm.knowledge.telling_words import telling
from language.normalise import fold
from language.requests.speech.bare_questions import find_aspect, in_full, named_words
from language.requests.speech.several_questions import joined_questions, several_questions

__all__ = ["PER", "answer_each"]

_BOTH = 2


async def answer_each(turn: Turn, topic: str | None) -> bool:
    """Answer each of the questions of a message that asks several; False where it asks one, or hardly one is known."""
    parts = several_questions(turn.text)
    if len(parts) > 1 and await _tell_sum_and_more(turn, parts, topic):
        return True
    return (len(parts) > 1 and await _tell_each(turn, parts, topic)) or await _tell_joined(turn, topic)


async def _tell_sum_and_more(turn: Turn, parts: Sequence[str], topic: str | None) -> bool:
    """Tell what counted pages cost together, and what is asked beside it; False where no sum is asked or known."""
    rest = " ".join(part for part in parts if not asks_for_sum(part))
    if not rest or not any(asks_for_sum(part) for part in parts):
        return False
    found = await find_facts(turn, rest, topic)
    return bool(found) and found[0].entry.kind == FACT and await tell_sum(turn, found[0].entry)


async def _tell_each(turn: Turn, parts: Sequence[str], topic: str | None) -> bool:
    """Answer each question of a message, and name those that have no answer; False when hardly one has."""
    told: dict[str, KnowledgeEntry] = {}
    left: list[str] = []
    for part in parts:
        if told and _covers(list(told.values())[-1], part):
            continue
        # What names nothing by itself ("is it free?") leans on what was told, as a message of its own does.
        found = await find_facts(turn, part, topic, alone=bare_aspect(part) is None)
        if found and is_sure(found[0], topic, SURE) and not found[0].entry.is_open:
            told.setdefault(found[0].entry.ref, found[0].entry)
        elif told and (of_told := await _of_told(turn, part, list(told.values()))):
            told |= {one.ref: one for one in of_told}
        else:
            left.append(part)
    if not told or len(left) > len(told):
        return False
    entries = list(told.values())
    remember_told(turn, entries[-1])
    turn.say(
        "utter_facts",
        facts=await listed_facts(turn, entries),
        custom=told_refs(entries),
    )
    if left:
        turn.say(
            "utter_parts_unanswered",
            status="fallback",
            parts={"list": [{"part": part} for part in left], "line": "utter_line_unanswered"},
            choices=[librarian()],
        )
    return True


async def _of_told(turn: Turn, part: str, before: Sequence[KnowledgeEntry]) -> list[KnowledgeEntry]:
    """Find each thing that a part asks of what was told for the parts before it: "how long and how much?"."""
    if telling(named_words(part)):
        return []
    found: list[KnowledgeEntry] = []
    for each in _JOINS.split(part):
        of_first = await _of_first(turn, each, before[-1:])
        if not of_first:
            return []
        found.append(of_first[0].entry)
    return found


def _covers(entry: KnowledgeEntry, part: str) -> bool:
    """Tell whether a part that names nothing of its own asks what was just told: "does he need my card?"."""
    asked = fold(part)
    if telling(named_words(PER.sub(" ", asked))):
        return False
    aspects = asked_aspects(asked)
    if aspects:
        return all(tells(text, aspect) for aspect in aspects for text in entry.text.values() if text)
    return searching.shares(entry, part)


# For how much of it a price is asked.
PER = re.compile(
    r"\b(?:per|each|an?|for) (?:hour|day|week|month|year|page|piece|item|person)\b|(?<!\w)(?:ساعت|روز|هفته|ماه|سال|برگ|صفحه|دونه|نفر)[\s\u200c]?(?:ی|ه ?ای|ای)(?!\w)"
)
_JOINS = re.compile(r" and | or |[,،] ?| و | یا | o | va ", re.IGNORECASE)


async def _tell_joined(turn: Turn, topic: str | None) -> bool:
    """Answer both of the questions that a sentence joins, where each has a fact of its own; else False.

    The second leans on the first: what it names is looked for in the topic that the first was answered from, too.
    """
    told: dict[str, KnowledgeEntry] = {}
    covered = False
    for part in joined_questions(turn.text):
        before = list(told.values())
        aspect = find_aspect(part)
        if before and aspect in _TOLD_BESIDE and any(tells(text, aspect) for text in before[-1].text.values()):
            # "How many may I take and for how long?": the same fact tells both.
            covered = True
            continue
        found = await _of_first(turn, part, before) if before else await find_facts(turn, part, topic)
        if before and not found:
            found = await find_facts(turn, part, topic, alone=True)
        if before and not (found and is_sure(found[0], topic, SURE)):
            asked = before[-1].title.get(turn.language, "")
            found = await find_facts(turn, f"{asked} {part}", before[-1].topic, alone=True)
            found = [one for one in found if one.entry.ref not in told and searching.shares(one.entry, part)]
        if not found or found[0].entry.is_open or not is_sure(found[0], topic, SURE):
            return False
        told.setdefault(found[0].entry.ref, found[0].entry)
    entries = list(told.values())
    if len(entries) == 1 and covered:
        await tell_best(turn, [FoundEntry(entries[0], 1.0)], ())
        return True
    if len(entries) < _BOTH:
        return False
    remember_told(turn, entries[-1])
    turn.say(
        "utter_facts",
        facts=await listed_facts(turn, entries),
        custom=told_refs(entries),
    )
    return True


async def _of_first(turn: Turn, part: str, before: Sequence[KnowledgeEntry]) -> list[FoundEntry]:
    """Find what a second question asks of the first one's thing, where it names none: "and what does it cost?"."""
    first, aspect = before[-1], find_aspect(part)
    if aspect is None or first.topic is None:
        return []
    asked = f"{first.title.get(turn.language, '')} {part} {in_full(aspect, turn.language)}"
    found = await find_facts(turn, asked, first.topic, alone=True)
    known = {one.ref for one in before}
    return [
        one
        for one in found
        if one.entry.topic == first.topic
        and one.entry.ref not in known
        and any(tells(text, aspect) for text in one.entry.text.values())
        and searching.shares(one.entry, first.title.get(turn.language, ""))
    ]


# What a fact tells beside what it was asked for, so that nothing else is told for it.
_TOLD_BESIDE = frozenset({"duration", "time"})
