"""Tables of branches, their weekly hours and their closings."""

from datetime import date, time

from sqlalchemy import CheckConstraint, Float, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, link, where
from crm.records.words import wordless

__all__ = ["Branch", "BranchHours", "Closing"]


class Branch(Base):
    """One branch: its names, where it is, and the zone of its hours."""

    __tablename__ = "branch"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        Index(
            "uq_branch_main",
            "is_main",
            unique=True,
            **where("is_main"),
        ),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name_fa: Mapped[str]
    name_en: Mapped[str]
    address_fa: Mapped[str | None]
    address_en: Mapped[str | None]
    directions_fa: Mapped[str | None]
    directions_en: Mapped[str | None]
    phone: Mapped[str | None]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    time_zone: Mapped[str] = mapped_column(String(64), default="Asia/Tehran", server_default=text("'Asia/Tehran'"))
    # What the parts of a shelf mark name, "floor/shelf"; marks are told as they stand where it is not said.
    shelf_marks: Mapped[str | None] = mapped_column(String(40))
    is_main: Mapped[bool] = flag(False)


class BranchHours(Base):
    """One span in which a desk of a branch is open on a weekday (0 is Saturday, 6 is Friday)."""

    __tablename__ = "branch_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("closes > opens", name="span"),
        UniqueConstraint("branch_id", "desk", "weekday", "opens"),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    branch_id: Mapped[int] = link("branch.id", "CASCADE")
    desk: Mapped[str] = mapped_column(String(32), default="library", server_default=text("'library'"))
    weekday: Mapped[int] = mapped_column(SmallInteger)
    opens: Mapped[time]
    closes: Mapped[time]


class Closing(Base):
    """Days on which one branch, or all of them, are closed or open at special hours."""

    __tablename__ = "closing"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("(opens IS NULL) = (closes IS NULL)", name="both_hours"),
        CheckConstraint("closes IS NULL OR closes > opens", name="span"),
        Index("ix_closing_days", "first_day", "last_day"),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    branch_id: Mapped[int | None] = link("branch.id", "CASCADE", index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    opens: Mapped[time | None]
    closes: Mapped[time | None]
    reason_fa: Mapped[str]
    reason_en: Mapped[str]
