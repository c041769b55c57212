"""Help that is offered to the library: how one becomes a volunteer is told, and nothing suggested to read."""

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.facts.facts import answer_as
from language.requests.speech.help_offered import offers_help

__all__ = ["hears_help_offered"]

# Read as employment an offer is answered by what that tells; what is filed is filed.
_READ_SO = frozenset(
    "recommendation search_book new_arrivals shelf_location change_language nlu_fallback out_of_scope chitchat help"
    " children events eresources facilities".split()
)
# And so where it was hardly read as one of these.
_UNSURELY = frozenset({"suggestion", "praise", "employment"})
_SURE = 0.8
_FA, _EN = "چگونه داوطلب شوم؟", "How can I volunteer?"


async def hears_help_offered(turn: Turn) -> LookStep:
    """Tell who offers to read to children or to shelve books how one helps: nothing to read is wished for."""
    may_be = turn.intent in _READ_SO or (turn.intent in _UNSURELY and turn.confidence < _SURE)
    if turn.is_payload or not may_be or not offers_help(turn.text):
        return LookStep.ON
    if not await answer_as(turn, "employment", fa=_FA, en=_EN, about="volunteer|داوطلب"):
        turn.read_as("employment")
        return LookStep.RUN
    if (turn.slot("pending") or {}).get("do") == "file":
        # What was not known is told now: nothing is left to be passed on.
        turn.set("pending", None)
    turn.intent, turn.settled = "employment", True
    return LookStep.DONE
