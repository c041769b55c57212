"""Whether somebody else may come in one's place for what was told: said to be unknown where no fact tells it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.facts.finding import entries_told
from actions.rasa.registry import rescues
from actions.subjects.facts.fact_parts import entry_parts, remember_told
from actions.subjects.facts.unknown_facts import say_untold
from actions.subjects.second_looks.plain_questions import FACTS, WEAK
from crm.knowledge.searching import index_of
from language.normalise import fold

__all__ = ["asks_for_another", "says_who_may_come"]

# What is done with a card at the desk.
_OF_CARDS = frozenset({"account", "lost_card", "card_registration"})
_IN_PLACE = re.compile(
    r"\b(?:in|at) my (?:place|stead)\b|\binstead of me\b|\bon my behalf\b"
    r"|(?<!\w)(?:به جای|بجای|جای|از طرف) (?:من|خودم)(?!\w)|\b(?:be ja[iy]e?|jaye|az tarafe?) (?:man|khodam)\b"
)
_ELSE = re.compile(
    r"\b(?:some(?:body|one) else|any(?:body|one)|in (?:your|my) place|on (?:your|my) behalf|in person|yourself)\b|کس دیگر|دیگری|نفر دیگر|هر کسی|به جای|حضور|خودتان"
)


def asks_for_another(text: str) -> bool:
    """Tell whether a text speaks of somebody who comes in one's place."""
    return _IN_PLACE.search(fold(text)) is not None


@rescues
async def says_who_may_come(turn: Turn, heard: Heard) -> None:
    """Tell what was told before of the card, and that nothing says whether another may come for it."""
    last = (turn.slots.get("memory") or {}).get("fact")
    if heard.is_payload or not turn.answers or not last or not asks_for_another(heard.text):
        return
    act = turn.thread.last
    if last.get("topic") not in _OF_CARDS or act is None or (act.topic or act.act) not in _OF_CARDS:
        return
    if not {name for name, _ in turn.answers} <= FACTS | WEAK:
        return
    told = [entry for _, said in turn.answers for entry in await entries_told(turn, said)]
    entry = (await index_of(turn.store)).by_ref.get(str(last.get("ref")))
    if entry is None or entry.is_open or any(_ELSE.search(fold(text)) for one in told for text in one.text.values()):
        return
    heard.restore(turn)
    turn.answers.clear()
    turn.intent = entry.topic or turn.intent
    turn.acts.clear()
    turn.did(turn.intent, topic=turn.intent, result="told")
    remember_told(turn, entry)
    say_untold(turn, entry, await entry_parts(turn, entry), "person", [])
