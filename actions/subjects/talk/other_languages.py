"""Sentences in a language that the bot does not speak: said once, in that language, which ones it does."""

from __future__ import annotations

from actions.dialogue.turn import Turn, nested
from language.foreign import foreign_language

__all__ = ["speaks_another"]

# Of the others it is said in the two that are spoken.
WORDED = frozenset({"tr", "ar", "fr", "de", "es", "it", "ku", "ckb", "ur", "ru"})


def speaks_another(turn: Turn) -> bool:
    """Say which languages are spoken, once in a conversation; False where a turn is to be answered as ever."""
    if turn.is_payload or turn.recall("foreign"):
        return False
    spoken = foreign_language(turn.text)
    if spoken is None:
        return False
    turn.remember(foreign=spoken)
    words = nested(f"utter_part_speaks_{spoken}") if spoken in WORDED else None
    turn.say("utter_other_language", status="fallback", words=words)
    return True
