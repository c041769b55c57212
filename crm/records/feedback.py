"""Table of thumbs on answers and conversations."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link, where
from crm.records.words import TALKS, erased

__all__ = ["Feedback"]


class Feedback(Base):
    """One thumb, up (1) or down (-1); one per message."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("message_id IS NOT NULL OR interaction_id IS NOT NULL", name="about_something"),
        CheckConstraint("value IN (-1, 1)", name="value"),
        Index(
            "uq_feedback_message",
            "message_id",
            unique=True,
            **where("message_id IS NOT NULL"),
        ),
    )

    id: Mapped[Key]
    message_id: Mapped[int | None] = link("message.id", "CASCADE")
    interaction_id: Mapped[int | None] = link("interaction.id", "CASCADE", index=True)
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL", index=True)
    value: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str | None] = mapped_column(info=erased(TALKS, "learning.erase_comments"))
    comment: Mapped[str | None] = mapped_column(info=erased(TALKS, "learning.erase_comments"))
    created_at: Mapped[datetime]
