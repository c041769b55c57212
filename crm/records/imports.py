"""Tables of imports: what was brought in, what that changed, and which row stands for which record elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import KEY, Base, Json, Key, count, flag, link, one_of, where
from crm.records.values import IMPORT_CHANGES, IMPORT_KINDS, IMPORT_STATES, UPLOAD_STATES
from crm.records.words import PATRON, erased, wordless

__all__ = [
    "CatalogueState",
    "Harvest",
    "HarvestedRecord",
    "ImportChange",
    "ImportRun",
    "ImportUpload",
    "ImportedRecord",
]


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


class ImportUpload(Base):
    """A file that was uploaded for an import, or a harvest that somebody began: what was chosen, and how far it is.

    The file itself lies beside (bot.importing.uploaded). All of it goes within a day.
    """

    __tablename__ = "import_upload"
    __table_args__ = (
        one_of("kind", IMPORT_KINDS),
        one_of("state", UPLOAD_STATES),
        {
            "info": wordless(
                "counts, which lines were wrong, and what heads the columns of a file of staff's, which is a row of it "
                "where it has no heads: for a day, and in no backup"
            )
        },
    )

    id: Mapped[Key]
    # Its address, which nobody can guess.
    token: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(100))
    # Not of a harvest, and of an upload until it is imported.
    has_file: Mapped[bool] = flag(True)
    # Of a table: what heads its columns, and in XML which element is a row.
    is_table: Mapped[bool] = flag(False)
    headings: Mapped[list[str]] = mapped_column(Json)
    rows_at: Mapped[str | None]
    # What somebody says that its letters are written in, where that is not seen.
    encoding: Mapped[str | None] = mapped_column(String(40))
    # What was chosen on the page when it was tried last, by the names of the form's fields.
    chosen: Mapped[dict[str, Any]] = mapped_column(Json)
    # About how many records or rows there are; 0 where nobody can tell.
    total: Mapped[int] = count(0)
    state: Mapped[str] = mapped_column(String(16))
    is_dry: Mapped[bool] = flag(True)
    # The process that reads it, of those on one store (crm.database.instances).
    holder: Mapped[str | None] = mapped_column(String(36))
    counts: Mapped[dict[str, Any]] = mapped_column(Json)
    # The first of what was wrong, and why it was refused: a code, and what stands in its sentence.
    problems: Mapped[list[Any]] = mapped_column(Json)
    refusal: Mapped[dict[str, Any] | None] = mapped_column(Json)
    run_id: Mapped[int | None] = link("import_run.id", "SET NULL")
    # When somebody last did something with it.
    seen_at: Mapped[datetime] = mapped_column(index=True)


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


class Harvest(Base):
    """How far a repository was harvested by OAI-PMH: moments are the repository's own, as it writes them."""

    __tablename__ = "harvest"
    __table_args__ = (
        UniqueConstraint("url", "prefix", "set_spec", name="uq_harvest_source"),
        CheckConstraint("token IS NULL OR began IS NOT NULL", name="token_of_one_under_way"),
        CheckConstraint("round >= 0", name="round"),
        {"info": wordless("the address of a catalogue, its own moments and tokens, and why it did not answer")},
    )

    id: Mapped[Key]
    url: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(String(64))
    set_spec: Mapped[str] = mapped_column(String(255))
    # Everything until then is here; and until when it was before the last run.
    until: Mapped[str | None] = mapped_column(String(32))
    before: Mapped[str | None] = mapped_column(String(32))
    # Of a harvest that is not at its end: where it goes on, when it began, and whether it asked for everything.
    token: Mapped[str | None] = mapped_column(Text)
    began: Mapped[str | None] = mapped_column(String(32))
    is_whole: Mapped[bool] = flag(False)
    # Whether it began where what is here ends: only then is everything here at its end.
    reaches: Mapped[bool] = flag(True)
    round: Mapped[int] = count(0)
    run_id: Mapped[int | None] = link("import_run.id", "SET NULL")
    tried_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    # Why the last one did not come to its end: a code, and what stands in its sentence.
    problem: Mapped[dict[str, Any] | None] = mapped_column(Json)


class HarvestedRecord(Base):
    """Which record stood behind an identifier of a repository: of what is deleted there, only that is told."""

    __tablename__ = "harvested_record"
    __table_args__ = (Index("ix_harvested_record_key", "key"), {"info": wordless("names and numbers of titles")})

    harvest_id: Mapped[int] = mapped_column(
        KEY, ForeignKey("harvest.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    identifier: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    # The round in which it was delivered last, and whether as deleted.
    round: Mapped[int] = count(0)
    is_gone: Mapped[bool] = flag(False)


class CatalogueState(Base):
    """The number of changes to the titles: who holds an index of them sees by it that it is old."""

    __tablename__ = "catalogue_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = count(0)
