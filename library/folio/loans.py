"""A patron's loans: which there are and until when FOLIO tells; whether they may be renewed, only a renewal shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crm.records import LoanRule
from library.embedded.base import HouseRules, local_date
from library.folio.part import FolioPart, OwnPatron, Standing, one_type
from library.folio.reasons import known_hindrance
from library.folio.wire import Loan as LoanRecord
from library.folio.wire import moment_of
from library.reasons import Reason
from library.remote.plain import title_of
from library.values import Loan, Refusal, RenewCheck

__all__ = ["Desk", "LentItem", "Loans", "lent_of"]

_NO_SUCH = Refusal(Reason.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class LentItem:
    """A copy that a patron has out; without `item_id`, by which FOLIO renews, it can only be listed."""

    name: str
    item_id: str | None
    title_id: str | None
    title: str
    author: str
    item_type: str
    loaned: datetime
    due: datetime

    @property
    def names(self) -> tuple[str, str]:
        """Give its title and author."""
        return self.title, self.author


@dataclass(frozen=True, slots=True)
class Desk:
    """What decisions on one patron's loans need."""

    own: OwnPatron
    house: HouseRules
    standing: Standing
    loans: tuple[LentItem, ...]


class Loans(FolioPart):
    """A patron's loans."""

    async def loans(self, patron_id: int) -> list[Loan]:
        """List what a patron has out, what is due first first."""
        desk = await self._desk(patron_id)
        if desk is None:
            return []
        return sorted((self._loan(one, desk) for one in desk.loans), key=lambda loan: (loan.due, loan.id))

    async def check_renewal(self, patron_id: int, loan_ids: Sequence[str]) -> list[RenewCheck]:
        """Say for each loan, in order, what is known to be in the way of renewing it; the rest only a trial shows."""
        desk = await self._desk(patron_id)
        own = {one.name: one for one in desk.loans} if desk else {}
        return [
            RenewCheck(name, self._hindrance(own[name], desk) if desk and name in own else _NO_SUCH)
            for name in loan_ids
        ]

    async def _desk(self, patron_id: int) -> Desk | None:
        own = await self._asked_of(patron_id)
        if own is None:
            return None
        house = await self._house()
        account = await self._folio.account(own.external_id, loans=True)
        copies = await self._own_copies(one.item.instance_id for one in account.loans if one.item.instance_id)
        loans = [lent_of(one, one_type(copies, one.item.instance_id or "")) for one in account.loans]
        return Desk(own, house, self._standing_of(own, account, house), tuple(loans))

    def _loan(self, lent: LentItem, desk: Desk) -> Loan:
        zone = desk.house.places.zone(None)
        day, today = local_date(lent.due, zone), self._today(desk.house.places)
        refusal = self._hindrance(lent, desk)
        return Loan(
            id=lent.name,
            title=lent.title,
            author=lent.author,
            title_id=lent.title_id,
            barcode="",
            item_type=lent.item_type,
            branch=None,
            loaned=local_date(lent.loaned, zone),
            due=lent.due.astimezone(zone),
            due_date=day,
            renewals=None,
            max_renewals=None,
            overdue=today > day,
            days_overdue=max(0, (today - day).days),
            renewable=False if refusal else None,
            refusal=refusal,
        )

    def _hindrance(self, lent: LentItem, desk: Desk) -> Refusal | None:
        """Say what is known to be in the way of a renewal."""
        if not self._access.renewals:
            return Refusal(Reason.ONLINE_DISABLED)
        if lent.item_id is None:
            return Refusal(Reason.POLICY, raw_code="no item")
        most_debt = desk.house.rules.fines_limit(desk.own.category or None)
        return known_hindrance(desk.standing, self._rule(lent, desk), most_debt)

    def _rule(self, lent: LentItem, desk: Desk) -> LoanRule | None:
        return desk.house.rules.rule(desk.own.category or None, lent.item_type) if lent.item_type else None


def lent_of(loan: LoanRecord, item_type: str = "") -> LentItem:
    """Read a loan; of which type its copy is, our own catalogue knows."""
    due = moment_of(loan.due_date)
    return LentItem(
        name=loan.id or loan.item.item_id or f"{loan.item.instance_id}@{due:%Y%m%d%H%M}"[:58],
        item_id=loan.item.item_id,
        title_id=loan.item.instance_id,
        title=title_of(loan.item.title),
        author=title_of(loan.item.author),
        item_type=item_type,
        loaned=moment_of(loan.loan_date),
        due=due,
    )
