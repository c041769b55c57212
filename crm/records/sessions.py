"""Where staff are signed in."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link, where

__all__ = ["StaffSession"]


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
