"""Loans that another system's files brought, and their renewals as requests to staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from library.embedded.desk import LoanRow
from library.embedded.loans import Loans
from library.files.requests import ask_staff, locked_patron
from library.reasons import Reason
from library.values import Loan, Refusal, RenewCheck, RenewOutcome, RenewStatus

__all__ = ["RenewalRequests"]


class RenewalRequests(Loans):
    """Loans as they were, and what staff are asked to renew."""

    async def loans(self, patron_id: int) -> list[Loan]:
        """List what a patron has out, what is due first first; whether it may be renewed, the other system knows."""
        return [replace(one, renewable=None, refusal=None) for one in await super().loans(patron_id)]

    async def check_renewal(self, patron_id: int, loan_ids: Sequence[str]) -> list[RenewCheck]:
        """Say for each loan, in order, only whether it is the patron's: the rest is for staff to say."""
        out = {one.id for one in await self.loans(patron_id)}
        return [RenewCheck(one, None if one in out else Refusal(Reason.NOT_FOUND)) for one in loan_ids]

    async def renew(
        self, patron_id: int, loan_ids: Sequence[str], *, key: str, conversation: str | None = None
    ) -> list[RenewOutcome]:
        """Ask staff to renew loans, one case for each; nothing of a loan changes here."""

        def work(session: Session) -> list[RenewOutcome]:
            patron = locked_patron(session, patron_id)
            if patron is None:
                return [RenewOutcome.unknown(loan_id) for loan_id in loan_ids]
            interaction = self._interaction(session, conversation)
            rows = {row.loan.ils_loan_id: row for row in self._rows(session, patron_id)}
            outcomes = []
            for loan_id in loan_ids:
                row = rows.get(loan_id)
                if row is None:
                    outcomes.append(RenewOutcome.unknown(loan_id))
                    continue
                title, author = row.names
                asked = ask_staff(
                    session, self._store, patron, "renew",
                    # Renewed over there, it is due on another day: to renew it once more is another wish.
                    thing=f"{loan_id}:{row.loan.due_at.isoformat()}",
                    words=_words(row), key=key, interaction=interaction, branch_id=row.branch_id,
                )  # fmt: skip
                outcomes.append(
                    RenewOutcome(
                        loan_id, RenewStatus.REQUESTED, title, author, repeated=asked.repeated, request=asked.number
                    )
                )
            return outcomes

        return await self._write(work)


def _words(row: LoanRow) -> str:
    title, _ = row.names
    barcode = row.item.barcode if row.item else ""
    return " · ".join(part for part in (title, barcode, f"{row.loan.due_at:%Y-%m-%d}") if part)
