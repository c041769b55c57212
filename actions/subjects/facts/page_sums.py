"""Sums of pages of several kinds, reckoned from the facts that price them."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.totals import (
    asks_for_sum,
    counts_in,
    counts_said,
    is_bound,
    is_double_sided,
    is_price_of_one,
    sum_of,
)
from actions.subjects.facts.fact_parts import entry_parts, remember_told, told_refs
from crm.knowledge import searching
from crm.knowledge.entries import FACT, KnowledgeEntry

__all__ = ["tell_sum"]

# So many messages back pages may have been counted.
_TALKED = 4
_BOTH = 2


async def tell_sum(turn: Turn, entry: KnowledgeEntry) -> bool:
    """Reckon what pages of several kinds make together, counted in the message or, where a sum is asked, before it."""
    if turn.is_payload or not entry.topic:
        return False
    asked, rest = _asked_apart(turn.text)
    counts = counts_in(asked)
    bound = is_bound(asked)
    if len(counts.keys() - {"all"}) < _BOTH and not (bound and counts.keys() - {"all"}):
        if counts or not asks_for_sum(asked):
            # Of one kind a fact tells the sum by itself.
            return False
        before = [act.words for _, act in zip(range(_TALKED), turn.thread.acts(), strict=False)]
        counts = counts_said([asked, *before])
    if is_double_sided(asked) or len(counts.keys() - {"all"}) < (1 if "all" not in counts else _BOTH):
        return False
    reckoned = sum_of(counts, await searching.of_topic(turn.store, entry.topic, turn.today), bound=bound)
    if reckoned is None:
        return False
    remember_told(turn, entry)
    lines = {"list": reckoned.lines, "line": "utter_line_fact_sum"}
    turn.say("utter_fact_sum", lines=lines, total=reckoned.total, custom=told_refs([entry]))
    if rest and entry.kind == FACT and not is_price_of_one(entry.text) and searching.shares(entry, rest):
        # What is asked beside the sum is told by the fact that was found.
        turn.say("utter_fact_asked", **await entry_parts(turn, entry), custom=told_refs([entry]))
    return True


def _asked_apart(text: str) -> tuple[str, str]:
    """Give the sentence that asks for a sum, and the others; the whole where pages are counted in several."""
    sentences = [one.strip() for one in _SENTENCE.findall(text) if one.strip()]
    asking = [one for one in sentences if asks_for_sum(one)]
    rest = " ".join(one for one in sentences if one not in asking)
    return (asking[0], rest) if len(asking) == 1 and rest and not counts_in(rest) else (text, "")


_SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟\n]*")
