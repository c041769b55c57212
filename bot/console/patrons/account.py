"""A patron's account as the library system has it now, for the page; it may not answer, and the page says so."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

from bot.console.frame.visit import Visit
from language.money import format_money
from library.clearance import Clearance, clearance
from library.errors import LibraryError
from library.values import AccountState, FeeAccount, Hold, Loan, Money, Refusal

__all__ = ["SECONDS", "PatronAccount", "account_of", "money", "refusal_words"]

SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class PatronAccount:
    """What the library system says; `state` is None where it does not know the patron."""

    state: AccountState | None
    loans: tuple[Loan, ...]
    holds: tuple[Hold, ...]
    fees: FeeAccount | None
    clearance: Clearance | None = None


async def account_of(visit: Visit, patron_id: int) -> PatronAccount | None:
    """Ask the library system about a patron; None when it does not answer."""
    library = visit.console.library
    try:
        async with asyncio.timeout(SECONDS):
            state = await library.account(patron_id)
            if state is None:
                return PatronAccount(None, (), (), None)
            loans, holds, fees = await asyncio.gather(
                library.loans(patron_id), library.holds(patron_id), library.fees(patron_id)
            )
            clear = await clearance(visit.store, library, patron_id, known=(loans, holds, fees))
    except (LibraryError, TimeoutError):
        return None
    return PatronAccount(state, tuple(loans), tuple(holds), fees, clear)


def money(visit: Visit, value: Money) -> str:
    """Write an amount in the reader's language."""
    return format_money(value.minor, value.currency, visit.language)


def refusal_words(visit: Visit, refusal: Refusal | None) -> str:
    """Say a refusal in words, with what belongs to its reason."""
    if refusal is None:
        return ""
    said = visit.t(f"patrons.refused.{refusal.reason.value}")
    more = []
    if refusal.earliest is not None:
        more.append(visit.t("patrons.refused_from", day=_day(visit, refusal.earliest)))
    if refusal.limit is not None:
        more.append(visit.t("patrons.refused_limit", n=refusal.limit.count))
    if refusal.amount is not None:
        more.append(money(visit, refusal.amount))
    if refusal.raw_code:
        more.append(refusal.raw_code)
    # One sentence: what belongs to it stands before its end.
    return f"{said.removesuffix('.')} ({visit.t('patrons.comma').join(more)})." if more else said


def _day(visit: Visit, day: date) -> str:
    return visit.locale.day(day)
