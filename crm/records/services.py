"""Tables of the library's profile and events."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, flag, link
from crm.records.words import wordless

__all__ = ["LibraryEvent", "LibraryProfile"]


class LibraryProfile(Base):
    """The one row that describes the library as a whole."""

    __tablename__ = "library_profile"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("answer_days > 0", name="answer_days"),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=1)
    name_fa: Mapped[str]
    name_en: Mapped[str]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    currency: Mapped[str] = mapped_column(String(3), default="IRR", server_default=text("'IRR'"))
    answer_days: Mapped[int] = count(3)
    # Whom to call in an emergency, as it is dialled where the library is; the defaults are those of Iran.
    emergency_ambulance: Mapped[str] = mapped_column(String(20), default="115", server_default=text("'115'"))
    emergency_fire: Mapped[str] = mapped_column(String(20), default="125", server_default=text("'125'"))
    emergency_police: Mapped[str] = mapped_column(String(20), default="110", server_default=text("'110'"))
    # For who despairs, or is threatened at home; not every country has such a line.
    emergency_social: Mapped[str | None] = mapped_column(String(20), default="123", server_default=text("'123'"))
    guard_phone: Mapped[str | None] = mapped_column(String(40))
    # The made-up library of the demonstration.
    is_demo: Mapped[bool] = flag(False)


class LibraryEvent(Base):
    """One class, workshop, story hour or exhibition."""

    __tablename__ = "library_event"
    __table_args__ = (
        CheckConstraint("ends_at >= starts_at", name="span"),
        CheckConstraint("seats >= 0", name="seats"),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    title_fa: Mapped[str]
    title_en: Mapped[str]
    description_fa: Mapped[str | None]
    description_en: Mapped[str | None]
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL", index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    seats: Mapped[int | None]
    registration_fa: Mapped[str | None]
    registration_en: Mapped[str | None]
    # How often its time or its place became another.
    moves: Mapped[int] = count()
