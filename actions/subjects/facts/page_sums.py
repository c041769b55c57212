"""Sums of pages of several kinds, reckoned from the facts that price them."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.facts.totals import asks_for_sum, counts_in, counts_said, is_bound, is_double_sided, sum_of
from actions.subjects.facts.fact_parts import remember_told, told_refs
from crm.knowledge import searching
from crm.knowledge.entries import KnowledgeEntry

__all__ = ["tell_sum"]

# So many messages back pages may have been counted.
_TALKED = 4
_BOTH = 2


async def tell_sum(turn: Turn, entry: KnowledgeEntry) -> bool:
    """Reckon what pages of several kinds make together, counted in the message or, where a sum is asked, before it."""
    if turn.is_payload or not entry.topic:
        return False
    counts = counts_in(turn.text)
    bound = is_bound(turn.text)
    if len(counts.keys() - {"all"}) < _BOTH and not (bound and counts.keys() - {"all"}):
        if counts or not asks_for_sum(turn.text):
            # Of one kind a fact tells the sum by itself.
            return False
        before = [act.words for _, act in zip(range(_TALKED), turn.thread.acts(), strict=False)]
        counts = counts_said([turn.text, *before])
    if is_double_sided(turn.text) or len(counts.keys() - {"all"}) < (1 if "all" not in counts else _BOTH):
        return False
    reckoned = sum_of(counts, await searching.of_topic(turn.store, entry.topic, turn.today), bound=bound)
    if reckoned is None:
        return False
    remember_told(turn, entry)
    lines = {"list": reckoned.lines, "line": "utter_line_fact_sum"}
    turn.say("utter_fact_sum", lines=lines, total=reckoned.total, custom=told_refs([entry]))
    return True
