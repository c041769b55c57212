"""Where staff are signed in, and how often signing in failed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, where

__all__ = ["StaffSession", "StaffThrottle"]


class StaffSession(Base):
    """Keep one browser in which a member of staff is signed in; the cookie's value is kept as a hash alone."""

    __tablename__ = "staff_session"
    __table_args__ = (Index("ix_staff_session_running", "staff_id", **where("ended_at IS NULL")),)

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int] = link("staff_user.id", "CASCADE")
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class StaffThrottle(Base):
    """Count the failed tries of one name or one address, kept as a hash."""

    __tablename__ = "staff_throttle"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    failures: Mapped[int] = count()
    first_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
