"""Whether the library has what one has reserved or on loan: how that stands, and whether a copy is in."""

from __future__ import annotations

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_count, as_date, nested
from actions.facts.choices import choice
from actions.facts.lines import availability, by_title, hold_line, is_seen
from actions.subjects.holds import hold_told
from actions.subjects.loans.loans_told import note_told as note_loans
from language.normalise import fold
from language.requests.titles.title_there import asks_whether_named
from library.values import Hold, HoldState, Loan

__all__ = ["tells_own_there"]

# What is ready, or on its way, is a copy of one's own.
_WAITS = frozenset({HoldState.PENDING, HoldState.SUSPENDED})
_ANOTHER = 2


async def tells_own_there(turn: Turn, own: OwnThings) -> bool:
    """Answer whether a title of one's own is there, the one that is named; False where anything else is asked of it."""
    named: list[Hold | Loan] = [*own.named_holds, *own.named_loans]
    if len(named) != 1 or not asks_whether_named(turn.text, fold(named[0].title)):
        return False
    turn.moves = {}
    if own.named_holds:
        await _reserved(turn, own.named_holds[0])
    else:
        await _on_loan(turn, own.named_loans[0])
    return True


async def _reserved(turn: Turn, hold: Hold) -> None:
    hold_told.note_told(turn, [hold])
    turn.say(
        "utter_title_own_hold",
        title=by_title(hold.title, hold.author),
        state=hold_line(hold)["state"],
        copies=await hold_told.copies(turn, hold) if hold.state in _WAITS else None,
        choices=[choice("utter_button_cancel_hold", "cancel_hold", ref=f"hold:{hold.id}")] if hold.can_cancel else [],
    )


async def _on_loan(turn: Turn, loan: Loan) -> None:
    note_loans(turn, [loan])
    turn.say(
        "utter_title_own_loan",
        title=by_title(loan.title, loan.author),
        due=as_date(loan.due_date),
        mark=nested("utter_part_overdue", days=as_count(loan.days_overdue, "day")) if loan.overdue else None,
        copies=await _others(turn, loan),
        choices=[choice("utter_button_renew", "renew", ref=f"loan:{loan.id}")] if loan.refusal is None else [],
    )


async def _others(turn: Turn, loan: Loan) -> Fact:
    """Say how the other copies stand; None where there is no other, or it is not known which title it is."""
    places = await turn.library.availability(loan.title_id) if loan.title_id else []
    if sum(place.total for place in places) < _ANOTHER or not is_seen(places):
        return None
    if not any(place.available for place in places):
        return nested("utter_part_no_other_copy")
    return nested("utter_part_other_copies", state=availability(places))
