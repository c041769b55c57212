"""Grievances, read as complaints in whatever words they are told, and the steps of those that were made."""

from __future__ import annotations

from actions.dialogue.sureness import SURE
from actions.dialogue.turn import Turn
from actions.dialogue.wording import without_leave_asked
from actions.subjects.service.person_wanted import orders_person
from language.requests.cases.grievances import SURE as GRIEVANCE_SURE
from language.requests.cases.grievances import (
    adds_to_complaint,
    asks_after_complaint,
    find_grievance,
    withdraws_complaint,
)
from language.scores import find_score
from protocol.intents import intents_with

__all__ = ["GRIEVING", "TOLD", "hear_grievance"]

# What is told is filed as it was read; what is asked for with confidence by these names nobody's behaviour.
GRIEVING = frozenset(
    "complaint emergency report_fault website_problem lost_property case_add case_appeal case_status".split()
)
ASKING = frozenset("search_book recommendation hold renew loans hold_status case_withdraw suggest_purchase".split())
TOLD = intents_with("told")
# So sure is a complaint that is only offered to be filed.
OFFERED = 0.2


def hear_grievance(turn: Turn) -> None:
    """Read what is told as a grievance, in whatever words, as a complaint: filed where it is sure, else offered.

    What asks after one that was made, adds to it or takes it back is read so, whatever it leans on.
    """
    if (turn.slot("pending") or {}).get("do") in {None, "contact"} and (step := _step_of_a_case(turn.text)):
        turn.intent, turn.confidence, turn.entities = step, 1.0, {}
        return
    if turn.intent == "rate" and find_score(turn.text) is not None:
        # What is said beside a score is kept with it.
        return
    told = None if turn.recall("waiting") else find_grievance(without_leave_asked(turn.text))
    if told is None or turn.intent in GRIEVING or (turn.intent in ASKING and turn.confidence >= SURE):
        return
    if told != GRIEVANCE_SURE and orders_person(turn.text):
        # "Nobody picks up. I want a real person": who wants one is not asked whether it is a complaint.
        turn.intent, turn.confidence, turn.entities = "human_help", 1.0, {}
        return
    if told == GRIEVANCE_SURE or (turn.confidence < SURE and turn.intent not in TOLD):
        turn.intent, turn.confidence = "complaint", 1.0 if told == GRIEVANCE_SURE else OFFERED
        turn.entities = {name: values for name, values in turn.entities.items() if name == "branch"}


def _step_of_a_case(text: str) -> str | None:
    steps = {"case_withdraw": withdraws_complaint, "case_add": adds_to_complaint, "case_status": asks_after_complaint}
    return next((step for step, reads in steps.items() if reads(text)), None)
