"""The readings that the question what was meant has offered: one of them chosen, in words or by its button."""

from __future__ import annotations

from actions.dialogue.references import find_reference
from actions.dialogue.turn import Turn

__all__ = ["chose_reading", "restore_words"]


def restore_words(turn: Turn) -> None:
    """Give the message back the words that were read, where a button of the question what was meant is pressed."""
    # A button of the clarifying question carries a reading; the words that were read stay with us.
    unclear = turn.recall("unclear")
    if unclear and turn.intent in unclear.get("intents", []):
        turn.text = str(unclear.get("text", ""))
        turn.remember(unclear=None)


def chose_reading(turn: Turn) -> bool:
    """Take «اولی» after the question what was meant as the first of its readings; the turn goes on with that."""
    unclear = turn.recall("unclear")
    if not unclear or not turn.recall("unsure") or not unclear.get("text"):
        return False
    reference = find_reference(turn.text)
    places = reference.choice.resolve(len(unclear["intents"])) if reference and reference.choice else []
    if reference is None or not reference.bare or len(places) != 1:
        return False
    turn.intent, turn.text = unclear["intents"][places[0]], str(unclear["text"])
    turn.entities = {name: [value] for name, value in (unclear.get("entities") or {}).items()}
    turn.remember(unclear=None)
    return True
