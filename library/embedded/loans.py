"""Loans and renewals over the store's circulation tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import records
from crm.directory import calendar_of
from library.embedded.base import Base, Places, end_of_day, local_date
from library.embedded.rules import RenewalFacts, RuleBook, Standing, new_due_date, renewal_refusal
from library.reasons import Reason
from library.values import Loan, Money, RenewCheck, RenewOutcome, RenewStatus

__all__ = ["Loans"]


@dataclass(frozen=True, slots=True)
class Row:
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


@dataclass(frozen=True, slots=True)
class Desk:
    """All that deciding on one patron's loans needs, read once."""

    patron: records.Patron
    places: Places
    rules: RuleBook
    standing: Standing
    currency: str
    waited_for: frozenset[int]  # loans whose copy somebody else needs


class Loans(Base):
    """What a patron has out, and keeping it longer."""

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

    async def renew(
        self, patron_id: int, loan_ids: Sequence[str], *, key: str, conversation: str | None = None
    ) -> list[RenewOutcome]:
        """Renew loans; one outcome for each, in order, the same again for the same key."""

        def work(session: Session) -> list[RenewOutcome]:
            patron = self._patron(session, patron_id)
            if patron is None:
                return [_unknown(loan_id) for loan_id in loan_ids]
            # Locked before the attempts are read: the second of two equal calls sees the first's.
            rows = self._rows(session, patron_id, loan_ids=loan_ids)
            desk = self._desk(session, patron, rows)
            attempts = self._attempts(session, [f"{key}:{loan_id}" for loan_id in loan_ids])
            interaction_id = self._interaction(session, conversation)
            by_id = {row.loan.ils_loan_id: row for row in rows}
            outcomes = []
            for loan_id in loan_ids:
                row, attempt = by_id.get(loan_id), attempts.get(f"{key}:{loan_id}")
                if row is not None and attempt is not None:
                    outcomes.append(self._recorded(row, attempt, desk))
                elif row is None or row.loan.returned_at is not None:
                    outcomes.append(_unknown(loan_id))
                else:
                    outcome, attempt = self._renew(session, row, desk, f"{key}:{loan_id}", interaction_id)
                    attempts[attempt.idempotency_key] = attempt
                    outcomes.append(outcome)
            return outcomes

        return await self._write(work)

    def _renew(
        self, session: Session, row: Row, desk: Desk, key: str, interaction_id: int | None
    ) -> tuple[RenewOutcome, records.RenewalAttempt]:
        now = self._clock.now()
        check = self._check(session, row, desk)
        old_due = local_date(row.loan.due_at, desk.places.zone(row.branch_id))
        attempt = records.RenewalAttempt(
            loan_id=row.loan.id,
            interaction_id=interaction_id,
            idempotency_key=key,
            result="succeeded" if check.allowed else "refused",
            reason_code=None if check.reason is None else check.reason.value,
            requested_at=now,
            completed_at=now,
            new_due_at=check.new_due,
        )
        session.add(attempt)
        if check.new_due is not None:
            row.loan.due_at = check.new_due
            row.loan.renewal_count += 1
            row.loan.synced_at = now
            desk.patron.last_engaged_at = now
        title, author = _names(row)
        outcome = RenewOutcome(
            row.loan.ils_loan_id,
            RenewStatus.RENEWED if check.allowed else RenewStatus.REFUSED,
            title=title,
            author=author,
            new_due=check.new_due,
            new_due_date=check.new_due_date,
            old_due_date=old_due,
            reason=check.reason,
            earliest=check.earliest,
            limit=check.limit,
            amount=check.amount,
        )
        return outcome, attempt

    def _check(self, session: Session, row: Row, desk: Desk) -> RenewCheck:
        zone = desk.places.zone(row.branch_id)
        today = local_date(self._clock.now(), zone)
        due = local_date(row.loan.due_at, zone)
        rule = desk.rules.rule(desk.patron.category, row.item_type)
        refusal = self._refusal(row, desk, today, due)
        limit = rule.max_renewals if rule else None
        if refusal or rule is None:
            reason, earliest = refusal or (Reason.NOT_RENEWABLE, None)
            owed = Money(desk.standing.owed_minor, desk.currency)
            return RenewCheck(
                row.loan.ils_loan_id,
                allowed=False,
                reason=reason,
                earliest=earliest,
                current=row.loan.renewal_count,
                limit=limit,
                amount=owed if reason is Reason.FINES else None,
            )
        calendar = calendar_of(session, row.branch_id)
        day = calendar.open_day(new_due_date(due, today, rule))
        return RenewCheck(
            row.loan.ils_loan_id,
            allowed=True,
            current=row.loan.renewal_count,
            limit=limit,
            new_due=end_of_day(day, zone),
            new_due_date=day,
        )

    def _refusal(self, row: Row, desk: Desk, today: date, due: date) -> tuple[Reason, date | None] | None:
        facts = RenewalFacts(
            today=today,
            due=due,
            renewals=row.loan.renewal_count,
            others_wait=row.loan.id in desk.waited_for,
            standing=desk.standing,
        )
        return renewal_refusal(facts, desk.rules.rule(desk.patron.category, row.item_type))

    def _recorded(self, row: Row, attempt: records.RenewalAttempt, desk: Desk) -> RenewOutcome:
        zone = desk.places.zone(row.branch_id)
        title, author = _names(row)
        if attempt.new_due_at is not None:
            return RenewOutcome(
                row.loan.ils_loan_id,
                RenewStatus.RENEWED,
                title=title,
                author=author,
                new_due=attempt.new_due_at,
                new_due_date=local_date(attempt.new_due_at, zone),
                repeated=True,
            )
        code = attempt.reason_code or ""
        known = code in {reason.value for reason in Reason}
        reason = Reason(code) if known else Reason.POLICY
        today, due = local_date(attempt.requested_at, zone), local_date(row.loan.due_at, zone)
        again = self._refusal(row, desk, today, due) if reason is Reason.TOO_SOON else None
        rule = desk.rules.rule(desk.patron.category, row.item_type)
        return RenewOutcome(
            row.loan.ils_loan_id,
            RenewStatus.REFUSED,
            title=title,
            author=author,
            reason=reason,
            earliest=again[1] if again else None,
            limit=rule.max_renewals if rule else None,
            amount=Money(desk.standing.owed_minor, desk.currency) if reason is Reason.FINES else None,
            raw_code="" if known else code,
            repeated=True,
        )

    def _loan(self, row: Row, desk: Desk) -> Loan:
        zone = desk.places.zone(row.branch_id)
        now = self._clock.now()
        today, due = local_date(now, zone), local_date(row.loan.due_at, zone)
        refusal = self._refusal(row, desk, today, due)
        rule = desk.rules.rule(desk.patron.category, row.item_type)
        title, author = _names(row)
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
            reason=refusal[0] if refusal else None,
            earliest=refusal[1] if refusal else None,
        )

    def _rows(self, session: Session, patron_id: int, *, loan_ids: Sequence[str] | None = None) -> list[Row]:
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
        return [Row(*row) for row in (session.execute(query)).all()]

    def _attempts(self, session: Session, keys: list[str]) -> dict[str, records.RenewalAttempt]:
        attempt = records.RenewalAttempt
        found = session.scalars(select(attempt).where(attempt.idempotency_key.in_(keys)))
        return {row.idempotency_key: row for row in found}

    def _desk(self, session: Session, patron: records.Patron, rows: list[Row]) -> Desk:
        return Desk(
            patron=patron,
            places=self._places(session),
            rules=self._rules(session),
            standing=self._standing(session, patron),
            currency=self._currency(session),
            waited_for=self._waited_for(session, patron.id, rows),
        )

    def _waited_for(self, session: Session, patron_id: int, rows: list[Row]) -> frozenset[int]:
        """Find the loans that others wait for: more of them than copies of the title stand free."""
        title_ids = {row.title.id for row in rows if row.title}
        if not title_ids:
            return frozenset()
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
        on_item: set[int] = set()
        for title_id, item_id, number in waiting:
            if item_id is None:
                on_title[title_id] = on_title.get(title_id, 0) + number
            else:
                on_item.add(item_id)
        free_rows = session.execute(
            select(item.title_id, func.count())
            .where(item.title_id.in_(on_title), item.status == "available")
            .group_by(item.title_id)
        )
        free: dict[int, int] = dict(row._tuple() for row in free_rows)
        return frozenset(
            row.loan.id
            for row in rows
            if (row.item and row.item.id in on_item)
            or (row.title and on_title.get(row.title.id, 0) > free.get(row.title.id, 0))
        )


def _names(row: Row) -> tuple[str, str]:
    if row.title is None:
        return "", ""
    return row.title.title, row.title.authors or ""


def _unknown(loan_id: str) -> RenewOutcome:
    return RenewOutcome(loan_id, RenewStatus.NOT_FOUND, reason=Reason.NOT_FOUND)


def _unknown_check(loan_id: str) -> RenewCheck:
    return RenewCheck(loan_id, allowed=False, reason=Reason.NOT_FOUND)
