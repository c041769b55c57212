"""Tables of staff sessions, failed staff sign-ins and recovery codes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, where
from crm.records.words import wordless

__all__ = ["StaffRecoveryCode", "StaffSession", "StaffSignInFailure"]


class StaffSession(Base):
    """One browser in which a member of staff is signed in; only the hash of the cookie's value."""

    __tablename__ = "staff_session"
    __table_args__ = (Index("ix_staff_session_running", "staff_id", **where("ended_at IS NULL")),)

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int] = link("staff_user.id", "CASCADE")
    csrf: Mapped[str] = mapped_column(String(64), info=wordless("a random token"))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class StaffSignInFailure(Base):
    """Failed sign-ins of one name from one network in one window of time.

    `name` is the account's, or a keyed hash when there is none; `told` is how many of them the audit trail names.
    """

    __tablename__ = "staff_sign_in_failure"
    __table_args__ = (
        UniqueConstraint("window_at", "action", "name", "address"),
        CheckConstraint("failures >= told AND told >= 0", name="told"),
        Index("ix_staff_sign_in_failure_first_at", "first_at"),
        {"info": wordless("an account's name or a keyed hash, and a network; kept for 30 days")},
    )

    id: Mapped[Key]
    window_at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    failures: Mapped[int] = count()
    told: Mapped[int] = count()
    first_at: Mapped[datetime]


class StaffRecoveryCode(Base):
    """One code that replaces the second step once, as a hash."""

    __tablename__ = "staff_recovery_code"
    __table_args__ = (Index("ix_staff_recovery_code_staff_id", "staff_id"),)

    id: Mapped[Key]
    staff_id: Mapped[int] = link("staff_user.id", "CASCADE")
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
