"""A patron's loans: the server lists barcodes, and is asked about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crm.records import LoanRule
from library.embedded.base import HouseRules, local_date
from library.errors import IlsProtocolError
from library.reasons import Reason
from library.remote.own_copies import OwnCopy
from library.sip2.part import OwnPatron, Sip2Part, Standing, names_of
from library.sip2.reasons import known_hindrance
from library.sip2.wire import CHARGED, ItemRecord
from library.values import Loan, Refusal, RenewCheck

__all__ = ["Desk", "LentCopy", "Loans"]

_NO_SUCH = Refusal(Reason.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class LentCopy:
    """A copy that a patron has out: what the server says of it, and our catalogue."""

    barcode: str
    item: ItemRecord
    copy: OwnCopy | None

    @property
    def name(self) -> str:
        """Give the port's id of the loan."""
        return self.barcode

    @property
    def due(self) -> datetime:
        """Say until when it is; raises IlsProtocolError where the server does not."""
        if self.item.due is None:
            raise IlsProtocolError(
                "the server lists a loan without a due day (message 18, field AH)", nothing_done=True
            )
        return self.item.due

    @property
    def names(self) -> tuple[str, str]:
        """Give its title and author."""
        return names_of(self.copy, self.item)


@dataclass(frozen=True, slots=True)
class Desk:
    """What decisions on one patron's loans need."""

    own: OwnPatron
    house: HouseRules
    standing: Standing
    loans: tuple[LentCopy, ...]


class Loans(Sip2Part):
    """A patron's loans."""

    async def loans(self, patron_id: int) -> list[Loan]:
        """List what a patron has out, what is due first first; whether it may be renewed, only a renewal shows."""
        desk = await self._desk(patron_id)
        if desk is None:
            return []
        return sorted((self._loan(one, desk) for one in desk.loans), key=lambda loan: (loan.due, loan.id))

    async def check_renewal(self, patron_id: int, loan_ids: Sequence[str]) -> list[RenewCheck]:
        """Say for each loan, in order, what is known to be in the way of renewing it; the rest only a trial shows."""
        desk = await self._desk(patron_id, only=loan_ids)
        own = {one.barcode: one for one in desk.loans} if desk else {}
        return [
            RenewCheck(name, self._hindrance(own[name], desk) if desk and name in own else _NO_SUCH)
            for name in loan_ids
        ]

    async def _desk(self, patron_id: int, *, only: Sequence[str] | None = None) -> Desk | None:
        """Read a card and its loans, or of these the ones that are asked for."""
        own = await self._own(patron_id)
        if own is None:
            return None
        house = await self._house()
        standing = await self._standing_of(own, house)
        if standing is None:
            return None
        out = await self._terminal.listed(own.card, self._zone(house), CHARGED) if standing.record.charged else []
        wanted = out if only is None else [one for one in out if one in only]
        items, copies = await self._items(wanted, house), await self._copies(wanted)
        missing = [one for one in wanted if one not in items]
        if missing:
            # Told to be out a moment ago; a list of titles in place of barcodes looks like this too.
            raise IlsProtocolError(
                "the server does not know copies that it lists (field AU of message 64)", nothing_done=True
            )
        return Desk(own, house, standing, tuple(LentCopy(one, items[one], copies.get(one)) for one in wanted))

    def _loan(self, lent: LentCopy, desk: Desk) -> Loan:
        places = desk.house.places
        branch = lent.copy.branch_id if lent.copy else None
        due = lent.due
        zone = self._zone(desk.house)
        day, today = local_date(due, zone), self._today(places)
        title, author = lent.names
        refusal = self._hindrance(lent, desk)
        return Loan(
            id=lent.barcode,
            title=title,
            author=author,
            title_id=lent.copy.title_id if lent.copy else None,
            barcode=lent.barcode,
            item_type=lent.copy.item_type if lent.copy else "",
            branch=places.ref(branch),
            loaned=None,
            due=due,
            due_date=day,
            renewals=None,
            max_renewals=None,
            overdue=today > day,
            days_overdue=max(0, (today - day).days),
            renewable=False if refusal else None,
            refusal=refusal,
            waiting=lent.item.queue,
        )

    def _hindrance(self, lent: LentCopy, desk: Desk) -> Refusal | None:
        """Say what is known to be in the way of a renewal."""
        if not self._access.renewals:
            return Refusal(Reason.ONLINE_DISABLED)
        return known_hindrance(desk.standing, self._rule(lent, desk), lent.item.queue)

    def _rule(self, lent: LentCopy, desk: Desk) -> LoanRule | None:
        if lent.copy is None:
            return None
        return desk.house.rules.rule(desk.standing.record.category or desk.own.category, lent.copy.item_type)
