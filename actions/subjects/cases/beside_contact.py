"""What is said beside the way to be reached: that no call is wanted, a detail, a question."""

from __future__ import annotations

from actions.dialogue.dispatch import run
from actions.dialogue.turn import Turn
from actions.subjects.cases.case_contact import behind_no_call
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.cases.case_readings import SURE_QUESTIONS
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.facts.unknown_facts import say_unknown
from crm.library_info import directory
from language.requests.library_info.whereabouts import asks_of_opening
from language.requests.speech.statements import is_courtesy, states_only

__all__ = ["answer_rest", "without_call"]


async def without_call(turn: Turn, number: str) -> bool:
    """Take "no, don't call me. It was on the third floor": no contact, and the rest is a detail; False for others."""
    rest = behind_no_call(turn.text)
    if not rest or not states_only(rest) or is_courtesy(rest):
        return False
    turn.set("pending", None)
    if not await add_to_case(turn, number, rest):
        return False
    turn.intent = "case_add"
    return True


async def answer_rest(turn: Turn, rest: str) -> None:
    """Answer what is asked beside a contact: the hours, what the library tells, or what it was read as."""
    intent, confidence = turn.intent, turn.confidence
    branch = await directory.find_branch(turn.store, rest)
    turn.text, turn.moves = rest, {}
    turn.entities = {"branch": [branch.code]} if branch is not None else {}
    if asks_of_opening(rest):
        turn.intent, turn.confidence = "hours", 1.0
        await run(turn)
    elif await answer_from_facts(turn, None, least=_SURELY):
        return
    elif intent in _RESTS and confidence >= _FAIRLY:
        await run(turn)
    else:
        turn.intent = "case_add"
        say_unknown(turn)


# So sure a fact must be that is told beside a contact, and the reading that is answered in its place.
_SURELY, _FAIRLY = 0.5, 0.6
_RESTS = SURE_QUESTIONS | {"facilities", "wifi", "print_scan", "visitor_access", "room_booking", "equipment", "return"}
