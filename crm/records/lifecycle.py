"""Tables of patrons' life cycle, and of what is done once a day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, one_of
from crm.records.values import DAILY_JOBS, LIFECYCLE_REASONS, LIFECYCLES
from crm.records.words import wordless

__all__ = ["DailyRun", "LifecycleEvent"]


class LifecycleEvent(Base):
    """One change of a patron's state, dated to when it came about; rows are only ever added.

    Of an erased patron the rows stay without the patron, so that what was counted stays true.
    """

    __tablename__ = "lifecycle_event"
    __table_args__ = (
        one_of("from_state", LIFECYCLES),
        one_of("to_state", LIFECYCLES),
        one_of("reason", LIFECYCLE_REASONS),
        CheckConstraint("from_state IS NULL OR from_state <> to_state", name="moves"),
        Index("ix_lifecycle_event_patron", "patron_id", "id"),
        Index("ix_lifecycle_event_occurred", "occurred_at", "to_state"),
        {"info": wordless("states and why they came about")},
    )

    id: Mapped[Key]
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    # NULL: nothing was known of the patron before.
    from_state: Mapped[str | None] = mapped_column(String(16))
    to_state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(16))
    occurred_at: Mapped[datetime]


class DailyRun(Base):
    """One day's run of a job: how far it has come, so that one that was cut off goes on there, and when it was done."""

    __tablename__ = "daily_run"
    __table_args__ = (
        one_of("job", DAILY_JOBS),
        CheckConstraint("reached >= 0 AND done >= 0", name="counters"),
        CheckConstraint("finished_at IS NULL OR finished_at >= started_at", name="finished_after_start"),
        UniqueConstraint("job", "day"),
        {"info": wordless("what the library's own jobs have done")},
    )

    id: Mapped[Key]
    job: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    # The last row that is done with, by its number.
    reached: Mapped[int] = count()
    done: Mapped[int] = count()
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
