"""Loans over the store's circulation tables."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from library.embedded.base import local_date
from library.embedded.desk import Desk, LoanDesk, LoanRow
from library.reasons import Reason
from library.values import Loan, Refusal, RenewCheck

__all__ = ["Loans"]


class Loans(LoanDesk):
    """A patron's loans, and whether they may be renewed."""

    async def loans(self, patron_id: int) -> list[Loan]:
        """List what a patron has out, what is due first first."""

        def look(session: Session) -> list[Loan]:
            patron = self._patron(session, patron_id)
            if patron is None:
                return []
            rows = self._rows(session, patron_id)
            desk = self._desk(session, patron, rows)
            return [self._loan(row, desk) for row in rows]

        return await self._read(look)

    async def check_renewal(self, patron_id: int, loan_ids: Sequence[str]) -> list[RenewCheck]:
        """Say for each loan, in order, whether it could be renewed now."""

        def look(session: Session) -> list[RenewCheck]:
            patron = self._patron(session, patron_id)
            if patron is None:
                return [_unknown_check(loan_id) for loan_id in loan_ids]
            rows = self._rows(session, patron_id)
            by_id = {row.loan.ils_loan_id: row for row in rows}
            desk = self._desk(session, patron, rows)
            return [
                self._check(session, by_id[loan_id], desk) if loan_id in by_id else _unknown_check(loan_id)
                for loan_id in loan_ids
            ]

        return await self._read(look)

    def _loan(self, row: LoanRow, desk: Desk) -> Loan:
        zone = desk.places.zone(row.branch_id)
        now = self._clock.now()
        today, due = local_date(now, zone), local_date(row.loan.due_at, zone)
        refusal = self._refusal(row, desk, today, due)
        rule = desk.rules.rule(desk.patron.category, row.item_type)
        title, author = row.names
        return Loan(
            id=row.loan.ils_loan_id,
            title=title,
            author=author,
            title_id=row.title.ils_bib_id if row.title else None,
            barcode=row.item.barcode if row.item else "",
            item_type=row.item_type,
            branch=desk.places.ref(row.branch_id),
            loaned=local_date(row.loan.loaned_at, zone),
            due=row.loan.due_at.astimezone(zone),
            due_date=due,
            renewals=row.loan.renewal_count,
            max_renewals=rule.max_renewals if rule else None,
            overdue=today > due,
            days_overdue=max(0, (today - due).days),
            renewable=refusal is None,
            refusal=refusal,
            waiting=desk.waited_for.get(row.loan.id, 0),
        )


def _unknown_check(loan_id: str) -> RenewCheck:
    return RenewCheck(loan_id, Refusal(Reason.NOT_FOUND))
