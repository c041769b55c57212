"""Tables of loan rules, loans, renewals, holds and fines."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, count, flag, link, one_of, where
from crm.records.values import FINE_KINDS, HOLD_REQUESTS, HOLD_RESULTS, HOLD_STATUSES, RENEWAL_RESULTS
from crm.records.words import TALKS, erased, wordless

__all__ = ["Fine", "Hold", "HoldAttempt", "Loan", "LoanRule", "RenewalAttempt"]


class LoanRule(Base):
    """What one category of patron may do with one type of item."""

    __tablename__ = "loan_rule"
    __table_args__ = (
        CheckConstraint("loan_days > 0 AND max_loans >= 0 AND max_renewals >= 0", name="limits"),
        CheckConstraint("renew_window_days IS NULL OR renew_window_days >= 0", name="renew_window"),
        CheckConstraint(
            "max_overdue_days_to_renew >= 0 AND fine_per_day_minor >= 0 AND max_fines_minor_to_renew >= 0",
            name="fines",
        ),
        CheckConstraint("hold_shelf_days > 0 AND max_holds >= 0", name="holds"),
        UniqueConstraint("patron_category", "item_type"),
        {"info": wordless("the library's rules")},
    )

    id: Mapped[Key]
    patron_category: Mapped[str] = mapped_column(String(32))
    item_type: Mapped[str] = mapped_column(String(32))
    loan_days: Mapped[int]
    max_loans: Mapped[int]
    max_renewals: Mapped[int]
    # The earliest renewal is this many days before the due date; NULL is any time.
    renew_window_days: Mapped[int | None]
    max_overdue_days_to_renew: Mapped[int] = count()
    fine_per_day_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    currency: Mapped[str] = mapped_column(String(3), default="IRR", server_default=text("'IRR'"))
    max_fines_minor_to_renew: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    is_renewable: Mapped[bool] = flag(True)
    hold_shelf_days: Mapped[int] = count(3)
    max_holds: Mapped[int] = count(5)


class Loan(Base):
    """One loan; the patron can be forgotten while the circulation count stays."""

    __tablename__ = "loan"
    __table_args__ = (
        CheckConstraint("anonymised_at IS NULL OR patron_id IS NULL", name="anonymised"),
        CheckConstraint("returned_at IS NULL OR returned_at >= loaned_at", name="returned"),
        CheckConstraint("renewal_count >= 0", name="renewal_count"),
        Index(
            "uq_loan_item_out",
            "item_id",
            unique=True,
            **where("returned_at IS NULL AND item_id IS NOT NULL"),
        ),
        Index("ix_loan_due_at", "due_at"),
        Index("ix_loan_patron", "patron_id", "returned_at"),
    )

    id: Mapped[Key]
    ils_loan_id: Mapped[str] = mapped_column(String(64), unique=True, info=wordless("a number of the library system"))
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    item_id: Mapped[int | None] = link("item.id", "SET NULL")
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    patron_category: Mapped[str | None] = mapped_column(String(32), info=wordless("a category"))
    loaned_at: Mapped[datetime]
    due_at: Mapped[datetime]
    returned_at: Mapped[datetime | None]
    anonymised_at: Mapped[datetime | None]
    renewal_count: Mapped[int] = count()
    synced_at: Mapped[datetime]


class RenewalAttempt(Base):
    """One attempt to renew, with its result; one key is one attempt, however often it is retried."""

    __tablename__ = "renewal_attempt"
    __table_args__ = (
        one_of("result", RENEWAL_RESULTS),
        CheckConstraint("(result = 'succeeded') = (new_due_at IS NOT NULL)", name="new_due"),
        CheckConstraint("result = 'succeeded' OR reason_code IS NOT NULL", name="reason"),
        Index("ix_renewal_attempt_requested", "requested_at", "result"),
        Index("ix_renewal_attempt_interaction", "interaction_id", **where("interaction_id IS NOT NULL")),
        Index("ix_renewal_attempt_old_due", "old_due_at", **where("old_due_at IS NOT NULL")),
    )

    id: Mapped[Key]
    loan_id: Mapped[int] = link("loan.id", "CASCADE", index=True)
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL")
    idempotency_key: Mapped[str] = mapped_column(
        String(200), unique=True, info=erased(TALKS, "conversations.erase_talks")
    )
    result: Mapped[str] = mapped_column(String(16))
    reason_code: Mapped[str | None] = mapped_column(String(32), info=wordless("a code"))
    # The whole refusal as it was answered: what it names (a date, a limit, a debt) may be other by now.
    refusal: Mapped[dict[str, Any] | None] = mapped_column(Json, info=wordless("a code, a date, numbers and sums"))
    # What was charged for lateness then, as it was answered: its fine may be paid or changed by now.
    charged: Mapped[dict[str, Any] | None] = mapped_column(Json, info=wordless("a sum"))
    requested_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    # The due date that a success has moved, None of those from before it was kept; and the new one.
    old_due_at: Mapped[datetime | None]
    new_due_at: Mapped[datetime | None]


class Hold(Base):
    """One hold; the interaction shows which came through a chat."""

    __tablename__ = "hold"
    __table_args__ = (
        one_of("status", HOLD_STATUSES),
        CheckConstraint("queue_position IS NULL OR queue_position > 0", name="queue_position"),
        Index(
            "uq_hold_patron_title",
            "patron_id",
            "title_id",
            unique=True,
            **where("closed_at IS NULL AND patron_id IS NOT NULL"),
        ),
        Index("ix_hold_queue", "title_id", "status", "placed_at"),
        Index("ix_hold_patron", "patron_id", "closed_at"),
        Index("ix_hold_interaction", "interaction_id", **where("interaction_id IS NOT NULL")),
    )

    id: Mapped[Key]
    ils_hold_id: Mapped[str] = mapped_column(String(64), unique=True, info=wordless("a number of the library system"))
    idempotency_key: Mapped[str | None] = mapped_column(
        String(200), unique=True, info=erased(TALKS, "conversations.erase_talks")
    )
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    title_id: Mapped[int] = link("title_record.id", "CASCADE")
    item_id: Mapped[int | None] = link("item.id", "SET NULL")
    pickup_branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    status: Mapped[str] = mapped_column(String(16), default="requested", server_default=text("'requested'"))
    queue_position: Mapped[int | None] = mapped_column(Integer)
    placed_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    ready_until: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL")


class HoldAttempt(Base):
    """One attempt to place or to move a hold that left no hold with its key: what was refused, and what was moved."""

    __tablename__ = "hold_attempt"
    __table_args__ = (
        one_of("kind", HOLD_REQUESTS),
        one_of("result", HOLD_RESULTS),
        CheckConstraint("(result = 'refused') = (reason_code IS NOT NULL)", name="reason"),
    )

    id: Mapped[Key]
    idempotency_key: Mapped[str] = mapped_column(String(200), unique=True, info=wordless("a hash; kept for a week"))
    kind: Mapped[str] = mapped_column(String(16))
    # None for a title that a library system elsewhere has, and our catalogue has not.
    title_id: Mapped[int | None] = link("title_record.id", "CASCADE", index=True)
    interaction_id: Mapped[int | None] = link("interaction.id", "CASCADE", index=True)
    result: Mapped[str] = mapped_column(String(16))
    reason_code: Mapped[str | None] = mapped_column(String(32), info=wordless("a code"))
    # The whole refusal as it was answered: what it names (a date, a limit, a debt) may be other by now.
    refusal: Mapped[dict[str, Any] | None] = mapped_column(Json, info=wordless("a code, dates, numbers and sums"))
    requested_at: Mapped[datetime] = mapped_column(index=True)


class Fine(Base):
    """One fine in minor units of its currency."""

    __tablename__ = "fine"
    __table_args__ = (
        one_of("kind", FINE_KINDS),
        CheckConstraint(
            "amount_minor >= 0 AND paid_minor >= 0 AND waived_minor >= 0 AND paid_minor + waived_minor <= amount_minor",
            name="amounts",
        ),
        Index("ix_fine_patron", "patron_id", "closed_at"),
        Index("ix_fine_loan", "loan_id"),
    )

    id: Mapped[Key]
    ils_fine_id: Mapped[str] = mapped_column(String(64), unique=True, info=wordless("a number of the library system"))
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    loan_id: Mapped[int | None] = link("loan.id", "SET NULL")
    kind: Mapped[str] = mapped_column(String(16))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    paid_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    waived_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    currency: Mapped[str] = mapped_column(String(3), info=wordless("a currency"))
    assessed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
