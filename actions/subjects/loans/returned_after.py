"""What is asked while a return is looked for: how long that takes, what is owed, and whether one may borrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day
from actions.facts.lines import money
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.fines.debt_blocks import blocks
from actions.subjects.loans.returned_case import case_open, keep, kept, owed_for, titles_of
from crm.cases.own import OwnCase
from crm.library_info import directory
from language.dates import find_dates
from language.requests.deeds.loan_troubles import tells_found
from language.requests.deeds.returned_loans import (
    asks_how_long,
    asks_if_blocked,
    asks_of_charge,
    has_it_looked_for,
    insists_on_return,
    tells_back,
)
from language.requests.speech.denials import denies
from language.requests.speech.statements import states_only
from library.values import Loan

__all__ = ["answers_meanwhile", "goes_on", "tells_beside"]

# Read so surely as one of these, a message is about something of its own.
_ELSEWHERE = frozenset(
    "hours location events search_book recommendation room_booking hold cancel_hold hold_status renew case_withdraw"
    " thanks goodbye affirm deny cancel sign_out human_help".split()
)
_SURELY = 0.75
_MOST_OF_A_DETAIL = 12  # words


async def answers_meanwhile(turn: Turn, loans: Sequence[Loan], case: OwnCase) -> bool:
    """Answer what is asked while it is looked for, by the case and the account; False where none of it is asked."""
    long, charge, blocked = asks_how_long(turn.text), asks_of_charge(turn.text), asks_if_blocked(turn.text)
    if not (long or charge or blocked) or tells_found(turn.text):
        return False
    if turn.intent in _ELSEWHERE and turn.confidence >= _SURELY and not charge:
        return False
    told = kept(turn)
    before = len(turn.answers)
    more = charge or insists_on_return(turn.text) or has_it_looked_for(turn.text) or tells_back(turn.text)
    if more and not await add_to_case(turn, case.number, turn.text, quietly=True):
        return False
    if long:
        turn.say("utter_returned_how_long", number=case.number, due=due_day(case.due_at, turn.services.zone))
    if charge:
        await _tells_charge(turn, loans, case.number)
    if blocked:
        await blocks(turn, await own_things(turn))
    if len(turn.answers) == before:
        return False
    turn.read_as("loans", keeps_named=True)
    turn.settled = True
    turn.did("case_status", kind="case", things=[case.number], result="told")
    keep(turn, "filed", str(told.get("words") or turn.text), loans, case.number)
    return True


async def tells_beside(turn: Turn, loans: Sequence[Loan]) -> None:
    """Tell behind the case that was just filed what the same message asks of money, and of borrowing meanwhile."""
    case = await case_open(turn, kept_number(turn))
    if case is None:
        return
    if asks_of_charge(turn.text):
        await _tells_charge(turn, loans, case.number)
    if asks_if_blocked(turn.text):
        await blocks(turn, await own_things(turn))


def kept_number(turn: Turn) -> str | None:
    """Give the number of the case that this turn has filed or added to."""
    now: dict[str, Any] = turn.recall("returned") or {}
    return str(now["number"]) if now.get("number") else None


async def _tells_charge(turn: Turn, loans: Sequence[Loan], number: str) -> None:
    owed = await owed_for(turn, loans)
    name = "utter_returned_charge" if owed is not None else "utter_returned_no_charge"
    turn.say(name, title=titles_of(turn, loans), sum=money(owed), number=number)


async def goes_on(turn: Turn, *, offered: bool) -> bool:
    """Tell whether a message insists on a return that was told, wants it looked for, or says where it was, or when."""
    if tells_found(turn.text) or (turn.intent in _ELSEWHERE and turn.confidence >= _SURELY):
        return False
    if insists_on_return(turn.text) or has_it_looked_for(turn.text) or tells_back(turn.text):
        return True
    if offered and (asks_of_charge(turn.text) or asks_how_long(turn.text)):
        return True
    if not states_only(turn.text) or denies(turn.text) or word_count(turn.text) > _MOST_OF_A_DETAIL:
        return False
    return await directory.find_branch(turn.store, turn.text) is not None or bool(find_dates(turn.text, turn.today))
