"""How sure a fact must be to be told as the answer, or in the place of another subject."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import without_branches
from crm.knowledge import searching
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.searching import SURE_OF_TOPIC, FoundEntry
from crm.knowledge.telling_words import telling
from language.requests.speech.bare_questions import named_words

__all__ = ["CHOSEN", "NEAR_BOTH", "NEAR_UNREAD", "is_clear", "is_sure", "only_by_branch"]

# From here on a fact answers better than the handler of another subject.
CLEARLY = 0.8
# Chances of what was chosen, by what rounds that were left out tell (benchmarks/facts/choosing.py): of those from
# CHOSEN on more than four in five answer; of two from NEAR_BOTH on one does so as often as not, and where no topic
# was read from NEAR_UNREAD on. Less is not worth telling.
CHOSEN, CHOSEN_CLEARLY, NEAR_BOTH, NEAR_UNREAD = 0.5, 0.7, 0.09, 0.3


def is_sure(found: FoundEntry, topic: str | None, least: float) -> bool:
    """Tell whether a fact is sure enough to be told; `least`: how sure one outside of the topic must be."""
    if found.chosen:
        return found.score >= CHOSEN
    of_topic = found.leans or (topic is not None and found.entry.topic == topic)
    return found.score >= (SURE_OF_TOPIC if of_topic else least)


def is_clear(found: FoundEntry) -> bool:
    """Tell whether a fact answers better than the handler of another subject would."""
    return found.score >= (CHOSEN_CLEARLY if found.chosen else CLEARLY)


async def only_by_branch(turn: Turn, entry: KnowledgeEntry) -> bool:
    """Tell whether a question that asks of more than a branch has no more than its name in common with an entry."""
    rest = await without_branches(turn, turn.text)
    named = len(rest.split()) < word_count(turn.text)
    if turn.is_payload or not named or not telling(named_words(rest)):
        return False
    return not searching.shares(entry, rest)
