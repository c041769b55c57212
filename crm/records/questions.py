"""Tables of unanswered questions, by wording and by group."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, count, link, one_of, where
from crm.records.values import LANGUAGES, QUESTION_STATUSES
from crm.records.words import TALKS, erased, wordless

__all__ = ["QuestionGroup", "QuestionSighting", "UnansweredQuestion"]


class QuestionGroup(Base):
    """One matter that patrons ask about in several wordings and languages, as staff work on it."""

    __tablename__ = "question_group"
    __table_args__ = (one_of("status", QUESTION_STATUSES), Index("ix_question_group_status", "status", "updated_at"))

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(info=erased(TALKS, "learning.erase_questions"))
    status: Mapped[str] = mapped_column(String(16), default="new", server_default=text("'new'"))
    owner_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    intent: Mapped[str | None] = mapped_column(String(64), info=wordless("names out of the model"))
    answer_name: Mapped[str | None] = mapped_column(String(128), info=wordless("names out of the model"))
    note: Mapped[str | None] = mapped_column(info=erased(TALKS, "learning.erase_questions"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    # How the wordings were read when they were last tried again: one row a wording.
    replay: Mapped[list[dict[str, Any]] | None] = mapped_column(Json, info=erased(TALKS, "learning.erase_questions"))


class UnansweredQuestion(Base):
    """One wording of unanswered questions: a masked sample and its count, no patron."""

    __tablename__ = "unanswered_question"
    __table_args__ = (
        one_of("status", QUESTION_STATUSES),
        one_of("language", LANGUAGES),
        CheckConstraint("occurrences > 0", name="occurrences"),
        UniqueConstraint("language", "cluster_key"),
        Index("ix_unanswered_question_status", "status", "occurrences"),
    )

    id: Mapped[Key]
    cluster_key: Mapped[str] = mapped_column(String(64), info=erased(TALKS, "learning.erase_questions"))
    language: Mapped[str] = mapped_column(String(2))
    sample_redacted: Mapped[str] = mapped_column(info=erased(TALKS, "learning.erase_questions"))
    occurrences: Mapped[int] = count(1)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16), default="new", server_default=text("'new'"))
    answer_ref: Mapped[str | None] = mapped_column(info=erased(TALKS, "learning.erase_questions"))
    owner_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    group_id: Mapped[int | None] = link("question_group.id", "SET NULL", index=True)
    # The sentence vector of the sample, by which wordings find their group.
    vector: Mapped[list[float] | None] = mapped_column(Json, info=erased(TALKS, "learning.erase_questions"))


class QuestionSighting(Base):
    """One occurrence of a question, for trends; of who asked, only the conversation."""

    __tablename__ = "question_sighting"
    __table_args__ = (
        Index("ix_question_sighting_question", "question_id", "seen_at"),
        # One message is one time, whoever counts it.
        Index("ix_question_sighting_interaction", "interaction_id", **where("interaction_id IS NOT NULL")),
        Index("uq_question_sighting_message", "message_id", unique=True, **where("message_id IS NOT NULL")),
    )

    id: Mapped[Key]
    question_id: Mapped[int] = link("unanswered_question.id", "CASCADE")
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL")
    message_id: Mapped[int | None] = link("message.id", "SET NULL")
    wording: Mapped[str] = mapped_column(info=erased(TALKS, "learning.erase_questions"))
    seen_at: Mapped[datetime] = mapped_column(index=True)
