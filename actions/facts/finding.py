"""Finding of what answers a question among facts and passages, alone or with what was told before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.dialogue.heard import Heard
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.vectors import vectors_of
from actions.dialogue.wording import word_count
from actions.facts.told import with_rule_values
from crm.knowledge import searching
from crm.knowledge.asking_parts import asked_beside, asking_clause, clauses_of
from crm.knowledge.choosing import ALONE, BESIDE, MessageAsked, Seen, ToldFact, chosen, views_of
from crm.knowledge.entries import KnowledgeEntry, asked_text
from crm.knowledge.index import Index
from crm.knowledge.limits import agrees_beyond, limits_of
from crm.knowledge.searching import SURE, SURE_OF_TOPIC, After, FoundEntry, KnowledgeQuestion
from crm.knowledge.several import asked_for
from crm.knowledge.telling_words import telling
from crm.knowledge.things_lent import is_of_another_thing
from crm.library_info import directory
from language.detect import is_finglish
from language.normalise import fold
from language.requests.speech.bare_questions import find_aspect, in_full, named_words
from language.requests.speech.ellipsis import find_ellipsis
from language.stems import stems

__all__ = [
    "LONG",
    "SHORT",
    "bare_aspect",
    "branch_spoken_of",
    "entries_told",
    "facts_asked",
    "find_facts",
    "find_for_part",
    "look_at_parts",
    "without_branches",
]

# A question of so many words may be one about what was told just before, in the last turns.
SHORT, RECENT = 9, 2
# And one of so many may be, too, but says enough to be about something else.
LONG = 28
# What is read so surely as of another topic leans on nothing; of many words less is enough.
SURELY_ANOTHER, LIKELY_ANOTHER = 0.9, 0.6
# A question that stands among other sentences is looked up by itself, too, where it says enough of what it is about.
FEWEST_TELLING = 2
# Said around a bare question, and naming nothing.
_FILLING = re.compile(
    r"\b(?:beforehand|(?:just )?(?:turn|show) up|just (?:come|walk in)|walk in|oh nice|library(?= cards?\b))\b"
    r"|(?<!\w)(?:همین[ \u200c]?(?:جوری|طوری)|همینجوری|سرزده|بعدش?)(?!\w)",
    re.IGNORECASE,
)
_NEEDS_CARD = re.compile(r"\b(?:need|have to have|must have|require)\b[^.?!]{0,20}\bcards?\b", re.IGNORECASE)
# A question that is sure by itself wins over what is told around it from so large a share of that one's on.
ASKED_ALONE = 0.8


async def find_facts(turn: Turn, text: str, topic: str | None, *, alone: bool = False) -> list[FoundEntry]:
    """Rank facts and passages for a question, maybe of a topic; what was said before counts, too, if not `alone`.

    A patron's own message is chosen for by all that it may be read with (crm.knowledge.choosing); words that are put in
    its place, and any where the engine makes no vectors, are looked up by the search alone.
    """
    index = await searching.index_of(turn.store)
    spelt = _spelt(index, text)
    found = None
    if text == turn.text and index.has_vectors:
        last = None if alone else _told_lately(turn)
        turns = [] if alone else turn.thread.turns
        act = Act.unpacked(acts[-1]) if turns and (acts := turns[-1].get("acts")) else None
        before = _Before(act.words, act.topic or act.act) if act is not None else None
        found = await _chosen(turn, spelt, topic, last, before)
    if found is None:
        found = await _searched(turn, text, spelt, topic, alone=alone)
    found = [one for one in found if not is_of_another_thing(text, one.entry)]
    limits = limits_of(text, "" if alone else " ".join(act.words for act in turn.thread.acts()))
    # A child's age, or that it is alone, is no detail: a yes that does not speak of it may be false, and is not told.
    return [one for one in found if not agrees_beyond(one.entry, limits)] if limits else found


async def find_for_part(
    turn: Turn, part: str, topic: str | None, *, told: KnowledgeEntry | None, said: str
) -> list[FoundEntry]:
    """Choose for a part of a message as for one of its own, after what was said and told for the parts before it.

    Without a part before it what was told in the last turns counts; empty where the engine makes no vectors.
    """
    index = await searching.index_of(turn.store)
    spelt = _spelt(index, part)
    last = _told_lately(turn)
    if told is not None:
        last = {"ref": told.ref, "topic": told.topic or "", "asked": told.title.get(turn.language, "")}
    before = _Before(said, topic) if said else None
    found = (await _chosen(turn, spelt, topic, last, before) if index.has_vectors else None) or []
    return [one for one in found if not is_of_another_thing(part, one.entry)]


async def facts_asked(turn: Turn, heard: Heard) -> list[FoundEntry]:
    """Give the facts that a message may ask for as it was heard, one or several, each with its own chance.

    Empty where the engine makes no vectors.
    """
    kept = turn.text, turn.intent, turn.confidence, turn.changes, turn.answers
    turn.text, turn.intent, turn.confidence, turn.changes = heard.text, heard.intent, heard.confidence, heard.changes
    # What was answered keeps nobody from waiting for vectors.
    turn.answers = []
    try:
        index = await searching.index_of(turn.store)
        if not index.has_vectors:
            return []
        clauses = clauses_of(_spelt(index, heard.text))
        views = [view for clause in clauses for view in views_of(clause, turn.language, "", "").values()]
        await vectors_of(turn, list(map(asked_text, views)))
        whole = await find_facts(turn, heard.text, None)
        of_clauses = [await _chosen(turn, clause, None, None, None) or [] for clause in clauses]
    finally:
        turn.text, turn.intent, turn.confidence, turn.changes, turn.answers = kept
    if not whole or not whole[0].chosen:
        return []
    return asked_for(whole, of_clauses, word_count(heard.text))


async def entries_told(turn: Turn, said: Mapping[str, Any]) -> list[KnowledgeEntry]:
    """Give the facts and passages that an answer with these facts tells, but those that are gone."""
    index = await searching.index_of(turn.store)
    return [index.by_ref[ref] for ref in (said.get("custom") or {}).get("told") or () if ref in index.by_ref]


async def look_at_parts(turn: Turn, parts: Sequence[str], told: KnowledgeEntry | None) -> None:
    """Have the vectors made that parts of a message are chosen by: of each by itself, then with what was told."""
    index = await searching.index_of(turn.store)
    if not index.has_vectors:
        return
    asked = told.title.get(turn.language, "") if told is not None else ""
    spelt = [_spelt(index, part) for part in parts]
    texts = [views_of(part, turn.language, asked, "") for part in spelt]
    wanted = [view[ALONE] for view in texts] + [view[BESIDE] for view in texts[::-1] if BESIDE in view]
    await vectors_of(turn, list(map(asked_text, wanted)), though_answered=True)


def _spelt(index: Index, text: str) -> str:
    return index.in_persian(text) if is_finglish(text) else index.respelt(text)


@dataclass(frozen=True, slots=True)
class _Before:
    """What was said before a message, and what that was about."""

    said: str
    topic: str | None


async def _chosen(
    turn: Turn, spelt: str, topic: str | None, last: Mapping[str, str] | None, before: _Before | None
) -> list[FoundEntry] | None:
    """Choose for words with what was told last and said before them; None where the engine has no vector of them."""
    branch = await branch_spoken_of(turn, spelt)
    said = before.said if before is not None else ""
    # All that is chosen by: what several ask for in a turn is chosen once.
    key = (
        spelt, turn.language, turn.intent, turn.confidence, topic or turn.intent, branch.id if branch else None, before,
        not turn.thread.turns, (last["ref"], last.get("topic"), last["asked"]) if last is not None else None,
    )  # fmt: skip
    if key in turn.found:
        kept: list[FoundEntry] = list(turn.found[key])
        return kept
    texts = views_of(spelt, turn.language, last["asked"] if last is not None else "", said)
    made = await vectors_of(turn, list(map(asked_text, texts.values())))
    views = {
        name: (words, vector) for (name, words), vector in zip(texts.items(), made, strict=True) if vector is not None
    }
    if ALONE not in views:
        return None
    asked = MessageAsked(
        text=spelt,
        day=turn.today,
        views=views,
        intent=turn.intent,
        confidence=turn.confidence,
        topic=topic or turn.intent,
        before=before.topic if before is not None else None,
        told=ToldFact(last["ref"], last.get("topic")) if last is not None else None,
        branch_id=branch.id if branch else None,
        first=not turn.thread.turns,
    )
    seen: Seen = turn.found.setdefault("views", {})
    found = chosen(await searching.index_of(turn.store), asked, seen=seen)
    turn.found[key] = [one for one in found if await with_rule_values(turn, one.entry.text) is not None]
    return list(turn.found[key])


def _told_lately(turn: Turn) -> dict[str, str] | None:
    """Give the fact that was told in one of the last turns."""
    last: dict[str, str] | None = turn.recall("fact")
    turns = turn.thread.turns[-RECENT:]
    is_recent = last and last.get("asked") and any(one.get("message") == last.get("at") for one in turns)
    return last if is_recent else None


async def _searched(turn: Turn, text: str, spelt: str, topic: str | None, *, alone: bool) -> list[FoundEntry]:
    """Look words up, and the part of them that asks."""
    index = await searching.index_of(turn.store)
    found = await _found(turn, spelt, topic, alone=alone)
    if spelt != text and (not found or found[0].score < SURE_OF_TOPIC):
        # Ways to ask are kept in Latin letters, too.
        found = max(found, await _found(turn, text, topic, alone=alone), key=lambda one: one[0].score if one else 0.0)
    fewest = FEWEST_TELLING if topic is None else 1
    asked = asked_beside(text, fewest)
    for part in (asked, asking_clause(asked or text, fewest)):
        whole = found[0].score if found else 0.0
        if part is None or (whole >= SURE and (part is not asked or find_ellipsis(part) is not None)):
            # "Too expensive. And black and white?" leans on what was told.
            continue
        # What is told around it may outweigh its words, and says nothing of what it asks.
        by_itself = await _found(turn, index.respelt(part), topic, alone=True)
        if by_itself and by_itself[0].score > (whole if whole < SURE else ASKED_ALONE * whole):
            found = by_itself
    return found


async def _found(turn: Turn, text: str, topic: str | None, *, alone: bool) -> list[FoundEntry]:
    branch = await branch_spoken_of(turn, text)
    aspect = bare_aspect(text)
    last = None if alone else _leant_on(turn, text, topic, bare=aspect is not None)
    after = None
    if last is None:
        [vector] = await vectors_of(turn, [asked_text(text)])
    else:
        loosely = word_count(text) > SHORT
        both = text if loosely else f"{text} {last['asked']}"
        text = f"{text} {in_full(aspect or '', turn.language)}".strip()
        of_both, vector = await vectors_of(turn, [asked_text(both), asked_text(text)])
        after = After(
            last["ref"], last.get("topic"), both, of_both, surely=aspect is not None, aspect=aspect, loosely=loosely
        )
    question = KnowledgeQuestion(
        text=text,
        language=turn.language,
        day=turn.today,
        vector=vector,
        topic=topic,
        branch_id=branch.id if branch else None,
        after=after,
    )
    found = await searching.search(turn.store, question)
    if after is not None and not telling(named_words(question.text)):
        # What names nothing asks of nothing else than what was read or told.
        found = [one for one in found if one.entry.topic in (topic, after.topic)]
    elif after is not None and _only_names(question.text):
        # "And for lecturers?" is not answered by what is told of students.
        found = [one for one in found if searching.shares(one.entry, question.text)]
    # Of a rule that is not known any more nothing is told.
    return [one for one in found if await with_rule_values(turn, one.entry.text) is not None]


def bare_aspect(text: str) -> str | None:
    """Name what a text asks of the thing that is spoken of, when it names none itself (language.requests)."""
    plain = _FILLING.sub(" ", text)
    aspect = find_aspect(plain)
    # A card is paid with, and a card is needed.
    return "registration" if aspect == "price" and _NEEDS_CARD.search(plain) else aspect


def _only_names(text: str) -> bool:
    """Tell whether words only put another thing into what was asked before ("what about lecturers?")."""
    ellipsis = find_ellipsis(text)
    return ellipsis is not None and ellipsis.strong and 0 < len(telling(ellipsis.words)) <= FEWEST_TELLING


async def branch_spoken_of(turn: Turn, text: str) -> directory.Branch | None:
    """Give the branch that words name, or, of a few words, the one that was told of just before."""
    branch = await directory.find_branch(turn.store, turn.entity("branch") or text)
    if branch is not None or word_count(text) > SHORT:
        return branch
    last = turn.thread.last
    return await directory.find_branch(turn.store, last.branch) if last is not None and last.branch else None


async def without_branches(turn: Turn, text: str) -> str:
    """Give the words of a text that belong to no branch's name: "and Bagh-Ferdows?" names nothing else."""
    names = [each for branch in await directory.branches(turn.store) for each in stems(" ".join(branch.name.values()))]
    return " ".join(word for word in fold(text).split() if not set(stems(word)) & set(names))


def _leant_on(turn: Turn, text: str, topic: str | None, *, bare: bool) -> dict[str, str] | None:
    """Give what was told in one of the last turns, where a short question may be about it."""
    last = _told_lately(turn)
    if last is None or word_count(text) > LONG:
        return None
    leans = bare or turn.prior is not None or find_ellipsis(text) is not None
    surely = SURELY_ANOTHER if word_count(text) <= SHORT else LIKELY_ANOTHER
    another = topic is not None and topic != last.get("topic") and turn.confidence >= surely
    return last if leans or not another else None
