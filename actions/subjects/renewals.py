"""Renewals: one, some or all, with the outcome and the reason for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.dialogue.choosing import pick
from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn, as_date, nested
from actions.dialogue.wording import asks_whether
from actions.facts.choices import Choice, choice, item, librarian, no, yes
from actions.facts.lines import loan_line, outcome_line, reason
from actions.rasa.registry import PatronReply, handles, pending_action
from library.values import Loan, RenewOutcome

__all__ = ["renew"]


@handles("renew", signed_in=True)
async def renew(turn: Turn) -> None:
    """Renew what was named; show the list and ask first when more than one thing could be meant."""
    out = await turn.library.loans(turn.patron_id)
    if not out:
        turn.say("utter_renew_nothing")
        return
    if turn.entity("which") == "choose":
        choose(turn, out)
        return
    meant = pick(turn, "loan", out)
    if asks_whether(turn.text):
        await check(turn, meant.things or out)
    elif meant.unknown and not meant.things:
        turn.show("loan", [loan.id for loan in out])
        turn.say(
            "utter_renew_unknown", status="clarified", title=meant.unknown, loans=_lines(out), choices=_one_by_one(out)
        )
        _await_places(turn, out)
    elif len(meant.things) == 1 or (meant.things and not meant.everything):
        await do(turn, meant.things)
    elif len(out) == 1:
        await do(turn, out)
    else:
        ask(turn, out)


def ask(turn: Turn, out: Sequence[Loan]) -> None:
    """Show the loans, unless they were just shown, and ask before renewing more than one."""
    shown = set(turn.shown("loan")) == {loan.id for loan in out}
    order = turn.shown("loan") if shown else [loan.id for loan in out]
    turn.show("loan", order)
    ref = turn.await_("renew", "yes", ids=order)
    turn.say(
        "utter_renew_ask_shown" if shown else "utter_renew_ask",
        status="clarified",
        again="utter_renew_ask_shown",
        count=len(out),
        loans=_lines(out),
        choices=[
            yes(ref, "utter_button_renew_all"),
            choice("utter_button_choose", "renew", which="choose"),
            no(ref),
        ],
    )


def choose(turn: Turn, out: Sequence[Loan]) -> None:
    """Let the patron choose from the loans."""
    turn.show("loan", [loan.id for loan in out])
    _await_places(turn, out)
    turn.say("utter_renew_choose", status="clarified", loans=_lines(out), choices=_one_by_one(out))


async def check(turn: Turn, out: Sequence[Loan]) -> None:
    """Say what could be renewed, without doing it."""
    turn.show("loan", [loan.id for loan in out])
    lines = []
    for loan in out:
        may = (
            nested("utter_part_renewable")
            if loan.renewable is not False
            else nested("utter_part_not_renewable", reason=reason(loan.refusal))
        )
        lines.append({"title": loan.title, "may": may})
    able = [loan for loan in out if loan.renewable is not False]
    choices = []
    if able:
        ref = turn.await_("renew", "yes", ids=[loan.id for loan in able])
        choices = [yes(ref, "utter_button_renew_able"), no(ref)]
    turn.say(
        "utter_renew_check" if able else "utter_renew_check_none",
        loans={"list": lines, "line": "utter_line_renewable"},
        choices=choices,
    )


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


async def do(turn: Turn, loans: Sequence[Loan]) -> None:
    """Renew loans and report what became of each."""
    turn.set("pending", None)
    async with doing(turn, "loans"):
        outcomes = await turn.library.renew(
            turn.patron_id, [loan.id for loan in loans], key=turn.key("renew"), conversation=turn.conversation
        )
    if len(loans) == 1:
        turn.point("loan", loans[0].id, "renew")
    turn.take("loan", [loan.id for loan in loans])
    if len(outcomes) == 1:
        _report_one(turn, outcomes[0], loans[0])
    else:
        _report(turn, outcomes)


def _report_one(turn: Turn, outcome: RenewOutcome, loan: Loan) -> None:
    title = outcome.title or loan.title
    if outcome.ok:
        turn.say("utter_renewed", title=title, due=as_date(outcome.new_due_date))
    elif outcome.status == "unconfirmed":
        turn.say("utter_renew_unconfirmed", status="error")
    else:
        turn.say(
            "utter_renew_refused",
            status="refused",
            title=title,
            due=as_date(loan.due_date),
            reason=reason(outcome.refusal),
            choices=[librarian()],
        )


def _report(turn: Turn, outcomes: Sequence[RenewOutcome]) -> None:
    done = sum(outcome.ok for outcome in outcomes)
    lines = {"list": [outcome_line(outcome) for outcome in outcomes], "line": "utter_line_outcome"}
    if done == len(outcomes):
        turn.say("utter_renewed_all", count=done, outcomes=lines)
    elif done:
        turn.say("utter_renewed_some", count=done, refused=len(outcomes) - done, outcomes=lines)
    else:
        turn.say("utter_renewed_none", status="refused", count=len(outcomes), outcomes=lines, choices=[librarian()])


def _lines(out: Sequence[Loan]) -> dict[str, Any]:
    return {"list": [loan_line(loan) for loan in out], "line": "utter_line_loan"}


def _one_by_one(out: Sequence[Loan]) -> list[Choice]:
    return [item("renew", "loan", loan) for loan in out[:8]]


def _await_places(turn: Turn, out: Sequence[Loan]) -> None:
    turn.await_("renew", "one", ids=[loan.id for loan in out], titles=[loan.title for loan in out], choose=True)
