"""Table of who is written to when patrons wait and nobody of the staff is there."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, link, one_of
from crm.records.values import LANGUAGES
from crm.records.words import wordless

__all__ = ["InboxMail"]


class InboxMail(Base):
    """The address of the library's that is written to, at most once in so many minutes. One row, or none."""

    __tablename__ = "inbox_mail"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("quiet_minutes BETWEEN 10 AND 1440", name="quiet_minutes"),
        one_of("language", LANGUAGES),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(254), info=wordless("an address of the library’s own"))
    language: Mapped[str] = mapped_column(String(2))
    quiet_minutes: Mapped[int] = mapped_column(SmallInteger)
    sent_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
