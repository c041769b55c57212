"""What became of an order about a reservation: "did it go through?", «لغو انجام شد؟» behind one that was done."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import LookStep, Turn
from actions.facts.lines import by_title, hold_line
from language.normalise import fold
from language.requests.speech.done_asked import asked_done

__all__ = ["hears_of_done"]

_ACTS = {"cancel_hold": "cancel", "hold": "hold", "move_hold": "move"}
# Read as anything else, what is asked after may be another matter.
_READ_AS = frozenset({"hold_status", "hold", "cancel_hold", "nlu_fallback"})
# "It", or the reservation itself: no card, no fine, no request of another kind.
_OF_IT = re.compile(
    r"\b(?:did|has|have|is|was) (?:it|that|this|(?:the|my) (?:cancellation|reservation|hold))\b|(?<!\w)(?:لغو|کنسل|رزرو|انجام|جابجا)\w{0,3}|\b(?:laghv|cancel|kansel|re[sz]erv|anjam)\w{0,3}\b"
)
_ELSE = re.compile(r"\b(?:card|kart\w{0,3}|darkhast\w{0,2})\b|(?<!\w)(?:کارت|درخواست)")
# What may stand before the question, and what may be asked of the notice of it.
_LEAD = re.compile(r"(?:(?:ok|okay|so|and|hi|hello|thanks|thank you|please|خب|پس|سلام|مرسی|ممنون)\W{0,4}){0,3}")
_NOTICE = re.compile(
    r"and (?:do|will|would|can) i (?:get|receive) (?:an? )?(?:sms|text|message|email|e-mail|notice|notification)\b(?!.{0,80}\b(?:renew|cancel|if|fine|fee)).{0,80}"
)


async def hears_of_done(turn: Turn) -> LookStep:
    """Say what became of the order that the last turn carried out, where nothing but that is asked."""
    asked = asked_done(turn.text)
    if asked is None or turn.is_payload or turn.patron is None or turn.slot("pending"):
        return LookStep.ON
    act = _just_done(turn)
    if act is None or asked.deed not in ("", _ACTS[act.act]) or not _of_order(turn, asked.rest):
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
    if _NOTICE.fullmatch(fold(asked.rest)):
        turn.text = asked.rest
        return LookStep.ON
    turn.intent, turn.settled = "hold_status", True
    return LookStep.DONE


def _of_order(turn: Turn, rest: str) -> bool:
    """Tell whether it is asked of the order, with nothing beside it but a greeting or a question for a notice."""
    said, beside = fold(turn.text).replace("’", "'"), fold(rest)
    if turn.intent not in _READ_AS or _OF_IT.search(said) is None or _ELSE.search(said) is not None:
        return False
    led = said.startswith(beside) and _LEAD.fullmatch(beside) is not None
    return led or _NOTICE.fullmatch(beside) is not None


def _just_done(turn: Turn) -> Act | None:
    """Give what the last turn carried out, where that was an order about a reservation and nothing else."""
    acts = [Act.unpacked(one) for one in turn.thread.turns[-1].get("acts", [])] if turn.thread.turns else []
    done = [act for act in acts if act.result == "done"]
    return done[-1] if done and all(act.act in _ACTS for act in acts) else None
