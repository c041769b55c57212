"""The loan desk: a patron's loans, the rules and the queue of holds, as renewals need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.upsert import table_of
from crm.library_info.directory import calendar_of
from library.embedded.base import Branches, EmbeddedPart, end_of_day, local_date
from library.embedded.rules import CardStanding, RenewalFacts, RuleBook, new_due_date, renewal_refusal
from library.reasons import Reason
from library.values import Refusal, RenewCheck

__all__ = ["Desk", "LoanDesk", "LoanRow"]

_LOANS = (
    select(records.Loan, records.Item, records.TitleRecord)
    .outerjoin(records.Item, records.Item.id == records.Loan.item_id)
    .outerjoin(records.TitleRecord, records.TitleRecord.id == records.Item.title_id)
    .where(records.Loan.patron_id == bindparam("patron"))
)
_OUT = _LOANS.where(records.Loan.returned_at.is_(None)).order_by(records.Loan.due_at, records.Loan.id)
# One order for all, so that two calls never wait for each other in a circle.
_NAMED = (
    _LOANS.where(records.Loan.ils_loan_id.in_(bindparam("wanted", expanding=True)))
    .order_by(records.Loan.id)
    .with_for_update(of=records.Loan)
)
_HOLD = table_of(records.Hold)
_ITEM = table_of(records.Item)
_OTHERS = (
    select(_HOLD.c.title_id, _HOLD.c.item_id, func.count())
    .where(
        _HOLD.c.title_id.in_(bindparam("titles", expanding=True)),
        _HOLD.c.status == "requested",
        _HOLD.c.closed_at.is_(None),
        _HOLD.c.patron_id.is_distinct_from(bindparam("patron")),
    )
    .group_by(_HOLD.c.title_id, _HOLD.c.item_id)
)
_FREE = (
    select(_ITEM.c.title_id, func.count())
    .where(_ITEM.c.title_id.in_(bindparam("titles", expanding=True)), _ITEM.c.status == "available")
    .group_by(_ITEM.c.title_id)
)


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan with its copy and its title, either of which may be gone."""

    loan: records.Loan
    item: records.Item | None
    title: records.TitleRecord | None

    @property
    def branch_id(self) -> int | None:
        """The branch that lent it."""
        return self.loan.branch_id or (self.item.branch_id if self.item else None)

    @property
    def item_type(self) -> str:
        """The type its rule goes by."""
        return self.item.item_type if self.item else "book"

    @property
    def names(self) -> tuple[str, str]:
        """The title and its author."""
        return (self.title.title, self.title.authors or "") if self.title else ("", "")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that decisions on one patron's loans need, read once."""

    patron: records.Patron
    places: Branches
    rules: RuleBook
    standing: CardStanding
    waited_for: dict[int, int]  # how many others need the copy, by the loan


class LoanDesk(EmbeddedPart):
    """Reads loans, and decides on renewing them."""

    def _rows(self, session: Session, patron_id: int, *, loan_ids: Sequence[str] | None = None) -> list[LoanRow]:
        """Read a patron's open loans; or those named, returned ones too, locked for writing."""
        if loan_ids is None:
            found = session.execute(_OUT, {"patron": patron_id})
        else:
            found = session.execute(_NAMED, {"patron": patron_id, "wanted": list(loan_ids)})
        return [LoanRow(*row) for row in found.all()]

    def _desk(self, session: Session, patron: records.Patron, rows: list[LoanRow]) -> Desk:
        return Desk(
            patron=patron,
            places=self._places(session),
            rules=self._rules(session),
            standing=self._standing(session, patron),
            waited_for=self._waited_for(session, patron.id, rows),
        )

    def _waited_for(self, session: Session, patron_id: int, rows: list[LoanRow]) -> dict[int, int]:
        """Count who waits for each loan that others wait for: more of them than copies of the title stand free."""
        title_ids = {row.title.id for row in rows if row.title}
        if not title_ids:
            return {}
        waiting = session.execute(_OTHERS, {"titles": list(title_ids), "patron": patron_id})
        on_title: dict[int, int] = {}
        on_item: dict[int, int] = {}
        for title_id, item_id, number in waiting:
            if item_id is None:
                on_title[title_id] = on_title.get(title_id, 0) + number
            else:
                on_item[item_id] = on_item.get(item_id, 0) + number
        free: dict[int, int] = {}
        if on_title:
            free = dict(session.execute(_FREE, {"titles": list(on_title)}).all())
        found: dict[int, int] = {}
        for row in rows:
            own = on_item.get(row.item.id, 0) if row.item else 0
            others = on_title.get(row.title.id, 0) if row.title else 0
            if own or (row.title and others > free.get(row.title.id, 0)):
                found[row.loan.id] = own + others
        return found

    def _check(self, session: Session, row: LoanRow, desk: Desk) -> RenewCheck:
        zone = desk.places.zone(row.branch_id)
        today = local_date(self._clock.now(), zone)
        due = local_date(row.loan.due_at, zone)
        rule = desk.rules.rule(desk.patron.category, row.item_type)
        refusal = self._refusal(row, desk, today, due)
        if refusal or rule is None:
            return RenewCheck(row.loan.ils_loan_id, refusal or Refusal(Reason.NOT_RENEWABLE))
        calendar = calendar_of(session, row.branch_id)
        day = calendar.open_day(new_due_date(due, today, rule))
        return RenewCheck(row.loan.ils_loan_id, new_due=end_of_day(day, zone), new_due_date=day)

    def _refusal(self, row: LoanRow, desk: Desk, today: date, due: date) -> Refusal | None:
        facts = RenewalFacts(
            today=today,
            due=due,
            renewals=row.loan.renewal_count,
            others_wait=row.loan.id in desk.waited_for,
            standing=desk.standing,
        )
        return renewal_refusal(facts, desk.rules.rule(desk.patron.category, row.item_type))
