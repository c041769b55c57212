"""Telling a fact: plainly, with a sum, with what is not known of it, or with another that is as likely."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.facts.choices import OfferedChoice, librarian, menu
from actions.facts.told import with_rule_values
from actions.facts.totals import is_double_sided, total_of
from actions.rasa.registry import MOVES, handles
from actions.subjects.facts.fact_parts import (
    MOST_OFFERED,
    entry_parts,
    listed_facts,
    offer_fact,
    remember_told,
    told_refs,
)
from actions.subjects.facts.last_fact import counted_of_last, same_person, told_last
from actions.subjects.facts.page_sums import tell_sum
from actions.subjects.facts.sureness import is_clear, only_by_branch
from actions.subjects.facts.unknown_facts import say_unknown, say_untold
from crm.knowledge import searching
from crm.knowledge.agreement import may_be_false, untold
from crm.knowledge.asking_parts import asked_parts
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry
from language.normalise import fold

__all__ = ["NEAR", "tell_again", "tell_best", "tell_both", "tell_found", "tell_with_questions"]

# How far behind the best another answer may be and still be offered.
NEAR = 0.25
# Of two facts the second is told, too, from SECOND on where the first is less sure than FIRST, and from SECOND_AGAIN on
# where the first was told just before: of 122 labelled messages it is the one that answers in 18, the first in 90.
FIRST, SECOND, SECOND_AGAIN = 0.7, 0.15, 0.05
# Facts of a topic that belong together as a whole.
SMALL = 20
_BOTH = 2


@handles("fact")
async def fact(turn: Turn) -> None:
    """Tell the fact or passage whose button was pressed."""
    index = await searching.index_of(turn.store)
    entry = index.by_ref.get(turn.entity("ref") or "")
    known = (
        entry is not None
        and entry.is_valid(turn.today)
        and not entry.is_open
        and await with_rule_values(turn, entry.text)
    )
    if entry is None or not known:
        turn.say("utter_fact_gone", status="fallback", choices=[librarian(), *menu("help")])
        return
    await tell_best(turn, [FoundEntry(entry, 1.0)], ())


async def tell_again(turn: Turn, topic: str) -> bool:
    """Tell once more the fact of a topic that was told last; False where that was none."""
    last = turn.recall("fact") or {}
    entry = (await searching.index_of(turn.store)).by_ref.get(str(last.get("ref")))
    if entry is None or entry.topic != topic or not entry.is_valid(turn.today) or entry.is_open:
        return False
    turn.intent = topic
    turn.did(topic, topic=topic, result="told")
    await tell_best(turn, [FoundEntry(entry, 1.0)], ())
    return True


async def tell_found(turn: Turn, found: Sequence[FoundEntry]) -> None:
    """Tell the first of what was found, and offer what is told beside it."""
    await tell_best(turn, found, ())


async def tell_best(
    turn: Turn, found: Sequence[FoundEntry], after: Sequence[str], offered: Sequence[OfferedChoice] = ()
) -> None:
    """Tell the best of what was found, with what is offered beside it and what may be asked after it."""
    best = found[0].entry
    turn.tells_clearly = found[0].chosen and is_clear(found[0])
    if best.is_open:
        remember_told(turn, best)
        say_unknown(turn, after)
        return
    found = [found[0], *(one for one in found[1:] if not one.entry.is_open)]
    near = [one.entry for one in found[1:] if one.score >= found[0].score - NEAR]
    # Then what else is told of the same topic: the next likeliest, and of a small one all the others.
    same = [one.entry for one in found[1:] if best.topic and one.entry.topic == best.topic]
    others = await searching.of_topic(turn.store, best.topic, turn.today, best.branch_id) if best.topic else []
    others = others if len(others) <= SMALL or len(found) == 1 else []
    beside = list({one.ref: one for one in (*near, *same, *others) if one.ref != best.ref}.values())[:MOST_OFFERED]
    if (told := await counted_of_last(turn, found) or await same_person(turn, found)) is not None:
        best = told
    if not turn.is_payload and _BARE_WHY.fullmatch(fold(turn.text)) and (last := await told_last(turn)) is not None:
        # "Why is that?" asks of what was told, and of nothing else.
        best, beside = last, []
    if best.kind == FACT and await tell_sum(turn, best):
        return
    other = await _as_likely(turn, best, found)
    remember_told(turn, best)
    said = await entry_parts(turn, best)
    choices = [*map(offer_fact, beside), *offered, *menu(*after)]
    if best.kind != FACT:
        turn.say("utter_passage", **said, choices=choices, custom=told_refs([best]))
    elif total := None if turn.is_payload or is_double_sided(turn.text) else total_of(turn.text, said["fact"]):
        turn.say("utter_fact_total", **said, **total, choices=choices, custom=told_refs([best]))
    elif not turn.is_payload and (lacks := untold(turn.text, best)) is not None:
        say_untold(turn, best, said, lacks, choices)
    elif other is not None:
        left = [each for each in choices if each != offer_fact(other)]
        turn.say(
            "utter_facts", facts=await listed_facts(turn, [best, other]), choices=left, custom=told_refs([best, other])
        )
    else:
        # A yes or a no stands beside the question that it answers, where that is not the patron's.
        named = not turn.is_payload and may_be_false(turn.text, best)
        turn.say("utter_fact_asked" if named else "utter_fact", **said, choices=choices, custom=told_refs([best]))
    if best.kind == FACT and best.topic not in _OF_OWN_DAYS:
        await MOVES["hours.beside"](turn)


async def _as_likely(turn: Turn, best: KnowledgeEntry, found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give the fact that is told with the best one, as one that may be meant; None where that is sure enough by itself.

    Of several questions each part is looked at by itself (untold_parts).
    """
    if turn.is_payload or len(found) < _BOTH or not found[0].chosen or best.ref != found[0].entry.ref:
        return None
    first, second = found[:_BOTH]
    if second.entry.kind != FACT or second.entry.topic != best.topic or len(asked_parts(turn.text)) >= _BOTH:
        return None
    last = await told_last(turn)
    again = last is not None and last.ref == best.ref
    as_likely = second.score >= (SECOND_AGAIN if again else SECOND) and (again or first.score < FIRST)
    return second.entry if as_likely and not await only_by_branch(turn, second.entry) else None


_BARE_WHY = re.compile(
    r"\W*(?:(?:and|but|so|ok|و|خب|ولی|آخه) )?(?:why(?: (?:is|was) (?:that|it|this)(?: so)?| so| not| that)?|how come|"
    r"چرا(?: آخه| این ?طوره?| اینجوریه?)?|chera)\W*"
)
# What is booked or goes on at days of its own.
_OF_OWN_DAYS = frozenset({"events", "room_booking", "research_help", "employment", "hours", "ill", "suggest_purchase"})


async def tell_with_questions(turn: Turn, entries: Sequence[KnowledgeEntry]) -> None:
    """Tell facts each with its question, so that it shows what they answer; that their topic is spoken of is kept."""
    if not turn.acts:
        turn.did(entries[0].topic or turn.intent, topic=entries[0].topic or "", result="told")
    remember_told(turn, entries[0])
    turn.say(
        "utter_facts",
        facts=await listed_facts(turn, entries),
        choices=[librarian()],
        custom=told_refs(entries),
    )


async def tell_both(turn: Turn, entries: Sequence[KnowledgeEntry]) -> None:
    """Tell facts that each answer a part of the message, in the place of the first answer; the others stay."""
    beside = turn.answers[1:]
    turn.answers.clear()
    await tell_with_questions(turn, entries)
    turn.answers.extend(beside)
