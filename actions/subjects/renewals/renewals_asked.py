"""Which loans are to be renewed, asked of the patron: the list to choose from, and the yes to all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.beyond_list import say_beyond
from actions.dialogue.turn import Turn
from actions.facts.choices import OfferedChoice, choice, item, no, yes
from actions.facts.lines import loan_line
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_done import do
from library.values import Loan

__all__ = ["ask", "await_places", "beyond", "choose", "loan_lines", "one_by_one"]


def beyond(turn: Turn, out: Sequence[Loan]) -> None:
    """Say that the list just shown has no other, or no such place; of several it is asked which."""
    order = turn.shown("loan")
    shown = [loan for wanted in order for loan in out if loan.id == wanted]
    if len(shown) > 1:
        await_places(turn, shown)
    say_beyond(turn, "loan", shown, len(order))


async def ask(turn: Turn, out: Sequence[Loan]) -> None:
    """Show the loans, unless they were just shown, and ask before renewing several; where none can be, say why."""
    found = await turn.library.check_renewal(turn.patron_id, [loan.id for loan in out])
    if found and not any(one.allowed for one in found):
        # A yes could do nothing: none is offered.
        await check(turn, out)
        return
    shown = set(turn.shown("loan")) == {loan.id for loan in out}
    order = turn.shown("loan") if shown else [loan.id for loan in out]
    turn.show("loan", order)
    ref = turn.await_("renew", "yes", ids=order)
    turn.say(
        "utter_renew_ask_shown" if shown else "utter_renew_ask",
        status="clarified",
        again="utter_renew_ask_shown",
        count=len(out),
        loans=loan_lines(out),
        choices=[
            yes(ref, "utter_button_renew_all"),
            choice("utter_button_choose", "renew", which="choose"),
            no(ref),
        ],
    )


def choose(turn: Turn, out: Sequence[Loan]) -> None:
    """Let the patron choose from the loans."""
    turn.show("loan", [loan.id for loan in out])
    await_places(turn, out)
    turn.say("utter_renew_choose", status="clarified", loans=loan_lines(out), choices=one_by_one(out))


@pending_action("renew", signed_in=True)
async def renew_agreed(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Renew what the patron agreed to, or chose from the list."""
    wanted = list(args.get("ids", []))
    if reply.kind == "places":
        wanted = [wanted[place] for place in reply.places]
    elif args.get("choose"):
        # A bare "yes" chooses nothing.
        out = [loan for loan in await turn.library.loans(turn.patron_id) if loan.id in wanted]
        if len(out) > 1:
            choose(turn, out)
            return
    out = [loan for loan in await turn.library.loans(turn.patron_id) if loan.id in wanted]
    if out:
        await do(turn, out)
    else:
        turn.say("utter_renew_nothing")


def loan_lines(out: Sequence[Loan]) -> dict[str, Any]:
    """Give the loans as the lines of a list."""
    return {"list": [loan_line(loan) for loan in out], "line": "utter_line_loan"}


def one_by_one(out: Sequence[Loan]) -> list[OfferedChoice]:
    """Give a button for each of the loans, up to eight."""
    return [item("renew", "loan", loan) for loan in out[:8]]


def await_places(turn: Turn, out: Sequence[Loan]) -> None:
    """Wait for which of the loans to renew."""
    turn.await_("renew", "one", ids=[loan.id for loan in out], titles=[loan.title for loan in out], choose=True)
