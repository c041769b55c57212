"""Table of who of the staff gets the monthly report by mail."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link
from crm.records.words import wordless

__all__ = ["ReportMail"]


class ReportMail(Base):
    """One member of staff's wish: the address, and the month (by its first day) that was taken last.

    `sent_month` is the one that a mail server has taken; where it is behind, the letter is handed over once more.
    """

    __tablename__ = "report_mail"
    __table_args__ = (
        CheckConstraint("sent_month IS NULL OR taken_month IS NOT NULL", name="taken"),
        {"info": wordless("an address of staff, chosen by themselves")},
    )

    id: Mapped[Key]
    staff_id: Mapped[int] = link("staff_user.id", "CASCADE", unique=True)
    address: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime]
    # Months that were over on this day, when it was chosen, are not sent.
    since: Mapped[date]
    taken_month: Mapped[date | None]
    taken_at: Mapped[datetime | None]
    sent_month: Mapped[date | None]
    # The one that no server took for good: the reader is told.
    refused_month: Mapped[date | None]
