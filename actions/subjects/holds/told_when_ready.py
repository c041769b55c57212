"""How one hears that a reservation has come, asked while one is being made or is spoken of: the library's own words."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.subjects.moves.questions import RULES
from language.requests.deeds.being_told import asks_how_told, asks_in_which_way

__all__ = ["asks_when_told"]

_OF_HOLDS = frozenset({"hold", "hold_status", "cancel_hold"})
_MAKING = ("hold", "move_hold", "cancel_hold")


async def asks_when_told(turn: Turn) -> bool:
    """Tell how one hears of a reservation; False where none is made or spoken of."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or pending.get("awaits") in {"told", "words"} or turn.intent == "unsubscribe":
        return False
    last = turn.thread.last
    making = str(pending.get("do") or "").startswith(_MAKING)
    spoken = making or (last is not None and last.act in _OF_HOLDS)
    if turn.intent == "subscribe" and not asks_in_which_way(turn.text):
        # "Let me know when it is there" wishes for it.
        return False
    if not spoken or not asks_how_told(turn.text, spoken_of=True):
        return False
    if not await RULES["hold.notice"].tell(turn):
        return False
    turn.intent = "hold_status"
    return True
