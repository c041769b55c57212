"""The deed that waits for a yes, the words that settle it, and what stands beside such a word."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS

__all__ = ["CONTROLS", "DEED_OF", "OWN_WORDS", "deed_of", "read_rest"]

CONTROLS = frozenset({"affirm", "deny", "cancel"})
# So many words beside a yes or a no are a question of their own.
OWN_WORDS = 3
# What is done by a yes, by its deed; another deed beside it is ordered anew.
DEED_OF = {"renew": "renew", "hold": "hold", "cancel_hold": "cancel", "move_hold": "move", "notices": "notices"}


def deed_of(pending: dict[str, object] | None) -> str | None:
    """Name the deed that a waiting action does ("renew", "hold", "cancel", "move"); None for any other."""
    return DEED_OF.get(str((pending or {}).get("do")))


def read_rest(turn: Turn) -> None:
    """Go on with the other words, since no question waits for the word itself."""
    rest = turn.rest
    if rest is not None:
        turn.text, turn.intent, turn.confidence = rest.text, rest.intent, rest.confidence
        turn.entities, turn.ranking = rest.entities, rest.ranking
        return
    best = next((name for name, _ in turn.ranking if name in HANDLERS and name not in CONTROLS), None)
    turn.intent, turn.confidence = best or "nlu_fallback", 0.0
