"""Whether books are sold here: told by the library's own facts, and never filed as a wish to buy one."""

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.facts.facts import answer_as
from actions.subjects.facts.unknown_facts import say_unknown
from language.requests.library_info.selling import asks_whether_sold

__all__ = ["tells_whether_sold"]

_AS = {"fa": "کتاب‌فروشی یا فروشگاه دارید؟", "en": "Do you have a bookshop?"}
_ABOUT = r"\b(?:book ?shop|book ?store|sale|sell|sold|shop)|فروش"
# Read as one of these it may be asked; as anything else only where that is in doubt.
_READ_AS = frozenset("suggest_purchase facilities nlu_fallback out_of_scope search_book".split())
_DOUBT = 0.4


async def tells_whether_sold(turn: Turn) -> LookStep:
    """Tell whether the library sells books where that is asked, whatever it was read as."""
    if turn.is_payload or turn.slot("pending") or not asks_whether_sold(turn.text):
        return LookStep.ON
    if turn.intent not in _READ_AS and turn.confidence >= _DOUBT:
        return LookStep.ON
    turn.read_as("facilities")
    if not await answer_as(turn, "facilities", **_AS, about=_ABOUT, alone=True):
        say_unknown(turn)
    return LookStep.DONE
