"""Renewals over the store's circulation tables: each attempted once and stored with its result."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import records
from crm.lifecycle.engagement import engaged
from library.embedded.base import fitted, local_date
from library.embedded.desk import Desk, LoanDesk, LoanRow
from library.reasons import Reason
from library.values import FeeKind, Money, Refusal, RenewOutcome, RenewStatus

__all__ = ["Renewals"]

_REFUSAL = TypeAdapter(Refusal)
_MONEY = TypeAdapter(Money)


class Renewals(LoanDesk):
    """Renewals of loans."""

    async def renew(
        self, patron_id: int, loan_ids: Sequence[str], *, key: str, conversation: str | None = None
    ) -> list[RenewOutcome]:
        """Renew loans; one outcome for each, in order, the same again for the same key."""

        def work(session: Session) -> list[RenewOutcome]:
            patron = self._patron(session, patron_id)
            if patron is None:
                return [RenewOutcome.unknown(loan_id) for loan_id in loan_ids]
            # Locked before the attempts are read: the second of two equal calls sees the first's.
            rows = self._rows(session, patron_id, loan_ids=loan_ids)
            desk = self._desk(session, patron, rows)
            keys = {loan_id: fitted(f"{key}:{loan_id}") for loan_id in loan_ids}
            attempts = self._attempts(session, list(keys.values()))
            interaction_id = self._interaction(session, conversation)
            by_id = {row.loan.ils_loan_id: row for row in rows}
            outcomes = []
            for loan_id in loan_ids:
                row, attempt = by_id.get(loan_id), attempts.get(keys[loan_id])
                if row is not None and attempt is not None:
                    outcomes.append(self._recorded(row, attempt, desk))
                elif row is None or row.loan.returned_at is not None:
                    outcomes.append(RenewOutcome.unknown(loan_id))
                else:
                    outcome, attempt = self._renew(session, row, desk, keys[loan_id], interaction_id)
                    attempts[attempt.idempotency_key] = attempt
                    outcomes.append(outcome)
            return outcomes

        return await self._write(work)

    def _renew(
        self, session: Session, row: LoanRow, desk: Desk, key: str, interaction_id: int | None
    ) -> tuple[RenewOutcome, records.RenewalAttempt]:
        now = self._clock.now()
        check = self._check(session, row, desk)
        attempt = records.RenewalAttempt(
            loan_id=row.loan.id,
            interaction_id=interaction_id,
            idempotency_key=key,
            result="succeeded" if check.allowed else "refused",
            reason_code=check.refusal.reason.value if check.refusal else None,
            refusal=_REFUSAL.dump_python(check.refusal, mode="json") if check.refusal else None,
            requested_at=now,
            completed_at=now,
            old_due_at=row.loan.due_at if check.new_due is not None else None,
            new_due_at=check.new_due,
        )
        session.add(attempt)
        fee = None
        if check.new_due is not None:
            fee = self._charge(session, row, desk, key)
            attempt.charged = _MONEY.dump_python(fee, mode="json") if fee else None
            row.loan.due_at = check.new_due
            row.loan.renewal_count += 1
            row.loan.synced_at = now
            engaged(session.connection(), desk.patron.id, now)
        title, author = row.names
        outcome = RenewOutcome(
            row.loan.ils_loan_id,
            RenewStatus.RENEWED if check.allowed else RenewStatus.REFUSED,
            title=title,
            author=author,
            new_due=check.new_due,
            new_due_date=check.new_due_date,
            refusal=check.refusal,
            fee=fee,
        )
        return outcome, attempt

    def _charge(self, session: Session, row: LoanRow, desk: Desk, key: str) -> Money | None:
        """Charge what lateness has come to before the due date moves on; nothing is forgiven by renewing."""
        zone = desk.places.zone(row.branch_id)
        now = self._clock.now()
        late = (local_date(now, zone) - local_date(row.loan.due_at, zone)).days
        rule = desk.rules.rule(row.loan.patron_category or desk.patron.category, row.item_type)
        if late <= 0 or rule is None:
            return None
        fine = records.Fine
        before = session.scalar(
            select(func.coalesce(func.sum(fine.amount_minor), 0)).where(
                fine.loan_id == row.loan.id, fine.kind == FeeKind.OVERDUE, fine.assessed_at >= row.loan.due_at
            )
        )
        left = late * rule.fine_per_day_minor - int(before or 0)
        if left <= 0:
            return None
        session.add(
            fine(
                # One renewal, one fee: the same key makes the same number, and the number is unique.
                ils_fine_id=f"F-{hashlib.sha256(key.encode()).hexdigest()[:32]}",
                patron_id=desk.patron.id,
                loan_id=row.loan.id,
                kind=FeeKind.OVERDUE.value,
                amount_minor=left,
                currency=rule.currency,
                assessed_at=now,
            )
        )
        return Money(left, rule.currency)

    def _recorded(self, row: LoanRow, attempt: records.RenewalAttempt, desk: Desk) -> RenewOutcome:
        zone = desk.places.zone(row.branch_id)
        title, author = row.names
        if attempt.new_due_at is not None:
            return RenewOutcome(
                row.loan.ils_loan_id,
                RenewStatus.RENEWED,
                title=title,
                author=author,
                new_due=attempt.new_due_at,
                new_due_date=local_date(attempt.new_due_at, zone),
                repeated=True,
                fee=_MONEY.validate_python(attempt.charged) if attempt.charged else None,
            )
        return RenewOutcome(
            row.loan.ils_loan_id,
            RenewStatus.REFUSED,
            title=title,
            author=author,
            refusal=_kept_refusal(attempt),
            repeated=True,
        )

    def _attempts(self, session: Session, keys: list[str]) -> dict[str, records.RenewalAttempt]:
        attempt = records.RenewalAttempt
        found = session.scalars(select(attempt).where(attempt.idempotency_key.in_(keys)))
        return {row.idempotency_key: row for row in found}


def _kept_refusal(attempt: records.RenewalAttempt) -> Refusal:
    code = attempt.reason_code or ""
    if code not in Reason:
        return Refusal(Reason.POLICY, raw_code=code)
    # Attempts from before refusals were kept have their reason alone.
    return _REFUSAL.validate_python(attempt.refusal or {"reason": code})
