"""What became of what somebody told long before: a case that was filed a minute ago is no answer to that."""

from __future__ import annotations

from datetime import timedelta

from actions.dialogue.turn import Turn
from actions.facts.case_lines import due_day
from actions.subjects.cases.case_filing import add_to_case
from crm.cases import own
from language.requests.cases.told_before import asks_of_earlier_telling

__all__ = ["tells_of_nothing_before"]

# What was filed within so much time of the case that was just told belongs to the same talk.
_SAME_TALK = timedelta(hours=12)
_OF_CASES = frozenset({"case_status", "complaint", "report_fault", "nlu_fallback"})


async def tells_of_nothing_before(turn: Turn, number: str) -> bool:
    """Say that nothing from before is known, and put what is said to the case that was told today; False elsewhere."""
    if turn.is_payload or turn.intent not in _OF_CASES or not asks_of_earlier_telling(turn.text):
        return False
    cases = await own.own_cases(turn.store, turn.conversation)
    case = next((one for one in cases if one.number == number and one.is_open), None)
    if case is None or any(one.opened_at < case.opened_at - _SAME_TALK for one in cases):
        return False
    if turn.store.clock.now() - case.opened_at > _SAME_TALK or not await add_to_case(
        turn, number, turn.text, quietly=True
    ):
        return False
    turn.intent = "case_status"
    turn.say("utter_case_none_before", number=number, due=due_day(case.due_at, turn.services.zone))
    return True
