"""What is said of a purchase request that was just registered: its author joins it, how long it takes is told."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.facts.facts import answer_as
from language.requests.cases.purchase_details import find_purchase_said

__all__ = ["told_of_purchase"]

# How the library is asked how long it takes.
_HOW_LONG = {"fa": "پیشنهادها چه زمانی بررسی می‌شوند؟", "en": "When are suggestions looked at?"}
_SURE = 0.8
_OF_IT = frozenset("suggest_purchase search_book case_add case_status nlu_fallback out_of_scope chitchat".split())


async def told_of_purchase(turn: Turn, number: str) -> bool:
    """Add who wrote the book to its request, and tell how long such a one takes; False for anything else."""
    case = turn.recall("case") or {}
    if int(case.get("age", 0)) or (turn.confidence >= _SURE and turn.intent not in _OF_IT):
        # Of what was spoken of since, and of the patron's own things, others tell.
        return False
    said = find_purchase_said(turn.text)
    if said is None or turn.entity("title"):
        return False
    answered = said.how_long and await answer_as(turn, "suggest_purchase", **_HOW_LONG, alone=True)
    if said.how_long and not answered:
        return False
    # The request is told of first.
    answers, turn.answers[:] = list(turn.answers), []
    added = bool(said.details) and await add_to_case(turn, number, said.details)
    turn.answers.extend(answers)
    if added and not answered:
        turn.read_as("case_add", keeps_named=True)
    return added or answered
