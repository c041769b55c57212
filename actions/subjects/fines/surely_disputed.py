"""Words that surely contest a charge, as conversations teach, though none of them names an objection."""

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import MOVES
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.fines.disputes_told import filed_objection

__all__ = ["hears_surely_disputed"]

_DISPUTE, _SURELY = "fee.dispute", 0.8
# What such words are read as; what is read as an order, or as a wish of another kind, is that.
_CONTESTED = frozenset({"fines", "complaint", "account", "return", "loans", "hours", "nlu_fallback"})


async def hears_surely_disputed(turn: Turn) -> LookStep:
    """Take up what contests a charge: by the charge that was told, beside the case that is filed, or as a complaint.

    "You were closed that day, how can it be late?" has no word of an objection, and asks for no rule.
    """
    surely = turn.moves.get(_DISPUTE, 0.0) >= _SURELY and turn.intent in _CONTESTED
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact"}
    if turn.is_payload or turn.patron is None or waits or not surely:
        return LookStep.ON
    if await MOVES[_DISPUTE](turn):
        return LookStep.DONE
    # A charge that the account does not have is still one that somebody was told of.
    number = filed_objection(turn)
    if number is not None:
        return LookStep.DONE if await add_to_case(turn, number, turn.text) else LookStep.ON
    if turn.recall("case"):
        # What is said after another case may be of that one.
        return LookStep.ON
    turn.read_as("complaint")
    return LookStep.RUN
