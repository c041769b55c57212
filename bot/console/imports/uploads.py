"""Files that were uploaded for an import, kept until they are imported or for a day; and harvests that were begun."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from bot.importing.leftovers import PREFIX, drop_old
from bot.importing.reports import ReportFile
from crm.actor import Actor
from crm.database.store import Store
from library.errors import ImportRefused, LibraryError
from library.imports import ImportOutcome, ImportResult, Source, detected, import_catalogue, import_table
from library.imports import Mapping as Reading
from library.imports.headings import CATALOGUE, CIRCULATION, PATRONS
from library.imports.loading import Progress
from library.imports.oai.access import OaiAccess
from library.imports.outcome import Report
from library.imports.record import CatalogueRecord
from library.imports.sources import TABLES, records_of
from library.imports.tables import Row, open_table
from protocol.home import Home

__all__ = ["FIELDS", "Upload", "begin", "begin_harvest", "find", "finished", "first_rows", "keep", "read_as"]

FIELDS: Mapping[str, Mapping[str, str]] = {"catalogue": CATALOGUE, "patrons": PATRONS, **CIRCULATION}
Work = Callable[[Report | None, Progress], Awaitable[ImportResult]]
_AT_ONCE = 4 * 1024 * 1024
# What ends a record of MARC, begins one of MARCXML, and ends a row.
_MARC, _XML, _ROW = b"\x1d", re.compile(rb"<(?:\w{1,20}:)?record[\s>]"), b"\n"
ROWS_SHOWN = 5

# By a name that nobody can guess; a gateway that starts anew knows none, and the files go within a day.
_UPLOADS: dict[str, Upload] = {}


@dataclass(slots=True)
class Upload:
    """One file, what is to be done with it, and how far that is."""

    token: str
    kind: Any  # one of FIELDS
    name: str
    path: Path
    # Of a table.
    headings: Sequence[str] = ()
    is_table: bool = False
    # Of a table in XML: which element is a row.
    rows_at: str | None = None
    # What somebody says that its letters are written in, where that is not seen.
    encoding: str | None = None
    # What was chosen on the page when it was tried last, by the names of the form's fields.
    chosen: Mapping[str, Any] = field(default_factory=dict)
    # About how many records or rows there are; 0 where nobody can tell.
    total: int = 0
    outcome: ImportOutcome | None = None
    refused: ImportRefused | None = None
    is_dry: bool = True
    run_id: int | None = None
    broke_off: bool = False
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_running(self) -> bool:
        """Tell whether it is being read now."""
        return self.task is not None and not self.task.done()

    @property
    def done(self) -> int:
        """Give how many of the records were read, never more than there are."""
        return min(self.total, self.outcome.counts["read"]) if self.outcome is not None else 0

    @property
    def source(self) -> Source:
        """Give it as imports take it."""
        return Source(self.name, self.path)


def find(token: str) -> Upload | None:
    """Find an upload that is still there."""
    found = _UPLOADS.get(token)
    return found if found is not None and found.path.is_file() else None


async def keep(kind: str, name: str, path: Path) -> Upload:
    """Keep a file where it lies; raises ImportRefused, and deletes it, if nothing of it can be read."""
    upload = Upload(path.name.removeprefix(PREFIX), kind, name, path)
    try:
        await drop_old(path.parent)
        _forget_gone()
        await asyncio.to_thread(_look, upload)
    except BaseException:
        await asyncio.to_thread(path.unlink, missing_ok=True)
        raise
    _UPLOADS[upload.token] = upload
    return upload


def _look(upload: Upload) -> None:
    """See what a file is, and read it once to count what is in it."""
    reading = Reading(encoding=upload.encoding)
    upload.is_table = upload.kind != "catalogue" or detected(upload.source) in TABLES
    if upload.is_table:
        table = open_table(upload.path, upload.name, FIELDS[upload.kind], reading)
        upload.headings, upload.rows_at, upload.total = table.headings, table.rows_at, table.total
    upload.total = upload.total or _counted(upload.path)


async def read_as(upload: Upload, encoding: str | None) -> None:
    """Look at a file anew, its letters written otherwise; raises ImportRefused, and leaves it as it was read."""
    before, upload.encoding = upload.encoding, encoding
    try:
        await asyncio.to_thread(_look, upload)
    except ImportRefused:
        upload.encoding = before
        await asyncio.to_thread(_look, upload)
        raise


def first_rows(upload: Upload, mapping: Reading) -> tuple[dict[str, int], list[list[str]], list[CatalogueRecord]]:
    """Give which field each column is, the first rows of a table, or the first titles of MARC records."""
    if not upload.is_table:
        records = (one for one in records_of(upload.source, mapping) if isinstance(one, CatalogueRecord))
        return {}, [], list(islice((one for one in records if not one.deleted), ROWS_SHOWN))
    table = open_table(upload.path, upload.name, FIELDS[upload.kind], mapping)
    whole = {f"column {place}": place for place in range(len(table.headings))}
    columns, table.columns = table.columns, whole
    rows = (row for row in table.rows() if isinstance(row, Row))
    return columns, [[row[name] for name in whole] for row in islice(rows, ROWS_SHOWN)], []


def begin(upload: Upload, store: Store, mapping: Reading, *, full: bool, dry_run: bool, by: Actor, home: Path) -> None:
    """Begin to import a file, or to try it."""

    async def work(report: Report | None, progress: Progress) -> ImportResult:
        common: dict[str, Any] = {"mapping": mapping, "full": full, "dry_run": dry_run, "by": by}
        if upload.kind == "catalogue":
            return await import_catalogue(store, [upload.source], **common, report=report, progress=progress)
        return await import_table(store, upload.kind, upload.source, **common, report=report, progress=progress)

    # What is worked at is no left-over of yesterday.
    os.utime(upload.path)
    _begin(upload, work, dry_run=dry_run, home=home)


def begin_harvest(
    access: OaiAccess, store: Store, mapping: Reading, *, whole: bool, dry_run: bool, by: Actor, home: Path
) -> Upload:
    """Begin to harvest a repository, or to try it; its page is that of a file."""
    token = secrets.token_urlsafe(12)
    upload = Upload(token, "catalogue", access.name, Home(home).imports / f"harvest-{token}")

    async def work(report: Report | None, progress: Progress) -> ImportResult:
        # Its library is loaded by those alone who have a repository.
        from library.imports.oai.harvesting import harvest

        common: dict[str, Any] = {"mapping": mapping, "whole": whole, "dry_run": dry_run, "by": by}
        return await harvest(store, access, **common, report=report, progress=progress)

    _UPLOADS[token] = upload
    _begin(upload, work, dry_run=dry_run, home=home)
    return upload


def _begin(upload: Upload, work: Work, *, dry_run: bool, home: Path) -> None:
    upload.outcome, upload.refused, upload.run_id, upload.is_dry = ImportOutcome(), None, None, dry_run
    upload.broke_off = False
    upload.task = asyncio.create_task(_run(upload, work, dry_run=dry_run, home=home))


async def _run(upload: Upload, work: Work, *, dry_run: bool, home: Path) -> None:
    report = ReportFile(Home(home).imports / f"{upload.kind}-{upload.token}.csv")

    def progress(outcome: ImportOutcome) -> None:
        upload.outcome = outcome

    done = False
    try:
        result = await work(None if dry_run else report.write, progress)
        upload.outcome, upload.run_id, done = result.outcome, result.run_id, True
    except ImportRefused as refused:
        upload.refused = refused
    except (LibraryError, OSError):
        upload.broke_off = True
    finally:
        report.close()
        upload.broke_off = upload.broke_off or not (done or upload.refused)
        if done and not dry_run:
            upload.path.unlink(missing_ok=True)


def _counted(path: Path) -> int:
    """Count what a file is made of: records of MARC or MARCXML, else lines below the headings."""
    marc = xml = rows = 0
    with path.open("rb") as file:
        while chunk := file.read(_AT_ONCE):
            marc += chunk.count(_MARC)
            xml += len(_XML.findall(chunk))
            rows += chunk.count(_ROW)
    return marc or xml or max(0, rows - 1)


def _forget_gone() -> None:
    for token in [token for token, upload in _UPLOADS.items() if not upload.is_running and not upload.path.is_file()]:
        del _UPLOADS[token]


def finished(token: str) -> Upload | None:
    """Find an upload that was imported, whose file is gone, or a harvest, which has none."""
    found = _UPLOADS.get(token)
    return found if found is not None and (found.is_running or found.outcome is not None or found.refused) else None
