"""Whether loans could be renewed: until when and how often, or why not; nothing is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.turn import Turn, as_count, as_date, nested
from actions.facts.choices import no, yes
from actions.facts.lines import money
from actions.subjects.loans.loan_renewals import reasons
from language.requests.speech.questions import Ask
from language.requests.speech.request import Request
from library.values import Capability, Loan

__all__ = ["check"]


async def check(turn: Turn, out: Sequence[Loan], request: Request | None = None) -> None:
    """Say what could be renewed, until when and how often, or why not, without doing it."""
    turn.show("loan", [loan.id for loan in out])
    checks = await turn.library.check_renewal(turn.patron_id, [loan.id for loan in out])
    asks = request.asks if request else frozenset()
    lines, fees = [], {fee.id: fee for fee in (await turn.library.fees(turn.patron_id)).running}
    for loan, found in zip(out, checks, strict=True):
        left = loan.renewals_left
        if found.allowed and Capability.CHANGES not in turn.library.capabilities():
            may = nested("utter_part_renewable_staff", due=as_date(loan.due_date))
        elif found.allowed and Capability.RENEW_CHECK not in turn.library.capabilities():
            # Nothing that is known stands against it; the rest only the renewal itself shows.
            may = nested("utter_part_renewable_perhaps")
        elif found.allowed:
            may = nested(
                "utter_part_renewable",
                until=nested("utter_part_renewable_until", due=as_date(found.new_due_date))
                if found.new_due_date
                else None,
                left=nested("utter_part_renewals_left", left=as_count(left, "renewal")) if left is not None else None,
                fee=nested("utter_part_renewable_fee", fee=money(fees[loan.id].outstanding))
                if loan.id in fees
                else None,
            )
        else:
            may = nested(
                "utter_part_not_renewable",
                reason=await reasons(turn, replace(loan, refusal=found.refusal)),
                due=nested("utter_part_due_stays", due=as_date(loan.due_date)),
                left=nested("utter_part_renewals_left", left=as_count(left, "renewal"))
                if Ask.COUNT in asks and left is not None
                else None,
            )
        lines.append({"title": loan.title, "may": may})
    able = [loan for loan, found in zip(out, checks, strict=True) if found.allowed]
    choices = []
    if able:
        ref = turn.await_("renew", "yes", ids=[loan.id for loan in able])
        choices = [yes(ref, "utter_button_renew_able" if len(out) > 1 else "utter_button_renew"), no(ref)]
    one = len(out) == 1
    if one:
        turn.point("loan", out[0].id, "renew")
    turn.did("renew", kind="loan", things=[loan.id for loan in out], title=out[0].title if one else "", result="told")
    line = "utter_line_renewable_only" if one else "utter_line_renewable"
    turn.say(
        ("utter_renew_check_one" if one else "utter_renew_check") if able
        else ("utter_renew_check_none_one" if one else "utter_renew_check_none"),
        loans={"list": lines, "line": line},
        choices=choices,
    )  # fmt: skip
