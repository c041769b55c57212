"""Summary of a patron for the librarian who talks with them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta

from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.cases import opening as cases
from crm.cases.opening import CaseView
from crm.conversations.transcript import Talk
from library.errors import LibraryError
from library.values import AccountState, Hold, HoldState, Loan

__all__ = ["SEEN", "PatronCard", "patron_card"]

SECONDS = 4.0
DUE_SOON = timedelta(days=3)
SHOWN = 5
# What is noted as read.
SEEN = ("name", "card", "loans", "holds", "fines", "cases")


@dataclass(frozen=True, slots=True)
class PatronCard:
    """A patron in the library system and the store; `account` is None if the system did not answer."""

    account: AccountState | None
    loans: tuple[Loan, ...]
    due_soon: int
    ready: tuple[Hold, ...]
    cases: tuple[CaseView, ...]


async def patron_card(visit: Visit, talk: Talk, today: date) -> PatronCard | None:
    """Read a patron's card and note that it was read; None when nobody has signed in, or the reader may not see it."""
    if talk.patron_id is None or not visit.may(Permission.READ_PATRONS):
        return None
    patron_id = talk.patron_id
    await visit.audited("patron.summary_read", "interaction", talk.public_id, SEEN, patron=talk.patron_public_id)
    library = visit.console.library
    open_cases = [each for each in await cases.cases_of(visit.store, patron_id) if each.closed_at is None]
    try:
        async with asyncio.timeout(SECONDS):
            account, loans, holds = await asyncio.gather(
                library.account(patron_id), library.loans(patron_id), library.holds(patron_id)
            )
    except (LibraryError, TimeoutError):
        return PatronCard(None, (), 0, (), tuple(open_cases))
    return PatronCard(
        account=account,
        loans=tuple(loans[:SHOWN]),
        due_soon=sum(loan.due_date <= today + DUE_SOON for loan in loans),
        ready=tuple(hold for hold in holds if hold.state is HoldState.READY),
        cases=tuple(open_cases),
    )
