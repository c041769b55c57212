"""Tables of the library's choices about patrons' data: how long what is kept, and reports of what was erased."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, flag, link, one_of
from crm.records.values import HISTORY_MODES, RETENTIONS
from crm.records.words import wordless

__all__ = ["PrivacyMode", "RetentionPeriod", "RetentionRun"]


class PrivacyMode(Base):
    """The library's one choice about what its patrons have borrowed; without a row the default holds."""

    __tablename__ = "privacy_mode"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), one_of("history", HISTORY_MODES))

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    history: Mapped[str] = mapped_column(String(16))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")


class RetentionPeriod(Base):
    """How many days something is kept, where the library has chosen otherwise than by default."""

    __tablename__ = "retention_period"
    __table_args__ = (one_of("what", RETENTIONS), CheckConstraint("days BETWEEN 1 AND 36500", name="days"))

    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    days: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")


class RetentionRun(Base):
    """One round of erasure, or a trial of one: the periods that held, and how much of each was older."""

    __tablename__ = "retention_run"
    __table_args__ = (
        Index("ix_retention_run_ran_at", "ran_at"),
        {"info": wordless("numbers of days and counts, by period")},
    )

    id: Mapped[Key]
    ran_at: Mapped[datetime]
    is_dry: Mapped[bool] = flag(False)
    # None: the gateway's own round.
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    periods: Mapped[dict[str, int]] = mapped_column(Json)
    counts: Mapped[dict[str, int]] = mapped_column(Json)
