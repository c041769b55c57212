"""What is told of a topic without an exact answer: its first facts, one that is plain or near, or that none is."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import menu
from actions.facts.finding import find_facts
from actions.facts.told import with_rule_values
from actions.subjects.facts.fact_parts import (
    MOST_OFFERED,
    MOST_TOLD,
    listed_facts,
    offer_fact,
    remember_told,
    told_refs,
)
from actions.subjects.facts.fact_told import tell_best, tell_with_questions
from actions.subjects.facts.near_facts import LEADING, as_near, beside_chosen, is_near, leads, likely_of, tell_near
from actions.subjects.facts.sureness import NEAR_BOTH, only_by_branch
from actions.subjects.facts.unknown_facts import say_unknown
from crm.knowledge import searching
from crm.knowledge.asking_parts import clauses_of
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry
from crm.library_info import directory
from language.requests.speech.bare_questions import named_words
from language.requests.speech.ellipsis import find_ellipsis

__all__ = ["FAR_BEFORE", "tell_first", "tell_topic"]

# What was chosen and is so many times as likely as all others is told plainly, and two that are so likely together.
FAR_BEFORE, BOTH_LIKELY, SHARE_OF_BOTH = 4.0, 0.5, 0.4
NEAR_TO_LEAN_ON = 0.12
# What was read so surely is of its topic.
SURELY_OF = 0.75


async def tell_topic(turn: Turn, topic: str, after: Sequence[str] = ()) -> bool:
    """Tell of a topic what there is without an exact answer; False when nothing is known of it at all.

    Its button gets its first facts, and so does its mere name; a question gets the one fact that is near to it, or
    that it is not known, with the offer to pass it on.
    """
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    facts = await searching.of_topic(turn.store, topic, turn.today, branch.id if branch else None)
    facts = [one for one in facts if await with_rule_values(turn, one.text) is not None]
    if not facts:
        return False
    if turn.is_payload:
        await tell_first(turn, facts, after)
        return True
    found = await find_facts(turn, turn.text, topic)
    if searching.is_whole(turn.text, facts):
        of_topic = [one for one in found if one.entry.topic == topic]
        await tell_best(turn, of_topic or [FoundEntry(facts[0], 0.0)], after)
    elif (plain := await _plainly(turn, found, topic)) and len(plain) == 1:
        await tell_best(turn, [plain[0], *found[1:]], after)
    elif plain:
        await tell_with_questions(turn, [one.entry for one in plain])
    elif found and found[0].chosen and found[0].score >= NEAR_BOTH:
        # What is hardly likely is nothing to lean on.
        await tell_near(turn, found[0].entry, after, beside_chosen(found), leans=found[0].score >= NEAR_TO_LEAN_ON)
    elif found and not found[0].chosen and (is_near(found[0], topic, turn.text) or leads(found, topic)):
        await tell_near(turn, found[0].entry, after, as_near(found, topic))
    elif found and turn.confidence >= SURELY_OF and len(facts) <= MOST_TOLD and word_count(named_words(turn.text)) < 2:
        # "Can I print here?" names the topic and no more: the little that is told of it is near.
        await tell_near(turn, next((one.entry for one in found if one.entry.topic == topic), facts[0]), after)
    elif turn.prior is not None and not named_words(turn.text):
        # What names nothing is about what was told of: a short topic's first fact is near to it.
        await tell_near(turn, next((one.entry for one in found if one.entry.topic == topic), facts[0]), after)
    elif (
        turn.confidence >= SURELY_OF
        and not (found and found[0].chosen)
        and (likely := likely_of(found, topic, turn.text))
    ):
        # What it is about was read surely: the two that are likeliest there show what is known.
        await tell_near(turn, likely[0], after, likely[1] if len(likely) > 1 else None)
    else:
        say_unknown(turn, after)
    return True


async def _plainly(turn: Turn, found: Sequence[FoundEntry], topic: str) -> list[FoundEntry]:
    """Give what answers though it is not sure: one far before all others, or two of the topic that are likely together.

    Only where the topic was read surely; a few words that lean on something else are left to what was spoken of, and
    of several clauses each is looked at by itself (facts_asked).
    """
    if not found or not found[0].chosen or turn.confidence < SURELY_OF:
        return []
    if find_ellipsis(turn.text) is not None or clauses_of(turn.text):
        return []
    best, second = found[0], found[1] if len(found) > 1 else None
    if best.entry.topic != topic or best.entry.is_open or await only_by_branch(turn, best.entry):
        return []
    others = second.score if second is not None else 0.0
    if best.score >= LEADING and best.score >= FAR_BEFORE * others and searching.shares(best.entry, turn.text):
        return [best]
    both = second is not None and second.entry.topic == topic and second.entry.kind == FACT and not second.entry.is_open
    if second is None or not both or best.entry.kind != FACT or await only_by_branch(turn, second.entry):
        return []
    likely = best.score + second.score >= BOTH_LIKELY and second.score >= SHARE_OF_BOTH * best.score
    return [best, second] if likely else []


async def tell_first(turn: Turn, facts: Sequence[KnowledgeEntry], after: Sequence[str]) -> None:
    """Tell the first of some facts, and offer the next ones."""
    told, more = facts[:MOST_TOLD], facts[MOST_TOLD : MOST_TOLD + MOST_OFFERED]
    remember_told(turn, told[0])
    turn.say(
        "utter_facts",
        facts=await listed_facts(turn, told),
        choices=[*map(offer_fact, more), *menu(*after)],
        custom=told_refs(told),
    )
