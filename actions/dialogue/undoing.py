"""What was just done, taken back where that is possible."""

from __future__ import annotations

from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.rasa.registry import HANDLERS, UNDOINGS

__all__ = ["undo"]

# What staff were asked to do in the library system: until they have, it is taken back as a case is.
_REQUESTED = frozenset({"renew", "hold", "cancel_hold", "change_pickup"})


async def undo(turn: Turn) -> bool:
    """Take back what was just done; False when nothing was, or something else is going on."""
    done, case = turn.thread.just_done(), turn.recall("case") or {}
    if turn.slot("pending"):
        return False
    told = case and (not case.get("quiet") or case.get("matter") in _REQUESTED)
    if told and int(case.get("age", 0)) <= 1 and "case_withdraw" in HANDLERS:
        turn.intent = "case_withdraw"
        await HANDLERS["case_withdraw"].handler(turn)
        return True
    if done is None or not done.undo:
        return False
    turn.intent, turn.prior = "cancel", done
    take_back = UNDOINGS.get(done.undo)
    if take_back is not None and (turn.patron is not None or not HANDLERS[done.act].needs_patron):
        await take_back(turn, done)
    else:
        _stays(turn, done)
    return True


def _stays(turn: Turn, done: Act) -> None:
    """Say that what was done cannot be taken back here."""
    answer = "utter_undo_renewed" if done.act == "renew" else "utter_undo_not"
    turn.say(answer, status="refused", title=done.title or None, choices=[librarian()])
