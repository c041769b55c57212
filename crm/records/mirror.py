"""Tables of the mirror: the least of loans and reservations at a library system elsewhere that notices need."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Key, flag, link, one_of
from crm.records.values import MIRROR_FAILURES, MIRRORED_KINDS
from crm.records.words import wordless

__all__ = ["MirrorRead", "Mirrored"]


class MirrorRead(Base):
    """When a patron who wants notices was last read at the library system, and when they are to be read again.

    It is there as long as they want any, and not when they were erased or made one with another.
    """

    __tablename__ = "mirror_read"
    __table_args__ = (
        one_of("failure", MIRROR_FAILURES),
        Index("ix_mirror_read_next_at", "next_at"),
        Index("ix_mirror_read_tried_at", "tried_at"),
        {"info": wordless("moments, and the name of a library system; no words")},
    )

    id: Mapped[Key]
    patron_id: Mapped[int] = link("patron.id", "CASCADE", unique=True)
    # Which library system was asked: of another one nothing is true.
    system: Mapped[str] = mapped_column(String(16))
    read_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    next_at: Mapped[datetime]
    # Why the last try came to nothing.
    failure: Mapped[str | None] = mapped_column(String(16))
    # Whether the system also says until when the card is valid.
    tells_card: Mapped[bool] = flag(False)


class Mirrored(Base):
    """A loan, or a reservation that is ready, as the library system had it when its patron was last read.

    Of what it is nothing is kept: no title, no copy.
    """

    __tablename__ = "mirrored"
    __table_args__ = (
        one_of("kind", MIRRORED_KINDS),
        UniqueConstraint("patron_id", "kind", "ref"),
        Index("ix_mirrored_due", "kind", "due_at"),
    )

    id: Mapped[Key]
    patron_id: Mapped[int] = link("patron.id", "CASCADE")
    kind: Mapped[str] = mapped_column(String(8))
    ref: Mapped[str] = mapped_column(String(96), info=wordless("a number of the library system"))
    # What notices call it by: a keyed hash, for the same copy may be lent to somebody else until the same day.
    name: Mapped[str] = mapped_column(String(40), info=wordless("a keyed hash"))
    # A loan's due date; the end of a reservation's last day, or, where the system tells none, when it was first seen.
    due_at: Mapped[datetime]
    has_last_day: Mapped[bool] = flag(True)
    # Where a reservation waits.
    branch_id: Mapped[int | None] = link("branch.id", "SET NULL")
    seen_at: Mapped[datetime]
