"""Answers from what the library tells: the fact that was asked for, or the passage, and nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import OfferedChoice
from actions.facts.finding import SHORT, bare_aspect, branch_spoken_of, find_facts, without_branches
from actions.facts.told import with_rule_values
from actions.rasa.registry import follows_up
from actions.subjects.facts.fact_parts import MOST_TOLD
from actions.subjects.facts.fact_told import NEAR, tell_best
from actions.subjects.facts.last_fact import priced_last
from actions.subjects.facts.several_questions import answer_each
from actions.subjects.facts.sureness import is_clear, is_sure, only_by_branch
from actions.subjects.facts.topics_told import tell_first
from crm.knowledge import searching
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.searching import SURE, SURE_OF_TOPIC, FoundEntry
from language.normalise import fold
from language.requests.speech.ellipsis import find_ellipsis
from protocol.intents import traits_of

__all__ = [
    "UNSURE",
    "answer_as",
    "answer_clearly",
    "answer_from_facts",
    "answer_service",
    "answer_surely",
    "named_fact",
    "text_put_so",
]

# Of several facts that are so nearly as sure as the best none was asked for by itself.
ALIKE = 0.4
# Read so surely as something else, a whole question leans on nothing that was told.
SURELY_READ = 0.85
# What was read less surely than this is no subject's own yet.
UNSURE = 0.6
# What asks whether there is something.
_THERE = re.compile(
    r"\b(?:is there|are there|have|has|got|any|darid|darin|dare|hast)\b"
    r"|(?<!\w)(?:دارید|دارین|داره|دارد|داریم|هست|هستش)(?!\w)"
)
# What asks the same of another place.
_ALSO = re.compile(r"\b(?:too|as well|also|ham)\b|(?<!\w)هم(?!\w)")


async def answer_from_facts(
    turn: Turn, topic: str | None = None, *, after: Sequence[str] = (), least: float = SURE
) -> bool:
    """Answer the message from facts and documents; tell whether there was an answer.

    `topic` is the intent that was read, `after` what may be asked next, `least` how sure an answer outside of the topic
    must be. A short question may lean on what was told last; of several questions in a message each gets its answer.
    """
    if turn.is_payload or not turn.text.strip():
        return False
    if await answer_each(turn, topic):
        return True
    found = await find_facts(turn, turn.text, topic)
    if (last := await priced_last(turn, found)) is not None:
        found = [FoundEntry(last, 1.0), *(one for one in found if one.entry.ref != last.ref)]
    if not found or not is_sure(found[0], topic, least):
        return False
    if not is_clear(found[0]) and _ALSO.search(fold(turn.text)) and await only_by_branch(turn, found[0].entry):
        # "Does Bagh-Ferdows have it, too?" has the branch in common with all that is told of it, and no more.
        return False
    await tell_best(turn, found, after)
    return True


async def answer_as(turn: Turn, topic: str, *, fa: str, en: str, about: str = "", alone: bool = False) -> bool:
    """Answer what was asked, in whatever words, as this question of a topic; False where no fact is sure enough.

    What is surer with the patron's own words beside it is told first: they may name a branch or whom it is for;
    not so where the question is asked `alone`. `about`: a pattern of what a fact has to speak of, so that where the
    library has none that does, the nearest one is not told in its place.
    """
    asked = fa if turn.language == "fa" else en
    for words in (asked,) if alone else (f"{asked} {turn.text}", asked):
        found = await find_facts(turn, words, topic, alone=True)
        best = found[0] if found else None
        # Of facts that are nearly as sure as each other it is the one that is put in these very words.
        same = next((one for one in found if fold(one.entry.title.get(turn.language, "")) == fold(asked)), None)
        if best is not None and same is not None and same.score >= best.score - NEAR:
            best, found = same, [same, *(one for one in found if one is not same)]
        if words == asked and (exact := await _put_so(turn, topic, asked)) is not None:
            # What is put in these very words is sure, however many facts are like it.
            best = FoundEntry(exact, 1.0)
            found = [best, *(one for one in found if one.entry.ref != exact.ref)]
        if best is None or best.entry.topic != topic or best.score < SURE_OF_TOPIC:
            continue
        if about and not any(
            re.search(about, fold(text)) for text in (*best.entry.title.values(), *best.entry.text.values())
        ):
            continue
        turn.did(topic, topic=topic, result="told")
        await tell_best(turn, found, ())
        return True
    return False


async def _put_so(turn: Turn, topic: str, asked: str) -> KnowledgeEntry | None:
    """Give the fact of a topic whose question is put in just these words; None where none is, or one of a branch."""
    asked = fold(asked)
    for one in await searching.of_topic(turn.store, topic, turn.today):
        if one.branch_id is None and not one.is_open and fold(one.title.get(turn.language, "")) == asked:
            return one if await with_rule_values(turn, one.text) is not None else None
    return None


async def answer_clearly(turn: Turn, *, beside: Sequence[OfferedChoice] = ()) -> bool:
    """Answer with a fact of another subject than the one that was read, when it clearly fits better.

    `beside`: what is offered with it.
    """
    if turn.is_payload or not turn.text.strip():
        return False
    found = await find_facts(turn, turn.text, None)
    whole = turn.confidence >= SURELY_READ and bare_aspect(turn.text) is None and find_ellipsis(turn.text) is None
    if found and found[0].leans and whole and not found[0].chosen:
        # "What is on this week?" names all that it asks: what was told before of something else does not answer it.
        found = await find_facts(turn, turn.text, None, alone=True)
    if not found or not is_clear(found[0]) or found[0].entry.topic == turn.intent or found[0].entry.is_open:
        return False
    turn.did(found[0].entry.topic or turn.intent, topic=found[0].entry.topic or "", result="told")
    await tell_best(turn, found, (), beside)
    return True


async def answer_surely(turn: Turn, topic: str) -> bool:
    """Answer with a fact of a topic that fits by itself, whatever was told last; False where none does."""
    found = await find_facts(turn, turn.text, topic)
    if not found or found[0].score < SURE or found[0].entry.topic != topic or found[0].entry.is_open:
        return False
    if not searching.shares(found[0].entry, turn.text):
        return False
    turn.did(topic, topic=topic, result="told")
    await tell_best(turn, found, ())
    return True


@follows_up
async def outweighs(turn: Turn) -> bool:
    """Answer with a fact that clearly fits what was read without being sure of it."""
    traits = traits_of(turn.intent)
    # The subjects that are answered from facts look at all of them, whatever was read.
    looks = traits.note_then is not None or traits.declined or traits.social or traits.answers_a_question
    if looks or turn.confidence >= UNSURE or turn.slot("pending") or turn.entities:
        return False
    return await answer_clearly(turn)


async def answer_service(turn: Turn) -> bool:
    """Answer a short question for another service ("and wifi?", «پارکینگ هم دارین؟») after a place or its hours.

    The fact that it names wins over what was told last, and over the reading that leans on that; False without one.
    """
    asks = find_ellipsis(turn.text) is not None or _THERE.search(fold(turn.text)) is not None
    if turn.is_payload or turn.thread.last is None or word_count(turn.text) > SHORT or not asks:
        return False
    found = await find_facts(turn, turn.text, None)
    best = found[0].entry if found else None
    if best is None or best.is_open or not searching.shares(best, await without_branches(turn, turn.text)):
        return False
    alike = [one for one in found if one.entry.topic == best.topic and one.score >= ALIKE * found[0].score]
    if sum(one.score for one in alike) < SURE:
        return False
    branch = await branch_spoken_of(turn, turn.text)
    turn.did(best.topic or turn.intent, topic=best.topic or "", branch=branch.code if branch else "", result="told")
    if best.topic and len(alike) >= MOST_TOLD:
        # "And the reading room?" asks for none of the many things that are told of it.
        await tell_first(turn, sorted((one.entry for one in alike), key=lambda one: one.id), ())
    else:
        await tell_best(turn, found, ())
    return True


async def text_put_so(turn: Turn, topic: str, *, fa: str, en: str) -> dict[str, str] | None:
    """Give the text of the fact of a topic whose question is put in just these words; None where there is none."""
    entry = await _put_so(turn, topic, fa if turn.language == "fa" else en)
    return None if entry is None else await with_rule_values(turn, entry.text)


async def named_fact(turn: Turn, topic: str, words: str) -> dict[str, str] | None:
    """Give the text of the fact of a topic that words name, by language; None where none is named."""
    found = await find_facts(turn, words, topic)
    if not found or found[0].entry.topic != topic or found[0].score < SURE_OF_TOPIC or found[0].entry.is_open:
        return None
    best = found[0].entry
    return await with_rule_values(turn, best.text) if searching.shares(best, words) else None
