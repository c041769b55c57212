"""Renewals at FOLIO, of a copy and not of a loan: each sent once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from library.embedded.base import local_date
from library.errors import IlsProtocolError
from library.folio.client import Refusing
from library.folio.loans import Desk, LentItem, Loans
from library.folio.reasons import renewal_refusal
from library.folio.wire import moment_of
from library.reasons import Reason
from library.remote.renewing import RenewalRefused, RenewedByDueDay
from library.values import Refusal

__all__ = ["Renewals"]


class Renewals(Loans, RenewedByDueDay[LentItem, Desk]):
    """Renewals of loans; only what is on the patron's own account is asked for."""

    system = "folio"

    async def _renewal_desk(self, patron_id: int, loan_ids: Sequence[str]) -> Desk | None:
        return await self._desk(patron_id)

    async def _send_renewal(self, lent: LentItem, desk: Desk) -> datetime | None:
        try:
            renewed = await self._folio.renew(desk.own.external_id, lent.item_id or "")
        except Refusing as no:
            raise RenewalRefused(self._why_refused(no, lent, desk)) from no
        try:
            until = moment_of(renewed.due_date)
        except IlsProtocolError:
            return None
        # FOLIO renews no loan to a day that it had already: such an answer is looked into.
        return until if until > lent.due else None

    def _why_refused(self, no: Refusing, lent: LentItem, desk: Desk) -> Refusal:
        if no.status == 404:
            return Refusal(Reason.NOT_FOUND)
        zone = desk.house.places.zone(None)
        return renewal_refusal(
            no.words,
            desk.standing,
            self._rule(lent, desk),
            due=local_date(lent.due, zone),
            today=self._today(desk.house.places),
        )
