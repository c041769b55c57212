"""Tables of what editors change (answers, training content, models), and of the daily figures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Float, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, count, link, one_of, where
from crm.records.values import ANSWER_STATES, CONTENT_CHANGES, LANGUAGES, MODEL_ORIGINS, MODEL_STATES, MODEL_WORK
from crm.records.words import TALKS, erased, wordless

__all__ = [
    "AnswerVersion",
    "ContentChange",
    "MetricDaily",
    "ModelPublication",
    "ModelVersion",
    "ModelWork",
    "SearchState",
]


class AnswerVersion(Base):
    """One version of an answer in both languages, and when it is in force."""

    __tablename__ = "answer_version"
    __table_args__ = (
        one_of("state", ANSWER_STATES),
        CheckConstraint("ends_at IS NULL OR starts_at IS NULL OR ends_at > starts_at", name="window"),
        CheckConstraint("version > 0", name="version"),
        UniqueConstraint("name", "version"),
        Index("ix_answer_version_published", "name", **where("state = 'published'")),
        {"info": wordless("the library's own answers, written by staff")},
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(128))
    version: Mapped[int]
    text_fa: Mapped[str]
    text_en: Mapped[str]
    buttons_fa: Mapped[list[dict[str, str]] | None] = mapped_column(Json)
    buttons_en: Mapped[list[dict[str, str]] | None] = mapped_column(Json)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(16), default="draft", server_default=text("'draft'"))
    restored_from: Mapped[int | None]
    note: Mapped[str | None]
    author_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    created_at: Mapped[datetime]


class ContentChange(Base):
    """One change of the training content; rows are only ever added."""

    __tablename__ = "content_change"
    __table_args__ = (
        one_of("kind", CONTENT_CHANGES),
        one_of("language", LANGUAGES),
        Index("ix_content_change_intent", "intent", "created_at"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(24))
    language: Mapped[str | None] = mapped_column(String(2))
    intent: Mapped[str | None] = mapped_column(String(64), info=wordless("the name of an intent"))
    text: Mapped[str | None] = mapped_column(info=erased(TALKS, "learning.erase_content_history"))
    detail: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(TALKS, "learning.erase_content_history"))
    staff_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    created_at: Mapped[datetime] = mapped_column(index=True)


class ModelVersion(Base):
    """One trained model: what it was built from, how it was tested, when it answered patrons."""

    __tablename__ = "model_version"
    __table_args__ = (
        one_of("origin", MODEL_ORIGINS),
        one_of("state", MODEL_STATES),
        Index("uq_model_version_published", "state", unique=True, **where("state = 'published'")),
        Index("uq_model_version_training", "state", unique=True, **where("state = 'training'")),
        Index("ix_model_version_state", "state", "created_at"),
    )

    id: Mapped[Key]
    inputs: Mapped[str] = mapped_column(String(64), info=wordless("a hash"))
    sha256: Mapped[str | None] = mapped_column(String(64), info=wordless("a hash"))
    file: Mapped[str | None] = mapped_column(info=wordless("the name of a file"))
    origin: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    # The process that trains it, of those on one store (crm.database.instances).
    holder: Mapped[str | None] = mapped_column(String(36), info=wordless("the name of a process of the service"))
    finished_at: Mapped[datetime | None]
    seconds: Mapped[float | None] = mapped_column(Float)
    log: Mapped[str | None] = mapped_column(info=wordless("the output of training"))
    report: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(TALKS, "saved_tests.erase_saved_tests"))
    note: Mapped[str | None] = mapped_column(info=wordless("what staff gave as a reason"))
    override_reason: Mapped[str | None] = mapped_column(info=wordless("what staff gave as a reason"))
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")


class ModelPublication(Base):
    """A model that is to answer patrons at every engine on the store; the newest row counts."""

    __tablename__ = "model_publication"
    __table_args__ = ({"info": wordless("hashes, and what staff gave as a reason")},)

    id: Mapped[Key]
    model_id: Mapped[int] = link("model_version.id", "CASCADE")
    # Hashes at that time: of the engine's code, and of the repository's own content.
    code: Mapped[str] = mapped_column(String(16))
    repository: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None]
    asked_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    asked_at: Mapped[datetime]


class ModelWork(Base):
    """A model that is being trained or tested: how far it is, for all who look on; gone when it is done."""

    __tablename__ = "model_work"
    __table_args__ = (
        one_of("kind", MODEL_WORK),
        {"info": wordless("the names of steps, and what the training said last, which quotes no message")},
    )

    id: Mapped[Key]
    model_id: Mapped[int] = link("model_version.id", "CASCADE", unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    # The process that is at it, of those on one store (crm.database.instances).
    holder: Mapped[str | None] = mapped_column(String(36))
    step: Mapped[str] = mapped_column(String(16))
    component: Mapped[str | None] = mapped_column(String(100))
    done: Mapped[int] = count(0)
    total: Mapped[int] = count(0)
    # The end of its log.
    lines: Mapped[list[str]] = mapped_column(Json)
    # Somebody wishes that it stops.
    cancel_asked_at: Mapped[datetime | None]
    cancel_asked_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")


class MetricDaily(Base):
    """One figure of one day, as numerator and denominator, so that it outlives the rows it was counted from."""

    __tablename__ = "metric_daily"
    __table_args__ = (
        UniqueConstraint("day", "metric", "dims_key", "definition_version"),
        Index("ix_metric_daily_metric", "metric", "day"),
    )

    id: Mapped[Key]
    day: Mapped[date]
    metric: Mapped[str] = mapped_column(String(64), info=wordless("names of figures"))
    dims_key: Mapped[str] = mapped_column(
        String(200), default="", server_default=text("''"), info=wordless("names of figures")
    )
    numerator: Mapped[float] = mapped_column(Float)
    denominator: Mapped[float | None] = mapped_column(Float)
    definition_version: Mapped[int] = count(1)
    computed_at: Mapped[datetime]


class SearchState(Base):
    """The last message whose words are in the search index."""

    __tablename__ = "search_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[Key]
    last_message_id: Mapped[int] = count()
