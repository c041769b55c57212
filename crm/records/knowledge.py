"""Tables of what the library tells: facts, its documents with their passages, and vectors of their texts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, count, link, one_of
from crm.records.values import LANGUAGES
from crm.records.words import wordless

__all__ = ["Document", "Fact", "KnowledgeState", "Passage", "SentenceVector"]


class Fact(Base):
    """The answer to one question, in both languages; the topic is the name of the intent that asks for it."""

    __tablename__ = "fact"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from", name="validity"),
        Index("ix_fact_topic", "topic", "position"),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    topic: Mapped[str] = mapped_column(String(64))
    branch_id: Mapped[int | None] = link("branch.id", "CASCADE", index=True)
    # Whom it is for, where it is not for everybody.
    audience: Mapped[str | None] = mapped_column(String(32))
    question_fa: Mapped[str]
    question_en: Mapped[str]
    text_fa: Mapped[str]
    text_en: Mapped[str]
    # Other words in which it is asked for, of either language.
    also: Mapped[str | None]
    link: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    position: Mapped[int] = count(0)


class Document(Base):
    """A page or a file that the library has given; its passages are shown word for word."""

    __tablename__ = "document"
    __table_args__ = (
        one_of("language", LANGUAGES),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    # The name of the file: giving the same once more replaces it.
    name: Mapped[str] = mapped_column(String(200), unique=True)
    title: Mapped[str]
    link: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    added_at: Mapped[datetime]


class Passage(Base):
    """A part of a document under one heading, short enough for one message."""

    __tablename__ = "passage"
    __table_args__ = (
        Index("uq_passage_document_id_position", "document_id", "position", unique=True),
        {"info": wordless("what the library tells of itself")},
    )

    id: Mapped[Key]
    document_id: Mapped[int] = link("document.id", "CASCADE")
    position: Mapped[int] = mapped_column(Integer)
    heading: Mapped[str]
    text: Mapped[str]


class SentenceVector(Base):
    """The vector of a text that is searched, by the text's digest: 384 numbers of 16 bits."""

    __tablename__ = "sentence_vector"
    __table_args__ = ({"info": wordless("vectors of what the library tells of itself")},)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class KnowledgeState(Base):
    """The one row that counts changes of facts, documents and vectors: what was read before is old then."""

    __tablename__ = "knowledge_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=1)
    version: Mapped[int] = count(0)
