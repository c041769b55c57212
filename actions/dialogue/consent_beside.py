"""What stands beside a yes: asked or ordered of something else, said of another thing that stays, or only told."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.waiting_deeds import CONTROLS
from actions.rasa.registry import HANDLERS
from actions.subjects.own.own_editions import in_own_titles
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew

__all__ = ["asks", "is_kept", "is_own", "read_on"]

_QUESTION = re.compile(
    r"[?؟]|^(?:how|when|what|where|which|who|why|until when|is|are|am|can|could|may|do|does|did|will|would|should)\b|(?<!\w)(?:کی|چند\w{0,3}|چقد\w{0,2}|کجا\w{0,3}|چه|چی|چطور\w{0,3}|چجوری|آیا|میشه|چرا)(?!\w)|\b(?:key|chand\w{0,3}|cheghad\w{0,2}|koja|chetor\w{0,2}|mishe|chera|chi)\b"
)
# Such an order is of something else than what waits.
_ELSE = re.compile(
    r"\b(?:tell|show|find|give|search|check|look|remind) (?:me|us|for|up|whether|if|out)\b|(?<!\w)(?:بگو|بگید|بفرمایید|نشون بده|نشان دهید|بگرد|ببین|معرفی کن)(?!\w)"
)


async def read_on(turn: Turn, words: str, deed: str) -> LookStep:
    """Make the turn what is asked or ordered beside, read by its own words where the message was read as the deed."""
    ordered = intent_ordered(words)
    rest = turn.rest
    if ordered is not None:
        turn.intent, turn.confidence = ordered, 1.0
    elif rest is not None and rest.intent not in CONTROLS and turn.intent in CONTROLS:
        turn.intent, turn.confidence = rest.intent, rest.confidence
    elif turn.intent in CONTROLS or (deed != "file" and turn.intent in {deed, f"{deed}_hold"} - {"hold"}):
        read = (name for name, _ in turn.ranking if name in HANDLERS and name not in CONTROLS | {turn.intent})
        turn.intent, turn.confidence = next(read, "nlu_fallback"), 0.5
    turn.text, turn.moves = words.strip(), {}
    kept = {name: [one for one in values if one in words] for name, values in turn.entities.items()}
    turn.entities = {name: values for name, values in kept.items() if values}
    if ordered not in {"renew", "cancel_hold"} or turn.patron is None:
        return LookStep.ON
    # An order is no more of what was told before.
    await in_own_titles(turn)
    return LookStep.RUN


def intent_ordered(words: str) -> str | None:
    if orders_to_cancel(words):
        return "cancel_hold"
    return "renew" if orders_to_renew(words) else "hold" if orders_to_hold(words) else None


def asks(part: str) -> bool:
    """Tell whether a part of a message asks something, whatever sign ends it."""
    return _QUESTION.search(fold(part).replace("’", "'").strip()) is not None


def is_own(part: str, others: bool) -> bool:
    """Tell whether a part asks or orders something, or names another thing of the patron's own."""
    said = fold(part).replace("’", "'").strip()
    return others or asks(part) or _ELSE.search(said) is not None or intent_ordered(part) is not None


def is_kept(part: str, others: bool) -> bool:
    """Tell whether a part only says of another thing of the patron's own that it stays."""
    said = fold(part).replace("’", "'").strip()
    return others and not set("?؟") & set(part) and (_STAYS.search(said) is not None or _NOT.search(said) is not None)


_STAYS = re.compile(
    r"\b(?:keep|leave|stays?|don'?t (?:cancel|drop|touch|renew))\b|(?<!\w)(?:بمون\w{0,3}|بمان\w{0,3}|نگه\w{0,4}|سر ?جاش\w{0,3}|دست نزن\w{0,3}|کاری نداشته|(?:لغو|کنسل|cancel|تمدید)(?:ش)? نکن\w{0,3})(?!\w)|\b(?:bemu?n\w{0,3}|bemoon\w{0,3}|nakon\w{0,2}|dast nazan)\b"
)
_NOT = re.compile(r"^not\b|(?<!\w)نه\W{0,3}$|\bna\W{0,3}$")
