"""Tables of surveys, invitations and responses."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Float, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, flag, link, one_of, where
from crm.records.values import FOLLOW_UPS, LIFECYCLES, SURVEY_KINDS, SURVEY_SCALES, SURVEY_TRIGGERS
from crm.records.words import TALKS, erased, wordless

__all__ = ["Survey", "SurveyAnswer", "SurveyInvitation", "SurveyQuestion", "SurveyResponse"]


class Survey(Base):
    """One wording of a survey; a change of wording is a new version."""

    __tablename__ = "survey"
    __table_args__ = (
        one_of("kind", SURVEY_KINDS),
        one_of("trigger", SURVEY_TRIGGERS),
        CheckConstraint("sample_rate > 0 AND sample_rate <= 1", name="sample_rate"),
        CheckConstraint("cooldown_days >= 0", name="cooldown_days"),
        UniqueConstraint("code", "version"),
    )

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(64), info=wordless("the library's own surveys"))
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    trigger: Mapped[str] = mapped_column(String(24))
    cooldown_days: Mapped[int] = count()
    sample_rate: Mapped[float] = mapped_column(Float, default=1.0, server_default=text("1"))
    is_active: Mapped[bool] = flag(True)
    name_fa: Mapped[str | None] = mapped_column(info=wordless("the library's own surveys"))
    name_en: Mapped[str | None] = mapped_column(info=wordless("the library's own surveys"))
    # When this wording was made; NULL of one that came with the product.
    made_at: Mapped[datetime | None]
    # Who takes up what patrons were not content with; without one it is whoever has the least to do.
    owner_id: Mapped[int | None] = link("staff_user.id", "SET NULL")


class SurveyQuestion(Base):
    """One question of a survey."""

    __tablename__ = "survey_question"
    __table_args__ = (
        one_of("scale", SURVEY_SCALES),
        UniqueConstraint("survey_id", "code"),
        {"info": wordless("the library's own surveys")},
    )

    id: Mapped[Key]
    survey_id: Mapped[int] = link("survey.id", "CASCADE")
    code: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]
    prompt: Mapped[str]
    scale: Mapped[str] = mapped_column(String(8))
    dimension: Mapped[str | None] = mapped_column(String(64))
    # What patrons are asked; NULL where an answer of the bot's words it.
    text_fa: Mapped[str | None]
    text_en: Mapped[str | None]


class SurveyInvitation(Base):
    """One invitation: the denominator of the response rate.

    Not so of what nobody was asked for (`is_asked`): a score that somebody gave by themselves.
    """

    __tablename__ = "survey_invitation"
    __table_args__ = (
        Index("ix_survey_invitation_patron", "patron_id", "sent_at"),
        Index("ix_survey_invitation_identity", "identity_id", "sent_at"),
        Index("ix_survey_invitation_case", "case_id", **where("case_id IS NOT NULL")),
        Index(
            "uq_survey_invitation_interaction",
            "interaction_id",
            "survey_id",
            unique=True,
            **where("interaction_id IS NOT NULL"),
        ),
    )

    id: Mapped[Key]
    survey_id: Mapped[int] = link("survey.id", "CASCADE")
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    interaction_id: Mapped[int | None] = link("interaction.id", "SET NULL")
    case_id: Mapped[int | None] = link("service_case.id", "SET NULL")
    # The chat that was asked: whoever is nobody known is not asked again there either.
    identity_id: Mapped[int | None] = link("channel_identity.id", "SET NULL")
    is_asked: Mapped[bool] = flag(True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class SurveyResponse(Base):
    """One response to an invitation, with the patron if they are known."""

    __tablename__ = "survey_response"
    __table_args__ = (
        one_of("lifecycle_at_response", LIFECYCLES),
        one_of("follow_up", FOLLOW_UPS),
        Index("ix_survey_response_submitted", "survey_id", "submitted_at"),
    )

    id: Mapped[Key]
    survey_id: Mapped[int] = link("survey.id", "RESTRICT")
    invitation_id: Mapped[int | None] = link("survey_invitation.id", "SET NULL", unique=True)
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL", index=True)
    patron_category: Mapped[str | None] = mapped_column(String(32), info=wordless("a category"))
    lifecycle_at_response: Mapped[str | None] = mapped_column(String(16))
    submitted_at: Mapped[datetime]
    # Whether a librarian's word was offered after a low score, and the case that a yes opened.
    follow_up: Mapped[str | None] = mapped_column(String(16))
    case_id: Mapped[int | None] = link("service_case.id", "SET NULL", index=True)


class SurveyAnswer(Base):
    """One answer; for a gap question `score` is what was perceived."""

    __tablename__ = "survey_answer"
    __table_args__ = (
        CheckConstraint("(minimum IS NULL) = (desired IS NULL)", name="gap_pair"),
        CheckConstraint("minimum IS NULL OR (minimum BETWEEN 1 AND 9 AND desired BETWEEN 1 AND 9)", name="gap_range"),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        UniqueConstraint("response_id", "question_id"),
    )

    id: Mapped[Key]
    response_id: Mapped[int] = link("survey_response.id", "CASCADE")
    question_id: Mapped[int] = link("survey_question.id", "RESTRICT")
    score: Mapped[int | None] = mapped_column(SmallInteger)
    minimum: Mapped[int | None] = mapped_column(SmallInteger)
    desired: Mapped[int | None] = mapped_column(SmallInteger)
    comment: Mapped[str | None] = mapped_column(info=erased(TALKS, "learning.erase_comments"))
