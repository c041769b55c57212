"""The loan desk: a patron's loans, the rules and the queue of holds, as renewals need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import records
from crm.library_info.directory import calendar_of
from library.embedded.base import Branches, EmbeddedPart, end_of_day, local_date
from library.embedded.rules import CardStanding, RenewalFacts, RuleBook, new_due_date, renewal_refusal
from library.reasons import Reason
from library.values import Refusal, RenewCheck

__all__ = ["Desk", "LoanDesk", "LoanRow"]


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
        loan, item, title = records.Loan, records.Item, records.TitleRecord
        query = (
            select(loan, item, title)
            .outerjoin(item, item.id == loan.item_id)
            .outerjoin(title, title.id == item.title_id)
            .where(loan.patron_id == patron_id)
        )
        if loan_ids is None:
            query = query.where(loan.returned_at.is_(None)).order_by(loan.due_at, loan.id)
        else:
            # One order for all, so that two calls never wait for each other in a circle.
            query = query.where(loan.ils_loan_id.in_(loan_ids)).order_by(loan.id).with_for_update(of=loan)
        return [LoanRow(*row) for row in (session.execute(query)).all()]

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
        hold, item = records.Hold, records.Item
        waiting = session.execute(
            select(hold.title_id, hold.item_id, func.count())
            .where(
                hold.title_id.in_(title_ids),
                hold.status == "requested",
                hold.closed_at.is_(None),
                hold.patron_id.is_distinct_from(patron_id),
            )
            .group_by(hold.title_id, hold.item_id)
        )
        on_title: dict[int, int] = {}
        on_item: dict[int, int] = {}
        for title_id, item_id, number in waiting:
            if item_id is None:
                on_title[title_id] = on_title.get(title_id, 0) + number
            else:
                on_item[item_id] = on_item.get(item_id, 0) + number
        free_rows = session.execute(
            select(item.title_id, func.count())
            .where(item.title_id.in_(on_title), item.status == "available")
            .group_by(item.title_id)
        )
        free: dict[int, int] = dict(row._tuple() for row in free_rows)
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
