"""Remarks on what was told: "wow, pricey", «چه خوب»; they are taken note of, and nothing is said again."""

from __future__ import annotations

from actions.dialogue.references import find_reference
from actions.dialogue.repeating import DATED, TOPICS
from actions.dialogue.sureness import SURE
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import values_of
from actions.subjects.cases.case_filing import tells_fault
from actions.subjects.renewals.refusals_met import insists_on_refused
from language.requests.cases.grievances import find_grievance
from language.requests.deeds.blocking import tells_lost_card
from language.requests.speech.statements import hopes, is_courtesy, is_remark
from language.requests.titles.title_questions import find_title_question
from protocol.intents import traits_of

__all__ = ["remarked"]


async def remarked(turn: Turn) -> LookStep:
    """Take note of a remark on what was told: "wow, pricey", «چه خوب»; what names a thing or a time is none."""
    if await insists_on_refused(turn):
        return LookStep.DONE
    waits = (turn.slot("pending") or {}).get("do")
    last = turn.thread.last
    if (
        turn.is_payload
        or last is None
        or waits not in {None, "contact"}
        or not is_remark(turn.text)
        or is_courtesy(turn.text)
        or tells_lost_card(turn.text)
        or tells_fault(turn.text)
    ):
        return LookStep.ON
    heard = (
        turn.intent in _OF_A_REMARK
        # A hope is one, too, where it was hardly read as a yes, a no or a stop; what else is hoped for is a wish.
        or (hopes(turn.text) and turn.confidence < SURE and traits_of(turn.intent).answers_a_question)
        or (turn.intent == last.act and last.act in _REMARKED_ON and not turn.entities)
    )
    if not heard or turn.slot("resume") or (last.kind == "case" and not hopes(turn.text)):
        return LookStep.ON
    named = await values_of(turn, turn.text)
    if named.any or find_grievance(turn.text) is not None or find_reference(turn.text) is not None:
        return LookStep.ON
    if turn.entity("title") or turn.recall("waiting") or find_title_question(turn.text) is not None:
        return LookStep.ON
    turn.intent = "chitchat"
    turn.say("utter_remark_heard")
    return LookStep.DONE


# What a remark is read as: small talk, nothing, or more of what was told; a deed, a loss or a fault is none.
_OF_A_REMARK = frozenset("chitchat praise affirm greet nlu_fallback out_of_scope".split())
_REMARKED_ON = TOPICS | DATED | {"location", "search_book"}
