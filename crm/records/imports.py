"""Tables of imports: what was brought in, what that changed, and which row stands for which record elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import KEY, Base, Json, Key, count, flag, link, one_of, where
from crm.records.values import IMPORT_CHANGES, IMPORT_KINDS, IMPORT_STATES
from crm.records.words import PATRON, erased, wordless

__all__ = ["CatalogueState", "ImportChange", "ImportRun", "ImportedRecord"]


class ImportRun(Base):
    """One import, from its beginning; of what patrons said or are called it holds nothing."""

    __tablename__ = "import_run"
    __table_args__ = (
        one_of("kind", IMPORT_KINDS),
        one_of("state", IMPORT_STATES),
        CheckConstraint("(state = 'running') = (finished_at IS NULL)", name="finished"),
        Index("ix_import_run_kind", "kind", "id"),
        # However many begin at once, one is under way.
        Index("uq_import_run_running", "state", unique=True, **where("state = 'running'")),
        {"info": wordless("names of files, an account, counts, and which lines were wrong")},
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(16))
    # The names of the files, without their folders.
    source: Mapped[str]
    is_full: Mapped[bool] = flag(False)
    state: Mapped[str] = mapped_column(String(16))
    started_by: Mapped[str] = mapped_column(String(100))
    started_at: Mapped[datetime]
    # When it last did something: one that stays silent has died.
    seen_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    # How old the data is: when the other system wrote it.
    data_as_of: Mapped[datetime]
    counts: Mapped[dict[str, Any]] = mapped_column(Json)
    # The first of what was wrong; all of it is in the report.
    problems: Mapped[list[Any]] = mapped_column(Json)


class ImportChange(Base):
    """One row that an import added, changed or deleted, as it was before; kept until the next import of its kind."""

    __tablename__ = "import_change"
    __table_args__ = (one_of("what", IMPORT_CHANGES),)

    id: Mapped[Key]
    run_id: Mapped[int] = link("import_run.id", "CASCADE", index=True)
    table_name: Mapped[str] = mapped_column(String(32), info=wordless("the name of a table"))
    row_id: Mapped[int] = mapped_column(KEY)
    what: Mapped[str] = mapped_column(String(8))
    before: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(PATRON, "patrons.erase_patron"))
    # What was written: what is another by now was changed by somebody since. None of what only imports write.
    after: Mapped[dict[str, Any] | None] = mapped_column(Json, info=erased(PATRON, "patrons.erase_patron"))
    # Whom it tells of: it goes when they are erased.
    patron_id: Mapped[int | None] = link("patron.id", "CASCADE", index=True)


class ImportedRecord(Base):
    """A record of another system, by its number there, with the digest of what was last read of it."""

    __tablename__ = "imported_record"
    __table_args__ = (Index("ix_imported_record_row", "kind", "row_id"),)

    kind: Mapped[str] = mapped_column(String(16), primary_key=True, info=wordless("a kind"))
    # Of a patron the keyed hash of the card, never the number.
    key: Mapped[str] = mapped_column(String(80), primary_key=True, info=wordless("a number, or a keyed hash of a card"))
    row_id: Mapped[int] = mapped_column(KEY)
    digest: Mapped[str] = mapped_column(String(64), info=wordless("a checksum"))
    changed_at: Mapped[datetime | None]
    patron_id: Mapped[int | None] = link("patron.id", "CASCADE", index=True)


class CatalogueState(Base):
    """The number of changes to the titles: who holds an index of them sees by it that it is old."""

    __tablename__ = "catalogue_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = count(0)
