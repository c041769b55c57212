"""Tables of turns to review, verdicts on them, and proposed examples."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Float, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, flag, link, one_of, where
from crm.records.values import LANGUAGES, PROPOSAL_ORIGINS, PROPOSAL_STATES, REVIEW_REASONS
from crm.records.words import TALKS, erased, wordless

__all__ = ["ExampleProposal", "ReviewItem", "ReviewVerdict"]


class ReviewItem(Base):
    """One turn to be reviewed, by the patron's message; `needs` is the number of reviewers."""

    __tablename__ = "review_item"
    __table_args__ = (
        one_of("reason", REVIEW_REASONS),
        CheckConstraint("needs IN (1, 2)", name="needs"),
        Index("ix_review_item_waiting", "weight", **where("done_at IS NULL")),
        Index("ix_review_item_done", "done_at", **where("done_at IS NOT NULL")),
    )

    id: Mapped[Key]
    message_id: Mapped[int] = link("message.id", "CASCADE", unique=True)
    reason: Mapped[str] = mapped_column(String(16))
    weight: Mapped[float] = mapped_column(Float)
    needs: Mapped[int] = mapped_column(SmallInteger, default=1, server_default=text("1"))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class ReviewVerdict(Base):
    """One reviewer's verdict on one turn."""

    __tablename__ = "review_verdict"
    __table_args__ = (UniqueConstraint("item_id", "staff_id"),)

    id: Mapped[Key]
    item_id: Mapped[int] = link("review_item.id", "CASCADE")
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL", index=True)
    is_right: Mapped[bool]
    # What was read is right, and the answer was no help all the same.
    is_useless: Mapped[bool] = flag(False)
    # The right intent: what was read when `is_right`.
    intent: Mapped[str | None] = mapped_column(String(64), info=wordless("the name of an intent"))
    entities: Mapped[list[dict[str, Any]] | None] = mapped_column(Json, info=erased(TALKS, "conversations.erase_talks"))
    note: Mapped[str | None] = mapped_column(info=erased(TALKS, "conversations.erase_talks"))
    created_at: Mapped[datetime] = mapped_column(index=True)


class ExampleProposal(Base):
    """One masked utterance proposed as a training example, and where it comes from."""

    __tablename__ = "example_proposal"
    __table_args__ = (
        one_of("language", LANGUAGES),
        one_of("origin", PROPOSAL_ORIGINS),
        one_of("state", PROPOSAL_STATES),
        UniqueConstraint("language", "intent", "text"),
        Index("ix_example_proposal_state", "state", "created_at"),
    )

    id: Mapped[Key]
    language: Mapped[str] = mapped_column(String(2))
    intent: Mapped[str] = mapped_column(String(64), info=wordless("the name of an intent"))
    text: Mapped[str] = mapped_column(String(1000), info=erased(TALKS, "learning.erase_proposals"))
    origin: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default="proposed", server_default="proposed")
    review_item_id: Mapped[int | None] = link("review_item.id", "SET NULL")
    question_id: Mapped[int | None] = link("unanswered_question.id", "SET NULL")
    proposed_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    created_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(info=erased(TALKS, "learning.erase_proposals"))
