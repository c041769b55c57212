"""Whether a message may ask of a title by what it was read as: nothing that is told, lost or one's own does."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from protocol.intents import intents_with

__all__ = ["SEARCHING", "may_ask_of_title", "waits_for_words"]

SEARCHING = frozenset("search_book recommendation nlu_fallback out_of_scope".split())
_NEVER = frozenset(
    {
        *intents_with("told"),
        *"loans hold_status fines renew cancel_hold others_loans my_data lost_item lost_card return donation".split(),
        *"affirm deny cancel events print_scan card_registration case_add case_status emergency".split(),
    }
)
# Read less surely than that, a message may be anything else as well.
_GUESSED = 0.6


def may_ask_of_title(turn: Turn) -> bool:
    """Tell whether a message was read as a search or an order, or is a guess; never where words are waited for."""
    if waits_for_words(turn):
        return False
    if turn.intent in SEARCHING or turn.intent == "hold":
        return True
    return turn.confidence < _GUESSED and turn.intent not in _NEVER


def waits_for_words(turn: Turn) -> bool:
    """Tell whether what is said now was asked for, to be told on or written down."""
    pending = turn.slot("pending") or {}
    return pending.get("awaits") == "told" or (pending.get("awaits") == "words" and pending.get("do") not in _SEARCHES)


_SEARCHES = frozenset({"search", "recommend", "hold_title"})
