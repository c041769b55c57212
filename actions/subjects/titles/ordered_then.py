"""What is ordered after a search: a title that is not there is suggested for purchase, one that was shown is reserved."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import MOVES
from language.normalise import fold

__all__ = ["orders_then"]

# Nothing else is said: "no? then order", «پس سفارش بدین».
_ORDERS = re.compile(
    r"\W{0,3}(?:(?:no|not|ok|okay|well|so|and|then|please|fine)\W{1,3}){0,4}(?:can you |could you )?order(?: (?:it|one|that|a copy))?(?: (?:then|for me|please)){0,3}\W{0,3}"
    r"|\W{0,3}(?:(?:نه|خب|باشه|پس|لطفا)\W{1,3}){0,3}(?:اینو |اون رو |همین رو |براش )?سفارش(?:ش)? (?:بدین|بدید|بدهید|بده)\W{0,3}"
    r"|\W{0,3}(?:(?:na|khob|bashe|pas|lotfan)\W{1,3}){0,3}(?:ino )?sefaresh(?:esh)? (?:bedin|bedid|bede)\W{0,3}"
)


async def orders_then(turn: Turn) -> LookStep:
    """Carry out "then order it" for the title that was just looked for."""
    last = turn.thread.last
    if turn.is_payload or turn.slot("pending") or last is None or _ORDERS.fullmatch(fold(turn.text)) is None:
        return LookStep.ON
    shown = turn.shown("title")
    if last.act == "search_book" and not shown:
        return LookStep.DONE if await MOVES["title.buy"](turn) else LookStep.ON
    looked_at = turn.focus("title") or (shown[0] if len(shown) == 1 else None)
    if looked_at is None or last.kind not in ("title", ""):
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "hold", 1.0, {}
    turn.entities = {"ref": [f"title:{looked_at}"]}
    return LookStep.RUN
