"""Table of staff accounts."""

from datetime import datetime

from sqlalchemy import String, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, flag, link, one_of
from crm.records.values import LANGUAGES, STAFF_CALENDARS, STAFF_ROLES
from crm.records.words import wordless

__all__ = ["StaffUser"]


class StaffUser(Base):
    """One member of staff with a role."""

    __tablename__ = "staff_user"
    __table_args__ = (
        one_of("role", STAFF_ROLES),
        one_of("language", LANGUAGES),
        one_of("calendar", STAFF_CALENDARS),
        {"info": wordless("accounts of staff")},
    )

    id: Mapped[Key]
    username: Mapped[str] = mapped_column(String(64), unique=True)
    # By itself in every language that has none in `further_names`, which maps languages to names (staff_names.py).
    display_name: Mapped[str]
    further_names: Mapped[dict[str, str] | None] = mapped_column(Json)
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = flag(True)
    # Brought by a demonstration, whose passwords everybody knows; its own password takes the mark away.
    is_demo: Mapped[bool] = flag(False)
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    # How the console speaks to this person; without a calendar the language's own is used.
    language: Mapped[str] = mapped_column(String(2), default="fa", server_default=text("'fa'"))
    calendar: Mapped[str | None] = mapped_column(String(16))
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_confirmed_at: Mapped[datetime | None]
    # The number of the last time step a code was used for: no code works twice.
    totp_last_step: Mapped[int | None]
    last_sign_in_at: Mapped[datetime | None]
    # When a page of theirs last listened to the inbox: whoever listens is there, whether they write or read.
    present_at: Mapped[datetime | None]
    # Signed in, and not to be called for patrons just now; whoever signs in anew is there.
    is_away: Mapped[bool] = flag(False)
    created_at: Mapped[datetime]
