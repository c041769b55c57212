"""Questions that the bot could not answer, gathered by their wording."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, one_of
from crm.records.values import LANGUAGES, QUESTION_STATUSES

__all__ = ["UnansweredQuestion"]


class UnansweredQuestion(Base):
    """Keep one cluster of unanswered questions: a masked sample and how often it came, no patron."""

    __tablename__ = "unanswered_question"
    __table_args__ = (
        one_of("status", QUESTION_STATUSES),
        one_of("language", LANGUAGES),
        CheckConstraint("occurrences > 0", name="occurrences"),
        UniqueConstraint("language", "cluster_key"),
        Index("ix_unanswered_question_status", "status", "occurrences"),
    )

    id: Mapped[Key]
    cluster_key: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    sample_redacted: Mapped[str]
    occurrences: Mapped[int] = count(1)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16), default="new", server_default=text("'new'"))
    answer_ref: Mapped[str | None]
    owner_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
