"""Tables of what patrons said they like to read, and of the new titles that met it."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, link, one_of
from crm.records.values import INTEREST_TERMS, LANGUAGES
from crm.records.words import PATRON, erased

__all__ = ["Interest", "InterestTerm", "TitleMatch"]


class Interest(Base):
    """One thing that a patron said they like, and wished to be kept; never drawn from what they borrowed."""

    __tablename__ = "interest"
    __table_args__ = (
        one_of("language", LANGUAGES),
        # Said again in whatever words, it is the same one.
        UniqueConstraint("patron_id", "key"),
    )

    id: Mapped[Key]
    patron_id: Mapped[int] = link("patron.id", "CASCADE")
    # As the patron said it, to be shown to them.
    words: Mapped[str] = mapped_column(String(120), info=erased(PATRON, "patrons.erase_patron"))
    # Its terms in one text.
    key: Mapped[str] = mapped_column(String(400), info=erased(PATRON, "patrons.erase_patron"))
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime]


class InterestTerm(Base):
    """One condition that a title has to meet for an interest: a genre, an author, a language, a word of its subject."""

    __tablename__ = "interest_term"
    __table_args__ = (one_of("kind", INTEREST_TERMS), Index("ix_interest_term_value", "kind", "value"))

    interest_id: Mapped[int] = link("interest.id", "CASCADE", primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True, info=erased(PATRON, "patrons.erase_patron"))


class TitleMatch(Base):
    """One new title that met an interest of a patron: found once, whichever of their interests it meets."""

    __tablename__ = "title_match"
    __table_args__ = (
        UniqueConstraint("patron_id", "title_id"),
        Index("ix_title_match_title", "title_id"),
        Index("ix_title_match_interest", "interest_id"),
    )

    id: Mapped[Key]
    patron_id: Mapped[int] = link("patron.id", "CASCADE")
    title_id: Mapped[int] = link("title_record.id", "CASCADE")
    # None once the patron has given the interest up: the title is not brought up again for another one.
    interest_id: Mapped[int | None] = link("interest.id", "SET NULL")
    matched_at: Mapped[datetime]
