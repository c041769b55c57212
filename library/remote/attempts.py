"""Renewals in our own store: what was asked of a library system elsewhere under which key, and what came of it.

A row is written before the system is asked, so that nothing is ever sent twice under one key. It names the loan as the
system does and nobody's name: no record of what somebody reads grows here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from library.errors import IlsUnavailable
from library.reasons import Reason
from library.values import Refusal, RenewOutcome, RenewStatus

__all__ = ["Attempt", "Lent", "Unanswered", "finish", "forget", "in_order", "known", "note", "write_key"]

_REFUSAL = TypeAdapter(Refusal)
# The reason of an attempt of which nobody knows yet what came of it.
UNCONFIRMED = "unconfirmed"


class Unanswered(IlsUnavailable):
    """A request that changes something was sent, and nobody knows what became of it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as it is kept; `renewals_before` is the loan's count when it was made."""

    id: int
    status: RenewStatus
    renewals_before: int
    due_before: datetime
    new_due: datetime | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Lent:
    """A loan as a library system elsewhere has it; `renewals` is 0 where it does not say."""

    id: str
    due: datetime
    loaned: datetime | None = None
    renewals: int = 0


def in_order(loan_ids: Sequence[str], told: Mapping[str, RenewOutcome]) -> list[RenewOutcome]:
    """Give one outcome for each loan that was named, in order: not found where none is told, repeated if twice."""
    outcomes, seen = [], set[str]()
    for name in loan_ids:
        found = told.get(name)
        if found is None:
            found = RenewOutcome.unknown(name)
        outcomes.append(replace(found, repeated=True) if name in seen and name in told else found)
        seen.add(name)
    return outcomes


def write_key(patron_id: int, key: str, thing: str, *, system: str = "koha") -> str:
    """Give the name under which a change is known again; nothing can be read from it."""
    return f"{system}:" + hashlib.sha256(f"{patron_id}:{key}:{thing}".encode()).hexdigest()


def known(session: Session, keys: Sequence[str]) -> dict[str, Attempt]:
    """Find the attempts that were made under keys."""
    attempt, loan = records.RenewalAttempt, records.Loan
    rows = session.execute(
        select(attempt, loan).join(loan, loan.id == attempt.loan_id).where(attempt.idempotency_key.in_(keys))
    )
    return {row.idempotency_key: _view(row, of) for row, of in rows}


def note(
    session: Session, lent: Lent, key: str, now: datetime, refusal: Refusal | None, interaction: int | None
) -> int:
    """Write down an attempt that is about to be made, or one that was refused before it was; give its id."""
    loan = session.scalar(select(records.Loan).where(records.Loan.ils_loan_id == lent.id))
    if loan is None:
        loan = records.Loan(
            ils_loan_id=lent.id, loaned_at=lent.loaned or now, due_at=lent.due, synced_at=now, anonymised_at=now,
        )  # fmt: skip
        session.add(loan)
    _follow(loan, lent, now)
    session.flush()
    row = records.RenewalAttempt(
        loan_id=loan.id,
        interaction_id=interaction,
        idempotency_key=key,
        result="refused" if refusal else "failed",
        reason_code=refusal.reason.value if refusal else UNCONFIRMED,
        refusal=_REFUSAL.dump_python(refusal, mode="json") if refusal else None,
        requested_at=now,
        completed_at=now if refusal else None,
    )
    session.add(row)
    session.flush()
    return int(row.id)


def finish(
    session: Session, attempt_id: int, now: datetime, *, new_due: datetime | None, refusal: Refusal | None
) -> None:
    """Write down what came of an attempt: renewed until a moment, or refused."""
    row = session.get_one(records.RenewalAttempt, attempt_id)
    row.completed_at = now
    row.result = "refused" if new_due is None else "succeeded"
    row.new_due_at = new_due
    row.reason_code = refusal.reason.value if refusal else None
    row.refusal = _REFUSAL.dump_python(refusal, mode="json") if refusal else None


def forget(session: Session, attempt_id: int) -> None:
    """Take back an attempt that never reached the library system."""
    session.delete(session.get_one(records.RenewalAttempt, attempt_id))


def _follow(loan: records.Loan, lent: Lent, now: datetime) -> None:
    loan.due_at = lent.due
    loan.renewal_count = lent.renewals
    loan.synced_at = now


def _view(row: records.RenewalAttempt, loan: records.Loan) -> Attempt:
    status = {"succeeded": RenewStatus.RENEWED, "refused": RenewStatus.REFUSED}.get(row.result, RenewStatus.UNCONFIRMED)
    refusal = None
    if status is RenewStatus.REFUSED:
        refusal = _REFUSAL.validate_python(row.refusal or {"reason": Reason.POLICY.value, "raw_code": row.reason_code})
    return Attempt(row.id, status, loan.renewal_count, loan.due_at, row.new_due_at, refusal)
