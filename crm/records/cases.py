"""Tables of cases and their history."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, one_of
from crm.records.values import (
    CASE_EVENTS,
    CASE_KINDS,
    CASE_PRIORITIES,
    CASE_RESOLUTIONS,
    CASE_STATUSES,
    LANGUAGES,
)
from crm.records.words import CASES, erased, wordless

__all__ = ["CaseEvent", "CaseHeard", "ServiceCase"]


class ServiceCase(Base):
    """One matter with a number; `contact` is the only place for how to reach its patron."""

    __tablename__ = "service_case"
    __table_args__ = (
        one_of("kind", CASE_KINDS),
        one_of("priority", CASE_PRIORITIES),
        one_of("resolution", CASE_RESOLUTIONS),
        one_of("status", CASE_STATUSES),
        one_of("language", LANGUAGES),
        CheckConstraint(
            "status <> 'closed' OR (closed_at IS NOT NULL AND resolution IS NOT NULL)",
            name="closed_has_resolution",
        ),
        CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", name="closed_after_opened"),
        Index("ix_service_case_queue", "status", "priority", "due_at"),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(40), unique=True, info=wordless("a number"))
    idempotency_key: Mapped[str | None] = mapped_column(
        String(200), unique=True, info=erased(CASES, "cases.erase_old_cases")
    )
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL", index=True)
    # The two tables point at each other; this key is the one that is added afterwards where that matters.
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL", use_alter=True, index=True)
    kind: Mapped[str] = mapped_column(String(24))
    category: Mapped[str | None] = mapped_column(String(64), info=wordless("a category"))
    status: Mapped[str] = mapped_column(String(16), default="new", server_default=text("'new'"))
    priority: Mapped[str] = mapped_column(String(8), default="normal", server_default=text("'normal'"))
    subject: Mapped[str] = mapped_column(info=erased(CASES, "cases.erase_old_cases"))
    description: Mapped[str | None] = mapped_column(info=erased(CASES, "cases.erase_old_cases"))
    contact: Mapped[str | None] = mapped_column(info=erased(CASES, "cases.erase_old_cases"))
    language: Mapped[str] = mapped_column(String(2), default="fa", server_default=text("'fa'"))
    assignee_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    resolution: Mapped[str | None] = mapped_column(String(16))
    opened_at: Mapped[datetime]
    ack_due_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reopen_count: Mapped[int] = count()
    version: Mapped[int] = count(1)


class CaseEvent(Base):
    """One change of a case; rows are only ever added."""

    __tablename__ = "case_event"
    __table_args__ = (one_of("kind", CASE_EVENTS), Index("ix_case_event_case", "case_id", "occurred_at"))

    id: Mapped[Key]
    case_id: Mapped[int] = link("service_case.id", "CASCADE")
    kind: Mapped[str] = mapped_column(String(16))
    from_value: Mapped[str | None] = mapped_column(info=wordless("states, channels and account names"))
    to_value: Mapped[str | None] = mapped_column(info=wordless("states, channels and account names"))
    note: Mapped[str | None] = mapped_column(info=erased(CASES, "cases.erase_old_cases"))
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    occurred_at: Mapped[datetime]


class CaseHeard(Base):
    """What one chat partner has heard of a case: the steps of its history up to one, so that nothing is told twice."""

    __tablename__ = "case_heard"
    __table_args__ = (UniqueConstraint("case_id", "identity_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = link("service_case.id", "CASCADE")
    identity_id: Mapped[int] = link("channel_identity.id", "CASCADE", index=True)
    upto: Mapped[int] = count()
    # When it last heard something new.
    heard_at: Mapped[datetime | None]
