"""Facts that are near to what was asked: which are, and that they are told as what may be the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.facts.choices import librarian, menu, yes
from actions.facts.finding import find_facts
from actions.subjects.facts.fact_parts import (
    both_languages,
    entry_parts,
    listed_facts,
    offer_fact,
    remember_told,
    told_refs,
)
from actions.subjects.facts.page_sums import tell_sum
from actions.subjects.facts.sureness import NEAR_UNREAD, only_by_branch
from actions.subjects.facts.unknown_facts import say_unknown, say_untold
from crm.knowledge import searching
from crm.knowledge.agreement import untold
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.searching import FoundEntry
from crm.knowledge.telling_words import telling
from language.requests.speech.bare_questions import named_words

__all__ = [
    "LEADING",
    "as_near",
    "beside_chosen",
    "is_near",
    "leads",
    "likely_of",
    "offer_nearest",
    "tell_leading",
    "tell_near",
    "tell_near_of",
]

# From here on a fact is near enough to be told where there is no exact answer: of the topic, and of another.
NEAREST, NEAREST_ELSEWHERE, NEAREST_YES_OR_NO = 0.06, 0.15, 0.3
# A second one that has so large a share of the best one's is told beside it.
AS_NEAR = 0.4
# Or so far before all others of the topic.
LEADING, LEAD = 0.2, 3.0
# And so sure before all but one, where no topic was read at all.
LEAST_LEADING = 0.15
_YES_OR_NO = re.compile(r"(?:yes|no|بله|نه|خیر)\b", re.IGNORECASE)
# What is told beside has at least this chance, and this share of the best one's.
LEAST_SECOND, SHARE_OF_SECOND = 0.05, 0.25


def likely_of(found: Sequence[FoundEntry], topic: str, text: str) -> list[KnowledgeEntry]:
    """Give the two likeliest facts of a topic that have a word of the question and are no mere yes or no."""
    return [
        one.entry
        for one in found
        if one.entry.topic == topic
        and not one.entry.is_open
        and one.score >= NEAREST
        and searching.shares(one.entry, text)
        and not any(_YES_OR_NO.match(text) for text in one.entry.text.values())
    ][:2]


async def tell_leading(turn: Turn) -> bool:
    """Tell a fact that is far before all others as a near one, where nothing else was read; False where none is."""
    if turn.is_payload:
        return False
    found = [one for one in await find_facts(turn, turn.text, None) if not one.entry.is_open]
    if not found or not _leads_unread(found, turn.text):
        return False
    if await only_by_branch(turn, found[0].entry):
        return False
    turn.did(found[0].entry.topic or turn.intent, topic=found[0].entry.topic or "", result="told")
    if found[0].chosen:
        await tell_near(turn, found[0].entry, (), beside_chosen(found))
        return True
    second = found[1] if len(found) > 1 and found[1].score >= AS_NEAR * found[0].score else None
    await tell_near(turn, found[0].entry, (), second.entry if second is not None else None)
    return True


def _leads_unread(found: Sequence[FoundEntry], text: str) -> bool:
    """Tell whether what stands first may be told as near although no topic was read."""
    if found[0].chosen:
        return found[0].score >= NEAR_UNREAD
    if found[0].score < LEAST_LEADING or not searching.shares(found[0].entry, text):
        return False
    return found[0].score >= LEAD * max((one.score for one in found[2:]), default=0.0)


def beside_chosen(found: Sequence[FoundEntry]) -> KnowledgeEntry | None:
    """Give what is told beside a chosen fact that may not be the one; None where nothing else has a chance."""
    least = max(LEAST_SECOND, SHARE_OF_SECOND * found[0].score)
    best = found[0].entry
    return next(
        (
            one.entry
            for one in found[1:2]
            if one.score >= least
            and not one.entry.is_open
            # What is told of a branch alone, and of another topic, was found for the branch's name.
            and (one.entry.branch_id is None or best.branch_id is not None or one.entry.topic == best.topic)
        ),
        None,
    )


async def tell_near_of(turn: Turn, found: FoundEntry) -> None:
    """Tell a fact as one that may be the answer, and that its topic is spoken of."""
    turn.did(found.entry.topic or turn.intent, topic=found.entry.topic or "", result="told")
    await tell_near(turn, found.entry, ())


async def offer_nearest(turn: Turn, entries: Sequence[KnowledgeEntry]) -> bool:
    """Ask which of some questions is meant, and offer to pass the patron's own on; False where there is none."""
    if not entries:
        return False
    ref = turn.await_("file", "yes", matter="question", text=turn.text)
    turn.say(
        "utter_facts_perhaps",
        status="fallback",
        facts={"list": [{"title": both_languages(one.title)} for one in entries], "line": "utter_line_question"},
        choices=[*map(offer_fact, entries), yes(ref, "utter_button_pass_on"), librarian()],
        custom=told_refs(entries),
    )
    return True


def _near_enough(entry: KnowledgeEntry, topic: str) -> float:
    """Give how sure a fact must be to be told as a near one: what begins with a yes or no answers what was asked."""
    least = NEAREST if entry.topic == topic else NEAREST_ELSEWHERE
    return max(least, NEAREST_YES_OR_NO) if any(_YES_OR_NO.match(text) for text in entry.text.values()) else least


def is_near(found: FoundEntry, topic: str, text: str) -> bool:
    """Tell whether a fact is near to a question: one that is not very near has a word of it, too."""
    if found.score < _near_enough(found.entry, topic):
        return False
    return found.score >= LEADING or not telling(named_words(text)) or searching.shares(found.entry, text)


def leads(found: Sequence[FoundEntry], topic: str) -> bool:
    """Tell whether the best fact of a topic is far before all others, though it is not sure."""
    others = [one.score for one in found[1:]]
    return found[0].entry.topic == topic and found[0].score >= max(LEADING, LEAD * max(others, default=0.0))


def as_near(found: Sequence[FoundEntry], topic: str) -> KnowledgeEntry | None:
    """Give the fact behind the best one that is nearly as near; None where that one leads."""
    second = next((one for one in found[1:] if not one.entry.is_open), None)
    if second is None or second.score < max(AS_NEAR * found[0].score, _near_enough(second.entry, topic)):
        return None
    return second.entry


async def tell_near(
    turn: Turn, entry: KnowledgeEntry, after: Sequence[str], other: KnowledgeEntry | None = None, *, leans: bool = True
) -> None:
    """Tell the one fact that is near to what was asked, and that it may not be the answer; with another as near, both.

    Both are told with their questions, so that it shows which of them was meant. `leans`: what is said next may lean
    on it.
    """
    if entry.is_open or await only_by_branch(turn, entry):
        say_unknown(turn, after)
        return
    if entry.kind == FACT and await tell_sum(turn, entry):
        return
    if leans:
        remember_told(turn, entry)
    if other is not None and not await only_by_branch(turn, other):
        turn.say(
            "utter_facts_near",
            status="fallback",
            facts=await listed_facts(turn, (entry, other)),
            choices=[librarian(), *menu(*after)],
            custom=told_refs([entry, other]),
        )
        return
    said = await entry_parts(turn, entry)
    if not turn.is_payload and entry.kind == FACT and (lacks := untold(turn.text, entry)) is not None:
        say_untold(turn, entry, said, lacks, [librarian(), *menu(*after)])
        return
    turn.say(
        "utter_fact_near",
        status="fallback",
        **said,
        choices=[librarian(), *menu(*after)],
        custom=told_refs([entry]),
    )
