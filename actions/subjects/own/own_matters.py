"""Questions about a patron's own things, answered from the record before anything else is made of them.

A question says what is asked (`language/requests/own/own_matters`); of which kind of thing it is, the names in it and what
was talked of last tell.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.subjects.fines.charges_contested import contest
from actions.subjects.own.kinds_meant import ELSEWHERE
from actions.subjects.own.own_asked import answer_asked
from language.normalise import fold
from language.requests.deeds.objections import OBJECTS, find_objection
from language.requests.own.own_matters import Matter, read_matters

__all__ = ["answers_own"]

# Of these no rule tells anything: who is not signed in is asked to, whatever it was read as.
_NEEDING = {Matter.RENEWED: "loans", Matter.UNBLOCK: "fines", Matter.BARRED: "account"}
# Whoever wants to hear of something no more asks nothing of it.
_NO_REMINDER = re.compile(r"\bstop (?:reminding|telling)\b|یادم ن(?:ندا|یندا)ز|\bunfollow\b")
_SENTENCE = re.compile(r"[^.?!؟\n]+[.?!؟]*")
# Where one sentence goes on to ask something else: "what is it for, and can I still reserve?".
_AND_ASKS = re.compile(
    r",?\s{1,3}and\s{1,3}(?=(?:can|could|may|how|when|what|which|where|who|why|is|are|do|does|did|will|would)\b)|[،,]?\s{1,3}و\s{1,3}(?=(?:کی|چند|چقدر|کجا|کدوم|آیا|میشه|می‌شه|میتونم|می‌تونم|کسی|چرا)(?!\w))",
    re.IGNORECASE,
)
_MOST_PARTS = 3


async def answers_own(turn: Turn) -> bool:
    """Answer what is asked of the signed-in patron's own things; False where nothing of that is asked."""
    if turn.is_payload or not turn.text.strip() or (turn.slot("pending") or {}).get("awaits") == "told":
        return False
    if _NO_REMINDER.search(fold(turn.text)):
        return False
    if turn.patron is None:
        return _needs_record(turn)
    if find_objection(turn.text) == OBJECTS and await contest(turn):
        # "I dispute the second one, the late one is fine" asks of none of them.
        return True
    return await _each(turn)


def _needs_record(turn: Turn) -> bool:
    """Ask to sign in for what only the record can tell, whatever it was read as: no rule answers it."""
    found = next((question.matter for question in read_matters(turn.text)), None)
    intent = _NEEDING.get(found) if found is not None and turn.intent not in ELSEWHERE else None
    if intent is not None:
        ask_sign_in(turn, intent, {})
    return intent is not None


async def _each(turn: Turn) -> bool:
    """Answer every sentence that asks something of its own, where each of them does; else the message as one."""
    whole = turn.text
    parts = [
        part.strip() for sentence in _SENTENCE.findall(whole) for part in _AND_ASKS.split(sentence) if part.strip()
    ]
    read = ((part, read_matters(part)) for part in parts)
    asking = {part: questions[0].matter for part, questions in read if questions} if len(parts) > 1 else {}
    firsts = set(asking.values())
    beside = [part for part in parts if part not in asking and (part.endswith(("?", "؟")) or _AND_ASKS.match(part))]
    if not 1 < len(asking) <= _MOST_PARTS or len(firsts) < len(asking) or beside:
        return await answer_asked(turn)
    answered = False
    for part in asking:
        turn.text = part
        answered = await answer_asked(turn) or answered
    turn.text = whole
    return answered
