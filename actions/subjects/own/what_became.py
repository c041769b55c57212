"""What became of an order about a reservation: "did it go through?", «لغو انجام شد؟» behind one that was done."""

from __future__ import annotations

from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import by_title, hold_line
from language.requests.speech.done_asked import asked_done

__all__ = ["hears_of_done"]

# So many turns back an order may lie, and so many words ask something of their own.
_TURNS_BACK, _OWN_WORDS = 2, 3
_ACTS = {"cancel_hold": "cancel", "hold": "hold", "move_hold": "move"}


async def hears_of_done(turn: Turn) -> LookStep:
    """Say what became of the last order about a reservation, where that is asked; what is asked beside is heard on."""
    asked = asked_done(turn.text)
    if asked is None or turn.is_payload or turn.patron is None or turn.slot("pending"):
        return LookStep.ON
    act = _last_done(turn)
    if act is None or asked.deed not in ("", _ACTS[act.act]):
        return LookStep.ON
    held = {one.id: one for one in (await own_things(turn)).holds}
    there = next((held[one] for one in act.things if one in held), None)
    if act.act == "cancel_hold" and there is None and act.title:
        turn.say("utter_hold_cancelled", title=by_title(act.title, ""))
    elif act.act != "cancel_hold" and there is not None:
        turn.say("utter_hold_state", title=there.title, state=hold_line(there)["state"], copies=None)
    else:
        return LookStep.ON
    turn.acts.append(act)
    turn.moves = {}
    if word_count(asked.rest) < _OWN_WORDS:
        turn.intent, turn.settled = "hold_status", True
        return LookStep.DONE
    turn.text = asked.rest
    return LookStep.ON


def _last_done(turn: Turn) -> Act | None:
    """Give the last order that was carried out, where it was one about a reservation."""
    for kept in reversed(turn.thread.turns[-_TURNS_BACK:]):
        for act in reversed([Act.unpacked(one) for one in kept.get("acts", [])]):
            if act.result == "done":
                return act if act.act in _ACTS else None
    return None
