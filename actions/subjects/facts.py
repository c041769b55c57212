"""Answers from what the library tells: the fact that was asked for, or the passage, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn
from actions.dialogue.vectors import vector_of
from actions.dialogue.wording import word_count
from actions.facts.choices import Choice, choice, librarian, menu
from actions.facts.told import with_rule_values
from actions.rasa.registry import handles
from crm.knowledge import searching
from crm.knowledge.entries import FACT, Entry, asked_text
from crm.knowledge.searching import SURE, SURE_OF_TOPIC, Found, Question
from crm.library_info import directory
from language.detect import is_finglish
from language.normalise import fold
from language.requests.bare_questions import named_words
from language.requests.ellipsis import find_ellipsis

__all__ = ["answer_from_facts", "answer_service", "branch_spoken_of", "named_fact", "tell_topic"]

# So many facts are told at once, and so many offered beside them.
MOST_TOLD, MOST_OFFERED = 3, 3
# How far behind the best another answer may be and still be offered.
NEAR = 0.25
# A question of so many words may be one about what was told just before.
SHORT = 7
# So sure an entry has to be that has no word of the question.
WITHOUT_WORDS = 0.7
# From here on a fact is near enough to be told where there is no exact answer.
NEAREST = 0.06
# Facts of a topic that belong together as a whole.
SMALL = 20
# What leans on what was said before it.
_LEANS = re.compile(
    r"^(?:و|برای|واسه|حالا|اونجا|and|what about|how about|for|what if)\b"
    r"|\b(?:چی|چطور|چطوره|then|too|either)\W*$"
)
# What asks whether there is something.
_THERE = re.compile(
    r"\b(?:is there|are there|have|has|got|any|darid|darin|dare|hast)\b"
    r"|(?<!\w)(?:دارید|دارین|داره|دارد|داریم|هست|هستش)(?!\w)"
)
LONGEST_ASKED = 300


async def answer_from_facts(
    turn: Turn, topic: str | None = None, *, after: Sequence[str] = (), least: float = SURE
) -> bool:
    """Answer the message from facts and documents; tell whether there was an answer.

    `topic` is the intent that was read, `after` what may be asked next, `least` how sure an answer outside of the topic
    must be. A short question without an answer of its own
    is asked once more as one about what was told last.
    """
    if turn.is_payload or not turn.text.strip():
        return False
    if topic and searching.is_whole(turn.text, await searching.of_topic(turn.store, topic, turn.today)):
        return False
    found = await _about_the_last(turn, topic) if _LEANS.search(fold(turn.text)) else []
    if not found:
        found = await _found(turn, turn.text, topic)
        if turn.prior is not None:
            # What follows up an answer is about its topic.
            found = [one for one in found if one.entry.topic == topic]
        if not found or not _answers(turn.text, found[0], topic, least):
            found = await _about_the_last(turn, topic)
    if not found:
        return False
    await _tell(turn, found, after)
    return True


def _answers(text: str, found: Found, topic: str | None, least: float) -> bool:
    """Tell whether an entry answers: it is sure enough, and has something of what is named, or is very sure."""
    if found.score < (SURE_OF_TOPIC if topic and found.entry.topic == topic else least):
        return False
    named = named_words(text)
    return found.score >= WITHOUT_WORDS or not named or text.isascii() or searching.shares(found.entry, named)


async def answer_service(turn: Turn) -> bool:
    """Answer a short question for another service ("and wifi?", «پارکینگ هم دارین؟») after a place or its hours.

    The fact that it names wins over what was told last, and over the reading that leans on that; False without one.
    """
    asks = find_ellipsis(turn.text) is not None or _THERE.search(fold(turn.text)) is not None
    if turn.is_payload or turn.thread.last is None or word_count(turn.text) > SHORT or not asks:
        return False
    found = await _found(turn, turn.text, None)
    if not found or found[0].score < SURE or not searching.shares(found[0].entry, turn.text):
        return False
    best = found[0].entry
    branch = await branch_spoken_of(turn, turn.text)
    turn.did(best.topic or turn.intent, topic=best.topic or "", branch=branch.code if branch else "", result="told")
    alike = [one.entry for one in found if one.score >= found[0].score - NEAR and one.entry.topic == best.topic]
    if best.topic and len(alike) >= MOST_TOLD:
        # "And the reading room?" asks for none of the many things that are told of it.
        alike.sort(key=lambda one: one.id)
        _remember(turn, alike[0], best.topic, asked="")
        lines = [await _parts(turn, one) for one in alike[:MOST_TOLD]]
        turn.say("utter_facts", facts={"list": lines, "line": "utter_line_fact"}, custom=_told(alike[:MOST_TOLD]),
                 choices=[_offer(one) for one in alike[MOST_TOLD:][:MOST_OFFERED]])  # fmt: skip
    else:
        await _tell(turn, found, ())
    return True


async def named_fact(turn: Turn, topic: str, words: str) -> dict[str, str] | None:
    """Give the text of the fact of a topic that words name, by language; None where none is named."""
    found = await _found(turn, words, topic)
    if not found or found[0].entry.topic != topic or found[0].score < SURE_OF_TOPIC:
        return None
    best = found[0].entry
    return await with_rule_values(turn, best.text) if searching.shares(best, words) else None


async def tell_topic(turn: Turn, topic: str, after: Sequence[str] = ()) -> bool:
    """Tell what is known of a topic: the first facts, the others by their questions.

    Of a question with words that stand in none of them it is said first that there is no exact answer.
    """
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    facts = await searching.of_topic(turn.store, topic, turn.today, branch.id if branch else None)
    facts = [one for one in facts if await with_rule_values(turn, one.text) is not None]
    if not facts:
        return False
    answered = turn.is_payload or searching.is_of(turn.text, facts)
    if not (turn.is_payload or searching.is_whole(turn.text, facts)):
        likely = {one.entry.ref: one.score for one in await _found(turn, turn.text, topic)}
        named = named_words(turn.text)
        # What follows up an answer, or names nothing, is about the topic.
        near = turn.prior is not None or not named or any(searching.shares(one, named) for one in facts)
        if not answered and not near and max(likely.values(), default=0.0) < NEAREST:
            # What is told beside the point is worse than to say that it is not known.
            return False
        facts.sort(key=lambda one: -likely.get(one.ref, 0.0))
    _remember(turn, facts[0], topic, asked="")
    turn.say(
        "utter_facts" if answered else "utter_fact_missing",
        status="answered" if answered else "fallback",
        facts={"list": [await _parts(turn, one) for one in facts[:MOST_TOLD]], "line": "utter_line_fact"},
        choices=[
            *([] if answered else [librarian()]),
            *(_offer(one) for one in facts[MOST_TOLD : MOST_TOLD + MOST_OFFERED]),
            *menu(*after),
        ],
        custom=_told(facts[:MOST_TOLD]),
    )
    return True


@handles("fact")
async def fact(turn: Turn) -> None:
    """Tell the fact or passage whose button was pressed."""
    index = await searching.index_of(turn.store)
    entry = index.by_ref.get(turn.entity("ref") or "")
    known = entry is not None and entry.is_valid(turn.today) and await with_rule_values(turn, entry.text)
    if entry is None or not known:
        turn.say("utter_fact_gone", status="fallback", choices=[librarian(), *menu("help")])
        return
    await _tell(turn, [Found(entry, 1.0)], ())


async def _found(turn: Turn, text: str, topic: str | None) -> list[Found]:
    if is_finglish(text):
        text = (await searching.index_of(turn.store)).in_persian(text)
    branch = await branch_spoken_of(turn, text)
    question = Question(
        text=text,
        language=turn.language,
        day=turn.today,
        vector=await vector_of(turn, asked_text(text)),
        topic=topic,
        branch_id=branch.id if branch else None,
    )
    found = await searching.search(turn.store, question)
    # Of a rule that is not known any more nothing is told.
    return [one for one in found if await with_rule_values(turn, one.entry.text) is not None]


async def branch_spoken_of(turn: Turn, text: str) -> directory.Branch | None:
    """Give the branch that words name, or, of a few words, the one that was told of just before."""
    branch = await directory.find_branch(turn.store, turn.entity("branch") or text)
    if branch is not None or len(text.split()) > SHORT:
        return branch
    last = turn.thread.last
    return await directory.find_branch(turn.store, last.branch) if last is not None and last.branch else None


async def _about_the_last(turn: Turn, topic: str | None) -> list[Found]:
    """Ask a short question as one about what was told last: of another branch, or for somebody else."""
    last = turn.recall("fact") or {}
    if not last or len(turn.text.split()) > SHORT or (topic and topic != last.get("topic")):
        return []
    found = await _found(turn, f"{turn.text} {last['asked']}", last.get("topic"))
    named = named_words(turn.text) or turn.text
    found = [one for one in found if one.entry.ref != last.get("ref") and searching.shares(one.entry, named)]
    return found if found and found[0].score >= SURE_OF_TOPIC and found[0].entry.topic == last.get("topic") else []


async def _tell(turn: Turn, found: Sequence[Found], after: Sequence[str]) -> None:
    best = found[0].entry
    near = [one.entry for one in found[1:] if one.score >= found[0].score - NEAR]
    # Then what else is told of the same topic: the next likeliest, and of a small one all the others.
    same = [one.entry for one in found[1:] if best.topic and one.entry.topic == best.topic]
    others = await searching.of_topic(turn.store, best.topic, turn.today, best.branch_id) if best.topic else []
    others = others if len(others) <= SMALL or len(found) == 1 else []
    beside = list({one.ref: one for one in (*near, *same, *others) if one.ref != best.ref}.values())[:MOST_OFFERED]
    _remember(turn, best, best.topic)
    name = "utter_fact" if best.kind == FACT else "utter_passage"
    turn.say(name, **await _parts(turn, best), choices=[*map(_offer, beside), *menu(*after)], custom=_told([best]))


def _remember(turn: Turn, entry: Entry, topic: str | None, *, asked: str | None = None) -> None:
    asked = entry.title.get(turn.language, "")[:LONGEST_ASKED] if asked is None else asked
    turn.remember(fact={"topic": topic, "ref": entry.ref, "asked": asked})


async def _parts(turn: Turn, entry: Entry) -> dict[str, Fact]:
    """Give an entry as an answer's facts; what was written in one language is said in that."""
    return {
        "fact": _both(await with_rule_values(turn, entry.text) or entry.text),
        "title": _both(entry.title),
        "source": entry.source,
        "link": {"answer": "utter_part_link", "link": entry.link} if entry.link else None,
    }


def _both(texts: dict[str, str]) -> dict[str, str]:
    one = next(iter(texts.values()))
    return {"fa": texts.get("fa", one), "en": texts.get("en", one)}


def _offer(entry: Entry) -> Choice:
    return choice(_both(entry.title), "fact", ref=entry.ref)


def _told(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Name for the console what answered."""
    return {"told": [entry.ref for entry in entries]}
