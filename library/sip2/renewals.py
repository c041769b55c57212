"""Renewals: each sent once, on a line seen alive, with the reason of a refusal found in what else the server says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from library.embedded.base import local_date
from library.errors import LibraryError
from library.remote.renewing import RenewalRefused, RenewedByDueDay
from library.sip2.loans import Desk, LentCopy, Loans
from library.sip2.reasons import renewal_refusal
from library.values import Refusal

__all__ = ["Renewals"]


class Renewals(Loans, RenewedByDueDay[LentCopy, Desk]):
    """Renewals of loans."""

    system = "sip2"

    async def _renewal_desk(self, patron_id: int, loan_ids: Sequence[str]) -> Desk | None:
        return await self._desk(patron_id, only=loan_ids)

    async def _send_renewal(self, lent: LentCopy, desk: Desk) -> datetime | None:
        answer = await self._terminal.renew(desk.own.card, lent.barcode, self._zone(desk.house))
        if not answer.is_renewed:
            raise RenewalRefused(await self._why_refused(lent, answer.words, desk))
        return answer.due

    async def _why_refused(self, lent: LentCopy, words: str, desk: Desk) -> Refusal:
        """Find the reason in what the server tells of card and copy now."""
        zone, standing, queue = self._zone(desk.house), desk.standing, lent.item.queue
        try:
            standing = await self._standing_of(desk.own, desk.house) or standing
            item = await self._terminal.item(lent.barcode, zone)
            queue = item.queue if item else queue
        except LibraryError:
            # The reason comes from what was known a moment ago.
            pass
        return renewal_refusal(
            standing,
            self._rule(lent, desk),
            queue,
            due=local_date(lent.due, zone),
            today=self._today(desk.house.places),
            words=words,
        )
