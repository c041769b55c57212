"""Loan actions: what a patron has on loan, and when it is due."""

from __future__ import annotations

from actions.dialogue.beyond_list import say_beyond
from actions.dialogue.choosing import by_name, pick
from actions.dialogue.describing import by_due
from actions.dialogue.others_meant import names_beside, others_meant
from actions.dialogue.references import find_reference
from actions.dialogue.turn import Turn, as_count, as_date, nested
from actions.dialogue.wording import word_count
from actions.facts.lines import loan_line, renewals_offered
from actions.rasa.registry import handles
from actions.subjects.library_info.terms import speaks_of_renewing, terms
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.own.own_wholes import speaks_of_each
from language.requests.speech.questions import Ask
from language.requests.speech.request import Kind, read_request
from library.values import Loan

__all__ = ["loans"]

_FEW_WORDS = 9
_RULES = frozenset({Ask.COUNT, Ask.UNTIL})


@handles("loans", signed_in=True)
async def loans(turn: Turn) -> None:
    """List the loans by due date, or tell the due date of the one that was named."""
    out = await turn.library.loans(turn.patron_id)
    if not out and not turn.is_payload and read_request(turn.text, "renew").asks & _RULES:
        # "How many may I take?", "for how many days?" asks for the rule where nothing is on loan.
        turn.intent = "loan_policy"
        await terms(turn)
        return
    if not out:
        turn.show("loan", [])
        turn.say("utter_loans_none")
        return
    request = read_request("" if turn.is_payload else turn.text, "renew")
    named: tuple[Loan, ...]
    if turn.entity("title") or turn.entity("ref") or request.left_out or _points(turn):
        meant = pick(turn, "loan", out, request)
        if meant.beyond:
            say_beyond(turn, "loan", [one for one in out if one.id in turn.shown("loan")], len(turn.shown("loan")))
            return
        named = meant.things
    else:
        named = by_name(turn, out) or (() if turn.is_payload else by_due(turn.text, out))
    each = not turn.is_payload and speaks_of_each(fold(turn.text), len(out), "loan")
    if each and len(named) == 1 and not by_name(turn, out):
        # "Then until when may I keep each?" asks of all, whichever was spoken of last.
        named = ()
    few = not turn.is_payload and word_count(turn.text) <= _FEW_WORDS and not names_beside(turn, out)
    if few and (others := others_meant(turn, "loan", out)):
        # "And the rest?" asks for what is left beside the one that was told last.
        named = others
    if request.kind is Kind.QUESTION and not turn.is_payload and speaks_of_renewing(turn.text):
        # "How long would I have if I renewed it?" is about renewing, whatever it was read as.
        await check(turn, named or out, request)
        return
    if len(named) == 1:
        loan = named[0]
        turn.point("loan", loan.id, "loans")
        turn.did("loans", kind="loan", things=[loan.id], title=loan.title, result="told")
        mark = nested("utter_part_overdue", days=as_count(loan.days_overdue, "day")) if loan.overdue else None
        turn.say(
            "utter_loan_due",
            title=loan.title,
            due=as_date(loan.due_date),
            mark=mark,
            choices=renewals_offered([loan]),
        )
        return
    if named and len(named) < len(out):
        # Of some that are named it would be untrue that these are all.
        turn.show("loan", [loan.id for loan in named])
        turn.did("loans", kind="loan", things=[loan.id for loan in named], result="told")
        lines = {"list": [loan_line(loan, acts=True) for loan in named], "line": "utter_line_loan"}
        turn.say("utter_loans_due", loans=lines)
        return
    turn.show("loan", [loan.id for loan in out])
    turn.did("loans", kind="loan", things=[loan.id for loan in out], result="told")
    overdue = sum(loan.overdue for loan in out)
    one = len(out) == 1
    turn.say(
        "utter_loans_one" if one else "utter_loans",
        count=len(out),
        loans={
            # The one button of a single loan stands under the answer.
            "list": [loan_line(loan, acts=not one) for loan in out],
            "line": "utter_line_loan_only" if one else "utter_line_loan",
        },
        overdue=nested("utter_part_some_overdue", count=overdue) if overdue and not one else None,
        choices=renewals_offered(out),
    )


def _points(turn: Turn) -> bool:
    """Tell whether words point at a loan of the list just shown: "when is the second one due?"."""
    return not turn.is_payload and bool(turn.shown("loan")) and find_reference(turn.text) is not None
