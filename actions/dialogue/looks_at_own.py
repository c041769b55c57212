"""Looks at the patron's own: account and card, loans and renewals, reservations, charges, and those of a child."""

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.account.after_sign_in import hears_sign_in
from actions.subjects.account.clearance import hears_clearance
from actions.subjects.account.lost_card import hears_block
from actions.subjects.catalogue.wanted_out import hears_of_wanted
from actions.subjects.fines.disputes_told import hears_dispute
from actions.subjects.fines.fines_each import tells_of_each
from actions.subjects.fines.late_supposed import tells_if_late
from actions.subjects.fines.supposed_apart import tells_of_days_apart
from actions.subjects.fines.surely_disputed import hears_surely_disputed
from actions.subjects.holds.cancel_corrected import agrees_and_keeps, corrects_cancelling
from actions.subjects.holds.hold_arrival import asks_when_it_comes
from actions.subjects.holds.hold_conditions import tells_cost_of_cancelling, tells_place_first
from actions.subjects.holds.hold_meanwhile import hears_meanwhile
from actions.subjects.holds.hold_needs import tells_what_to_bring
from actions.subjects.holds.hold_states import explains_state
from actions.subjects.holds.holds_beside import tells_hours_beside, tells_where_instead
from actions.subjects.holds.holds_by_branch import tells_of_hold_at
from actions.subjects.holds.holds_elsewhere import wishes_elsewhere
from actions.subjects.holds.holds_longer import asks_to_keep_hold
from actions.subjects.holds.none_there import goes_on_about_none
from actions.subjects.holds.told_when_back import asks_when_back
from actions.subjects.holds.told_when_ready import asks_when_told
from actions.subjects.loans.away import hears_of_days_away
from actions.subjects.loans.hour_of_due import tells_hour_of_due
from actions.subjects.loans.left_behind import hears_left_behind
from actions.subjects.loans.loans_rest import tells_of_rest
from actions.subjects.loans.not_back_by_then import tells_if_not_back
from actions.subjects.loans.past_loans import hears_of_past_loans
from actions.subjects.loans.return_asked import asks_of_return
from actions.subjects.loans.returned_still import hears_returned
from actions.subjects.others.children import asks_of_child
from actions.subjects.others.guardians import hears_of_guardians
from actions.subjects.own.other_asked import asks_of_other
from actions.subjects.own.own_editions import in_own_titles
from actions.subjects.own.own_matters import answers_own
from actions.subjects.own.own_named import (
    asks_likewise,
    asks_new_dates,
    asks_of_named_hold,
    asks_of_named_loan,
    orders_own_renewal,
    orders_two,
)
from actions.subjects.own.own_several import asks_of_several
from actions.subjects.renewals.renewal_reach import tells_debt_beside_renewal, tells_whether_until
from actions.subjects.renewals.renewals_after_all import renews_after_all
from actions.subjects.renewals.renewals_and_moves import renews_and_moves
from actions.subjects.renewals.renewals_going_on import goes_on_renewing, orders_more_time
from actions.subjects.renewals.renewals_named_after import goes_on_by_name
from actions.subjects.renewals.renewals_narrowed import narrows_renewal
from actions.subjects.renewals.renewals_outcome import tells_outcome
from actions.subjects.renewals.renewals_refused import agrees_to_left
from actions.subjects.renewals.renewing_rest import renews_beside_question, renews_the_rest
from actions.subjects.renewals.stretched import stretches_loans
from actions.subjects.service.waiting_patron import asks_of_the_wait

__all__ = [
    "blocks",
    "both_ordered",
    "cleared",
    "disputes",
    "if_then",
    "named_own",
    "narrowed",
    "of_child",
    "of_own",
    "out_or_past",
    "signed_in",
    "told_when",
]


async def signed_in(turn: Turn) -> LookStep:
    """Go on with what was asked before the sign-in."""
    if asks_of_the_wait(turn):
        # "I have signed in. When do they answer?" is asked of the librarian who was called.
        return LookStep.ON
    return LookStep.DONE if await hears_sign_in(turn) else LookStep.ON


async def blocks(turn: Turn) -> LookStep:
    """Block the card, where that is wanted."""
    return LookStep.DONE if await hears_block(turn) else LookStep.ON


async def cleared(turn: Turn) -> LookStep:
    """Tell whether somebody is clear with the library."""
    return LookStep.DONE if await hears_clearance(turn) else LookStep.ON


async def of_child(turn: Turn) -> LookStep:
    """Hear a guardian of a child's account, or a child of its guardians."""
    return LookStep.DONE if await asks_of_child(turn) or await hears_of_guardians(turn) else LookStep.ON


async def out_or_past(turn: Turn) -> LookStep:
    """Tell of earlier loans, or of a book that is out."""
    for hears in (hears_of_past_loans, hears_of_wanted):
        if await hears(turn):
            turn.settled = True
            return LookStep.DONE
    return LookStep.ON


async def narrowed(turn: Turn) -> LookStep:
    """Hear what narrows loans, reservations, charges or renewals down to some of them."""
    for hears in _NARROWING:
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


_NARROWING = (
    agrees_to_left, agrees_and_keeps, corrects_cancelling, hears_of_days_away, asks_of_several, tells_outcome,
    goes_on_about_none, stretches_loans, tells_hour_of_due, tells_if_not_back,
    asks_of_other, asks_of_return, goes_on_by_name, renews_after_all, narrows_renewal,
    hears_meanwhile, tells_of_rest, asks_to_keep_hold, tells_of_each, hears_left_behind, tells_what_to_bring,
)  # fmt: skip


async def if_then(turn: Turn) -> LookStep:
    """Hear a condition, a cost or another place beside a reservation, a renewal or a debt."""
    for hears in _IF_THEN:
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


_IF_THEN = (
    tells_of_days_apart, tells_if_late, tells_of_hold_at, tells_where_instead, wishes_elsewhere, tells_place_first,
    tells_cost_of_cancelling, tells_whether_until, tells_debt_beside_renewal,
)  # fmt: skip


async def disputes(turn: Turn) -> LookStep:
    """File what is told of a charge that is contested, or surely contests one."""
    return LookStep.DONE if await hears_dispute(turn) else await hears_surely_disputed(turn)


async def both_ordered(turn: Turn) -> LookStep:
    """Do two things that are ordered at once, or one beside a question."""
    if await tells_hours_beside(turn):
        return LookStep.RUN
    if await renews_and_moves(turn):
        return LookStep.DONE
    if not await orders_two(turn):
        await renews_beside_question(turn)
    return LookStep.ON


async def told_when(turn: Turn) -> LookStep:
    """Tell when a thing comes or is back, and how that will be told."""
    for hears in (asks_when_it_comes, asks_when_back, asks_when_told):
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


async def named_own(turn: Turn) -> LookStep:
    """Hear what is ordered or asked of a thing of one's own that is named."""
    await in_own_titles(turn)
    for hears in _OF_NAMED:
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


_OF_NAMED = (
    renews_the_rest, hears_returned, goes_on_renewing, orders_more_time, orders_own_renewal, explains_state,
    asks_new_dates, asks_likewise, asks_of_named_hold,
    asks_of_named_loan,
)  # fmt: skip


async def of_own(turn: Turn) -> LookStep:
    """Tell of one's own loans, reservations, debts or card."""
    return LookStep.DONE if await answers_own(turn) else LookStep.ON
