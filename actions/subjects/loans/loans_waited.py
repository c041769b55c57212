"""Who waits for a patron's own loans: how many, for which of them, and whether one may be had again at once."""

from __future__ import annotations

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_count, as_date, nested
from actions.facts.lines import loan_line
from actions.subjects.loans.loan_renewals import reasons
from actions.subjects.loans.loans_told import note_told
from language.requests.speech.denials import orders_longer
from library.reasons import Reason
from library.values import Capability

__all__ = ["again", "waited", "waiting"]


async def waiting(turn: Turn, own: OwnThings) -> bool:
    """Say how many wait for the loan that is meant; who they are is nobody's to know."""
    loan = own.loan(turn)
    if loan is None:
        return bool(own.loans) and await waited(turn, own)
    note_told(turn, [loan])
    if loan.waiting:
        # Whether it may be renewed all the same is the other system's rule, where nothing is changed by us.
        ours = Capability.CHANGES in turn.library.capabilities()
        answer = "utter_loan_waiting" if ours else "utter_loan_waiting_only"
        turn.say(answer, title=loan.title, waiting=as_count(loan.waiting, "person"), due=as_date(loan.due_date))
    elif loan.refusal is not None and loan.refusal.reason is Reason.ON_HOLD:
        turn.say("utter_loan_waited", title=loan.title, due=as_date(loan.due_date))
    else:
        why = nested("utter_part_still_refused", reason=await reasons(turn, loan)) if loan.refusal else None
        turn.say("utter_loan_nobody_waits", title=loan.title, why=why, due=as_date(loan.due_date))
    return True


async def waited(turn: Turn, own: OwnThings) -> bool:
    """Say which of the loans others wait for, and when they are due."""
    found = [one for one in own.loans if one.waiting or (one.refusal and one.refusal.reason is Reason.ON_HOLD)]
    if not own.loans:
        turn.say("utter_loans_none")
    elif not found:
        turn.did("loans", kind="loan", things=[one.id for one in own.loans], result="told")
        turn.say("utter_loans_nobody_waits")
    else:
        note_told(turn, found)
        turn.say(
            "utter_loans_waited", loans={"list": [loan_line(one) for one in found], "line": "utter_line_loan_only"}
        )
    return True


async def again(turn: Turn, own: OwnThings) -> bool:
    """Say whether what is brought back may be had again at once; "push it back" asks for a longer loan."""
    loan = own.loan(turn)
    if loan is None or orders_longer(turn.text):
        return False
    note_told(turn, [loan])
    if loan.waiting and Capability.CHANGES not in turn.library.capabilities():
        turn.say(
            "utter_loan_waiting_only",
            title=loan.title,
            waiting=as_count(loan.waiting, "person"),
            due=as_date(loan.due_date),
        )
    elif loan.waiting or (loan.refusal and loan.refusal.reason is Reason.ON_HOLD):
        turn.say("utter_again_waited", title=loan.title, waiting=as_count(loan.waiting or 1, "person"))
    else:
        turn.say("utter_again_free", title=loan.title)
    return True
