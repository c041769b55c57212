"""Tables of titles and their copies."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link, one_of
from crm.records.values import ITEM_STATUSES
from crm.records.words import wordless

__all__ = ["Item", "TitleRecord"]


class TitleRecord(Base):
    """One title; `search_norm` and `search_squash` hold folded text to search in."""

    __tablename__ = "title_record"
    __table_args__ = (
        Index("ix_title_record_added_at", "added_at"),
        Index("ix_title_record_work", "work"),
        {"info": wordless("the catalogue")},
    )

    id: Mapped[Key]
    ils_bib_id: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str]
    authors: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(String(8))
    subjects: Mapped[str | None]
    isbn: Mapped[str | None]
    publisher: Mapped[str | None]
    year: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(32), default="book", server_default=text("'book'"))
    # For whom it is, and from which age to which.
    audience: Mapped[str | None] = mapped_column(String(16))
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    # What it is, by the words of language/genres.py; several genres with a space between them.
    form: Mapped[str | None] = mapped_column(String(32))
    genres: Mapped[str | None]
    original_language: Mapped[str | None] = mapped_column(String(8))
    # Editions of one work, in whatever language and kind, have the same here.
    work: Mapped[str | None]
    pages: Mapped[int | None]
    series: Mapped[str | None]
    series_number: Mapped[int | None]
    summary: Mapped[str | None]
    call_number: Mapped[str | None]
    added_at: Mapped[datetime | None]
    search_norm: Mapped[str]
    search_squash: Mapped[str]


class Item(Base):
    """One copy of a title."""

    __tablename__ = "item"
    __table_args__ = (
        one_of("status", ITEM_STATUSES),
        {"info": wordless("the catalogue")},
    )

    id: Mapped[Key]
    title_id: Mapped[int] = link("title_record.id", "CASCADE", index=True)
    barcode: Mapped[str] = mapped_column(String(64), unique=True)
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL", index=True)
    status: Mapped[str] = mapped_column(String(16), default="available", server_default=text("'available'"))
    item_type: Mapped[str] = mapped_column(String(32), default="book", server_default=text("'book'"))
    call_number: Mapped[str | None]
    shelf: Mapped[str | None]
