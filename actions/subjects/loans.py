"""Loan actions: what a patron has on loan, and when it is due."""

from __future__ import annotations

from actions.dialogue.choosing import by_name, pick
from actions.dialogue.turn import Turn, as_count, as_date, nested
from actions.facts.choices import choice
from actions.facts.lines import loan_line
from actions.rasa.registry import handles

__all__ = ["loans"]


@handles("loans", signed_in=True)
async def loans(turn: Turn) -> None:
    """List the loans by due date, or tell the due date of the one that was named."""
    out = await turn.library.loans(turn.patron_id)
    if not out:
        turn.show("loan", [])
        turn.say("utter_loans_none")
        return
    named = pick(turn, "loan", out).things if turn.entity("title") or turn.entity("ref") else by_name(turn, out)
    if len(named) == 1:
        loan = named[0]
        turn.point("loan", loan.id, "loans")
        mark = nested("utter_part_overdue", days=as_count(loan.days_overdue, "day")) if loan.overdue else None
        turn.say(
            "utter_loan_due",
            title=loan.title,
            due=as_date(loan.due_date),
            mark=mark,
            choices=[choice("utter_button_renew", "renew", ref=f"loan:{loan.id}")],
        )
        return
    turn.show("loan", [loan.id for loan in out])
    overdue = sum(loan.overdue for loan in out)
    one = len(out) == 1
    turn.say(
        "utter_loans_one" if one else "utter_loans",
        count=len(out),
        loans={"list": [loan_line(loan) for loan in out], "line": "utter_line_loan_only" if one else "utter_line_loan"},
        overdue=nested("utter_part_some_overdue", count=overdue) if overdue and not one else None,
        choices=[
            choice("utter_button_renew", "renew", ref=f"loan:{out[0].id}")
            if one
            else choice("utter_button_renew_all", "renew", which="all")
        ],
    )
