"""Tables of who acts for which child, how far, and until when; and of the ages that the library has set for that."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, link, one_of, where
from crm.records.values import CHILD_ALLOWS, GUARDIANSHIP_ENDS
from crm.records.words import wordless

__all__ = ["GuardianRules", "Guardianship"]


class Guardianship(Base):
    """A guardian of a child, as the desk has set it and the child allows; it ends, and is not deleted, when it is over.

    It goes with either of the two when they are erased.
    """

    __tablename__ = "guardianship"
    __table_args__ = (
        one_of("child_allows", CHILD_ALLOWS),
        one_of("end_reason", GUARDIANSHIP_ENDS),
        CheckConstraint("guardian_id <> child_id", name="two"),
        CheckConstraint("sees_loans OR sees_holds", name="sees"),
        CheckConstraint("sees_loans OR NOT renews", name="renews_what_is_seen"),
        CheckConstraint("sees_loans OR NOT reminds", name="reminds_of_what_is_seen"),
        CheckConstraint("child_said_at IS NOT NULL OR child_allows = 'all'", name="child_said"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended"),
        # Whoever sets it twice at the same moment sets it once.
        Index("uq_guardianship_running", "guardian_id", "child_id", unique=True, **where("ended_at IS NULL")),
        Index("ix_guardianship_child", "child_id"),
        {"info": wordless("who may see and do what, until when; no words")},
    )

    id: Mapped[Key]
    guardian_id: Mapped[int] = link("patron.id", "CASCADE", index=True)
    child_id: Mapped[int] = link("patron.id", "CASCADE")
    # What the desk allows: loans with their due dates, reservations, and renewing.
    sees_loans: Mapped[bool] = flag(True)
    sees_holds: Mapped[bool] = flag(True)
    renews: Mapped[bool] = flag(True)
    # Whether the guardian has asked to be reminded of the child's due dates, where they are reminded of their own.
    reminds: Mapped[bool] = flag(False)
    # What the child has made of it, and when; it outlives an end and a new beginning.
    child_allows: Mapped[str] = mapped_column(String(8), default="all", server_default=text("'all'"))
    child_said_at: Mapped[datetime | None]
    # When the child was told of it in a chat.
    child_told_at: Mapped[datetime | None]
    last_day: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(8))
    ended_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")


class GuardianRules(Base):
    """The ages that the library has set: when guardianship ends, and from when on a child has a say. One row."""

    __tablename__ = "guardian_rules"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("until_age BETWEEN 1 AND 25", name="until_age"),
        CheckConstraint("say_age BETWEEN 0 AND until_age", name="say_age"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    until_age: Mapped[int] = mapped_column(SmallInteger)
    say_age: Mapped[int] = mapped_column(SmallInteger)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
