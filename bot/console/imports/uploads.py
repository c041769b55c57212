"""Files that were uploaded for an import, looked at and begun; and harvests that are begun by hand.

What becomes of each stands in the store (library.imports.uploads), so that the page of every gateway shows it.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Mapping
from contextlib import AsyncExitStack
from itertools import islice
from pathlib import Path
from typing import Any

from bot.console.imports import running
from bot.importing import uploaded
from bot.importing.uploaded import PREFIX
from crm.actor import Actor
from crm.database.store import Store
from library.imports import ImportResult, Source, detected, import_catalogue, import_table
from library.imports import Mapping as Reading
from library.imports import uploads as kept
from library.imports.headings import CATALOGUE, CIRCULATION, PATRONS
from library.imports.loading import Progress
from library.imports.oai.access import OaiAccess
from library.imports.outcome import Report
from library.imports.record import CatalogueRecord
from library.imports.sources import TABLES, records_of
from library.imports.tables import Row, open_table
from library.imports.uploads import Looked, Upload

__all__ = ["FIELDS", "FirstRows", "begin", "begin_harvest", "find", "first_rows", "keep", "read_as"]

FIELDS: Mapping[str, Mapping[str, str]] = {"catalogue": CATALOGUE, "patrons": PATRONS, **CIRCULATION}
# Which field each column is, and the first rows of a table, or the first titles of MARC records.
FirstRows = tuple[dict[str, int], list[list[str]], list[CatalogueRecord]]
_AT_ONCE = 4 * 1024 * 1024
# What ends a record of MARC, begins one of MARCXML, and ends a row.
_MARC, _XML, _ROW = b"\x1d", re.compile(rb"<(?:\w{1,20}:)?record[\s>]"), b"\n"
ROWS_SHOWN = 5


async def find(store: Store, token: str) -> Upload | None:
    """Find an upload or a harvest; None for one that there is not any more."""
    return await kept.find(store, token, running.at_work())


async def keep(store: Store, home: Path, kind: str, name: str, path: Path) -> str:
    """Keep a file and give its token; raises ImportRefused, and deletes it, if nothing of it can be read."""
    token = path.name.removeprefix(PREFIX)
    try:
        await uploaded.forget_old(store, home)
        looked = await asyncio.to_thread(_look, kind, Source(name, path), None)
        await uploaded.keep(store, path)
        await kept.keep(store, token, kind, name, looked)
    except BaseException:
        await asyncio.to_thread(path.unlink, missing_ok=True)
        raise
    return token


async def read_as(store: Store, home: Path, upload: Upload, encoding: str | None, chosen: Mapping[str, Any]) -> None:
    """Look at a file anew, its letters written otherwise.

    Raises ImportRefused, and leaves it as it was read, and FileRefused when it is gone.
    """
    async with uploaded.lent(store, home, upload.token) as path:
        looked = await asyncio.to_thread(_look, upload.kind, Source(upload.name, path), encoding)
    await kept.looked_anew(store, upload.token, encoding, looked, chosen)


async def first_rows(store: Store, home: Path, upload: Upload, mapping: Reading) -> FirstRows:
    """Give what a file begins with; raises ImportRefused, and FileRefused when it is gone."""
    async with uploaded.lent(store, home, upload.token) as path:
        return await asyncio.to_thread(_first_rows, upload, Source(upload.name, path), mapping)


async def begin(
    store: Store,
    home: Path,
    upload: Upload,
    mapping: Reading,
    chosen: Mapping[str, Any],
    *,
    full: bool,
    dry_run: bool,
    by: Actor,
) -> None:
    """Begin to import a file, or to try it, unless somebody is at it.

    Raises ImportRefused when it cannot be read so, and FileRefused when it is gone.
    """
    async with AsyncExitStack() as needs:
        source = Source(upload.name, await needs.enter_async_context(uploaded.lent(store, home, upload.token)))
        await asyncio.to_thread(_first_rows, upload, source, mapping)

        async def work(report: Report | None, progress: Progress) -> ImportResult:
            common: dict[str, Any] = {"mapping": mapping, "full": full, "dry_run": dry_run, "by": by}
            if upload.kind == "catalogue":
                return await import_catalogue(store, [source], **common, report=report, progress=progress)
            return await import_table(store, upload.kind, source, **common, report=report, progress=progress)

        lent = needs.pop_all()
        if not await running.begin(store, home, upload, work, chosen, dry_run=dry_run, needs=lent):
            await lent.aclose()


async def begin_harvest(
    access: OaiAccess, store: Store, mapping: Reading, *, whole: bool, dry_run: bool, by: Actor, home: Path
) -> str:
    """Begin to harvest a repository, or to try it, and give its token; its page is that of a file."""
    upload = Upload(secrets.token_urlsafe(12), "catalogue", access.name, has_file=False)

    async def work(report: Report | None, progress: Progress) -> ImportResult:
        # Its library is loaded by those alone who have a repository.
        from library.imports.oai.harvesting import harvest

        common: dict[str, Any] = {"mapping": mapping, "whole": whole, "dry_run": dry_run, "by": by}
        return await harvest(store, access, **common, report=report, progress=progress)

    await kept.keep(store, upload.token, upload.kind, upload.name, has_file=False)
    await running.begin(store, home, upload, work, {}, dry_run=dry_run)
    return upload.token


def _look(kind: str, source: Source, encoding: str | None) -> Looked:
    """See what a file is, and read it once to count what is in it."""
    if kind == "catalogue" and detected(source) not in TABLES:
        return Looked(total=_counted(source.path))
    table = open_table(source.path, source.name, FIELDS[kind], Reading(encoding=encoding))
    return Looked(True, table.headings, table.rows_at, table.total or _counted(source.path))


def _first_rows(upload: Upload, source: Source, mapping: Reading) -> FirstRows:
    if not upload.is_table:
        records = (one for one in records_of(source, mapping) if isinstance(one, CatalogueRecord))
        return {}, [], list(islice((one for one in records if not one.deleted), ROWS_SHOWN))
    table = open_table(source.path, source.name, FIELDS[upload.kind], mapping)
    whole = {f"column {place}": place for place in range(len(table.headings))}
    columns, table.columns = table.columns, whole
    rows = (row for row in table.rows() if isinstance(row, Row))
    return columns, [[row[name] for name in whole] for row in islice(rows, ROWS_SHOWN)], []


def _counted(path: Path) -> int:
    """Count what a file is made of: records of MARC or MARCXML, else lines below the headings."""
    marc = xml = rows = 0
    with path.open("rb") as file:
        while chunk := file.read(_AT_ONCE):
            marc += chunk.count(_MARC)
            xml += len(_XML.findall(chunk))
            rows += chunk.count(_ROW)
    return marc or xml or max(0, rows - 1)
