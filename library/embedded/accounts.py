"""Cards: their state, and what their holders owe."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from crm import records
from crm.errors import StoreBusy, StoreUnavailable
from crm.patrons.cards import verify_pin
from library.embedded.base import Branches, EmbeddedPart, local_date
from library.embedded.rules import ANY, CardStanding, RuleBook, days_charged, fines_refusal
from library.errors import IlsUnavailable
from library.reasons import Reason
from library.values import AccountBlock, AccountState, Fee, FeeAccount, FeeKind, LendingTerms, Money, Patron, Refusal

__all__ = ["Accounts", "masked_email", "masked_phone"]

_FINES = (
    select(records.Fine, records.Loan, records.Item, records.TitleRecord)
    .outerjoin(records.Loan, records.Loan.id == records.Fine.loan_id)
    .outerjoin(records.Item, records.Item.id == records.Loan.item_id)
    .outerjoin(records.TitleRecord, records.TitleRecord.id == records.Item.title_id)
    .where(records.Fine.patron_id == bindparam("patron"), records.Fine.closed_at.is_(None))
    .order_by(records.Fine.assessed_at, records.Fine.id)
)
# What a renewal charged was for the days before it.
_CHARGED = (
    select(func.coalesce(func.sum(records.Fine.amount_minor), 0))
    .where(
        records.Fine.loan_id == records.Loan.id,
        records.Fine.kind == FeeKind.OVERDUE,
        records.Fine.assessed_at >= records.Loan.due_at,
    )
    .correlate(records.Loan)
    .scalar_subquery()
)
_LATE = (
    select(records.Loan, records.Item.item_type, records.TitleRecord.title, _CHARGED)
    .join(records.Item, records.Item.id == records.Loan.item_id)
    .join(records.TitleRecord, records.TitleRecord.id == records.Item.title_id)
    .where(
        records.Loan.patron_id == bindparam("patron"),
        records.Loan.returned_at.is_(None),
        records.Loan.due_at < bindparam("now"),
    )
    .order_by(records.Loan.due_at, records.Loan.id)
)


class Accounts(EmbeddedPart):
    """Card holders, and what is on their cards."""

    async def authenticate(self, card: str, pin: str) -> Patron | None:
        """Find the patron of a card and PIN; None when they do not belong together.

        Raises IlsUnavailable when it cannot be asked.
        """
        if not card.strip() or not pin.strip():
            return None
        try:
            found = await verify_pin(self._store, card, pin)
        except (StoreBusy, StoreUnavailable) as error:
            raise IlsUnavailable(str(error)) from error
        return await self.patron(found.id) if found else None

    async def patron(self, patron_id: int) -> Patron | None:
        """Describe a patron."""

        def look(session: Session) -> Patron | None:
            row = self._patron(session, patron_id)
            return None if row is None else _patron(row, self._places(session))

        return await self._read(look)

    async def account(self, patron_id: int) -> AccountState | None:
        """Describe a patron's card: expiry, blocks, counts and what is owed."""

        def look(session: Session) -> AccountState | None:
            row = self._patron(session, patron_id)
            if row is None:
                return None
            loan, hold, contact = records.Loan, records.Hold, records.ContactPoint
            standing = self._standing(session, row)
            out = select(func.count()).where(loan.patron_id == patron_id, loan.returned_at.is_(None))
            held = select(func.count()).where(hold.patron_id == patron_id, hold.closed_at.is_(None))
            addresses = {
                point.kind: point.value
                for point in session.scalars(
                    select(contact).where(contact.patron_id == patron_id).order_by(contact.is_primary)
                )
            }
            return AccountState(
                patron=_patron(row, self._places(session)),
                expired=standing.expired,
                restricted=standing.restricted,
                blocks=self._blocks(session, row, standing),
                loans=session.scalar(out) or 0,
                overdue=session.scalar(out.where(loan.due_at < self._clock.now())) or 0,
                holds=session.scalar(held) or 0,
                holds_ready=session.scalar(held.where(hold.status == "ready")) or 0,
                balance=standing.owed,
                email_masked=masked_email(addresses.get("email")),
                phone_masked=masked_phone(addresses.get("phone")),
            )

        return await self._read(look)

    async def fees(self, patron_id: int) -> FeeAccount:
        """Say what a patron owes and what for, the oldest debt first."""

        def look(session: Session) -> FeeAccount:
            rows = session.execute(_FINES, {"patron": patron_id}).all()
            places, rules = self._places(session), self._rules(session)
            lines = []
            for row, of_loan, of_item, of_title in rows:
                left = row.amount_minor - row.paid_minor - row.waived_minor
                if left <= 0:
                    continue
                zone = places.zone(of_loan.branch_id if of_loan else None)
                late = per_day = None
                if row.kind == FeeKind.OVERDUE and of_loan is not None:
                    until = of_loan.returned_at or row.assessed_at
                    rule = rules.rule(of_loan.patron_category, of_item.item_type if of_item else "book")
                    each = rule.fine_per_day_minor if rule else 0
                    late = (local_date(until, zone) - local_date(of_loan.due_at, zone)).days
                    # Charged by a renewal, which moved the due date: the days are those that were charged.
                    late = (
                        late if late > 0 and late * each == row.amount_minor else days_charged(row.amount_minor, each)
                    )
                    per_day = Money(each, row.currency) if late else None
                lines.append(
                    Fee(
                        id=row.ils_fine_id,
                        kind=FeeKind(row.kind),
                        amount=Money(row.amount_minor, row.currency),
                        outstanding=Money(left, row.currency),
                        title=of_title.title if of_title else None,
                        days_late=late,
                        per_day=per_day,
                        assessed=local_date(row.assessed_at, zone),
                        paid=Money(row.paid_minor, row.currency),
                        waived=Money(row.waived_minor, row.currency),
                    )
                )
            patron = self._patron(session, patron_id)
            currency = self._currency(session)
            limit = rules.fines_limit(patron.category if patron else None)
            return FeeAccount(
                balance=Money(sum(line.outstanding.minor for line in lines), currency),
                lines=tuple(lines),
                limit_to_renew=None if limit is None else Money(limit, currency),
                running=self._running(session, patron_id, places, rules),
            )

        return await self._read(look)

    async def lending_terms(self, patron_id: int | None = None) -> list[LendingTerms]:
        """List what is lent and on which terms: to a patron, or (None) to every category there is."""

        def look(session: Session) -> list[LendingTerms]:
            rules = self._rules(session)
            if patron_id is None:
                return [_terms(rule, rule.patron_category, rule.item_type) for rule in rules.all()]
            patron = self._patron(session, patron_id)
            category = patron.category if patron else None
            return [_terms(rule, category or ANY, kind) for kind, rule in rules.of(category).items()]

        return await self._read(look)

    def _running(self, session: Session, patron_id: int, places: Branches, rules: RuleBook) -> tuple[Fee, ...]:
        """Count by the rules what lateness has come to, loan by loan, less what was charged since its due day."""
        now = self._clock.now()
        rows = session.execute(_LATE, {"patron": patron_id, "now": now}).all()
        running = []
        for row, item_type, name, before in rows:
            zone = places.zone(row.branch_id)
            late = (local_date(now, zone) - local_date(row.due_at, zone)).days
            rule = rules.rule(row.patron_category, item_type)
            if rule is None or (left := late * rule.fine_per_day_minor - int(before)) <= 0:
                continue
            amount, per_day = Money(left, rule.currency), Money(rule.fine_per_day_minor, rule.currency)
            running.append(
                Fee(row.ils_loan_id, FeeKind.OVERDUE, amount, amount, name, late, per_day, local_date(now, zone))
            )
        return tuple(running)

    def _blocks(self, session: Session, row: records.Patron, standing: CardStanding) -> tuple[AccountBlock, ...]:
        blocks = []
        if standing.restricted:
            blocks.append(
                AccountBlock(
                    Refusal(Reason.RESTRICTED),
                    note_fa=row.restriction_reason_fa or "",
                    note_en=row.restriction_reason_en or "",
                )
            )
        if standing.expired:
            blocks.append(AccountBlock(Refusal(Reason.CARD_EXPIRED)))
        limit = self._rules(session).fines_limit(row.category)
        if limit is not None and (refusal := fines_refusal(standing, limit)):
            blocks.append(AccountBlock(refusal))
        return tuple(blocks)


def _terms(rule: records.LoanRule, category: str, item_type: str) -> LendingTerms:
    return LendingTerms(
        category=category,
        item_type=item_type,
        loan_days=rule.loan_days,
        max_loans=rule.max_loans,
        max_renewals=rule.max_renewals if rule.is_renewable else 0,
        per_day=Money(rule.fine_per_day_minor, rule.currency),
        max_holds=rule.max_holds,
        hold_shelf_days=rule.hold_shelf_days,
        renew_window_days=rule.renew_window_days,
        late_renewal_days=rule.max_overdue_days_to_renew,
        debt_limit=Money(rule.max_fines_minor_to_renew, rule.currency),
    )


def _patron(row: records.Patron, places: Branches) -> Patron:
    zone = places.zone(row.home_branch_id)
    return Patron(
        id=row.id,
        name=row.display_name or "",
        card_masked=f"••••{row.card_last4}" if row.card_last4 else "",
        category=row.category or "",
        language=row.locale,
        home_branch=places.ref(row.home_branch_id),
        expires=local_date(row.expires_at, zone) if row.expires_at else None,
    )


def masked_email(address: str | None) -> str | None:
    """Show of an e-mail address what its owner knows it by."""
    if not address or "@" not in address:
        return None
    name, _, host = address.partition("@")
    return f"{name[:1]}•••@{host}"


def masked_phone(number: str | None) -> str | None:
    """Show the last digits of a telephone number."""
    digits = "".join(sign for sign in number or "" if sign.isdigit())
    return f"•••{digits[-3:]}" if len(digits) >= 7 else None
