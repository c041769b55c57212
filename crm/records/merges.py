"""Tables of two records of one patron made one, and of every row that was moved, so that it can be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import KEY, Base, Json, Key, link, one_of, where
from crm.records.values import MERGE_STATES
from crm.records.words import PATRON, erased, wordless

__all__ = ["PatronMerge", "PatronMergeRow"]


class PatronMerge(Base):
    """What staff said of two records: that they are one patron's, that they were not after all, or never were."""

    __tablename__ = "patron_merge"
    __table_args__ = (
        one_of("state", MERGE_STATES),
        CheckConstraint("survivor_id <> merged_id", name="two"),
        CheckConstraint("(state = 'undone') = (undone_at IS NOT NULL)", name="undone"),
        # One record goes into one other, whoever merges it at the same moment.
        Index("uq_patron_merge_merged", "merged_id", unique=True, **where("state = 'merged'")),
    )

    id: Mapped[Key]
    survivor_id: Mapped[int] = link("patron.id", "CASCADE", index=True)
    merged_id: Mapped[int] = link("patron.id", "CASCADE", index=True)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(info=erased(PATRON, "patrons.erase_patron"))
    decided_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    decided_at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    undone_at: Mapped[datetime | None]


class PatronMergeRow(Base):
    """One column of one row that a merge changed: what stood there, and what the merge put there."""

    __tablename__ = "patron_merge_row"

    id: Mapped[Key]
    merge_id: Mapped[int] = link("patron_merge.id", "CASCADE", index=True)
    table_name: Mapped[str] = mapped_column(String(64), info=wordless("the name of a table"))
    row_id: Mapped[int] = mapped_column(KEY)
    column_name: Mapped[str] = mapped_column(String(64), info=wordless("the name of a column"))
    before: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(PATRON, "patrons.erase_patron"))
    after: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(PATRON, "patrons.erase_patron"))
