"""What is asked of one's own debt: how much, what for, since when, whether it grows, what it stands against."""

from __future__ import annotations

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.choices import librarian
from actions.facts.lines import fee_line, money
from actions.subjects.fines import debt_blocks, debt_lines, debt_portions, debts_asked
from actions.subjects.fines.fines import is_span
from actions.subjects.loans import loans_late
from actions.subjects.moves.loan_fees import fee_if
from actions.subjects.moves.own import of_own
from language.dates import find_dates
from language.requests.deeds.lateness import days_late
from library.values import Fee, FeeAccount

__all__ = ["grows"]


@of_own("fee.total")
async def total(turn: Turn, own: OwnThings) -> bool:
    """Say how much it is altogether; what it would be on a day that is named."""
    days = days_late(turn.text)
    if own.loans and (find_dates(turn.text, turn.today) or is_span(turn.text, days)):
        return await fee_if(turn, own)
    return await debts_asked.total(turn, own)


@of_own("fee.line")
async def line(turn: Turn, own: OwnThings) -> bool:
    """Say what an amount is for, or every one of them."""
    return await debt_lines.line(turn, own)


@of_own("fee.part")
async def part(turn: Turn, own: OwnThings) -> bool:
    """Say whether a part may be paid, and what would be left of it then."""
    return await debt_portions.part(turn, own)


@of_own("fee.dispute")
async def dispute(turn: Turn, own: OwnThings) -> bool:
    """Take up that a charge is not right."""
    return await debts_asked.objection(turn, own)


@of_own("fee.waive")
async def waive(turn: Turn, own: OwnThings) -> bool:
    """Say what the library tells of waiving, and offer to register the request."""
    return await debts_asked.lenience(turn, own)


@of_own("fee.blocks")
async def blocks(turn: Turn, own: OwnThings) -> bool:
    """Say whether one may still renew and reserve."""
    return await debt_blocks.blocks(turn, own)


@of_own("fee.by")
async def by(turn: Turn, own: OwnThings) -> bool:
    """Say that no last day is set in the account, and what the sum stands against until it is paid."""
    account = await turn.library.fees(turn.patron_id)
    if account.balance.minor <= 0:
        return await _nothing(turn, own, account)
    _told(turn)
    turn.say("utter_fee_by", total=money(account.balance), least=debt_portions.least(account), choices=[librarian()])
    return True


@of_own("fee.grows")
async def grows(turn: Turn, own: OwnThings) -> bool:
    """Say whether it goes on growing: what is still out does, what is charged does not; on a day named, how much."""
    if own.loans and find_dates(turn.text, turn.today):
        return await fee_if(turn, own)
    account = await turn.library.fees(turn.patron_id)
    if account.running:
        return await loans_late.so_far(turn, own)
    if account.balance.minor <= 0:
        return await _nothing(turn, own, account)
    _told(turn)
    turn.say("utter_fee_fixed", total=money(account.balance))
    return True


@of_own("fee.since")
async def since(turn: Turn, own: OwnThings) -> bool:
    """Say on which day each part was charged, or since when it is running."""
    account = await turn.library.fees(turn.patron_id)
    charged = [fee for fee in account.lines or () if fee.outstanding.minor > 0]
    due = {loan.id: loan.due_date for loan in own.loans}
    lines = [
        *({"line": _line(fee, "utter_fee_charged_on", as_date(fee.assessed))} for fee in charged),
        *({"line": _line(fee, "utter_fee_running_since", as_date(due.get(fee.id)))} for fee in account.running),
    ]
    if not lines:
        return await _nothing(turn, own, account)
    _told(turn)
    turn.say("utter_debt_lines", fines={"list": lines, "line": "utter_line_plain"})
    return True


async def _nothing(turn: Turn, own: OwnThings, account: FeeAccount) -> bool:
    """Say that nothing is charged; what is running is told with it."""
    if account.running:
        return await loans_late.so_far(turn, own)
    _told(turn)
    turn.say("utter_fines_none")
    return True


def _line(fee: Fee, answer: str, day: Fact) -> Fact:
    facts = fee_line(fee)
    return nested(answer, title=facts["title"], why=facts["why"], amount=facts["amount"], day=day)


def _told(turn: Turn) -> None:
    turn.intent = "fines"
    turn.did("fines", result="told")
