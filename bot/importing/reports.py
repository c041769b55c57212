"""The report of an import: every problem with its place, as a table that office programs open.

It is written into a file while the import goes. Those of the console and of the nightly harvest are in the store
afterwards, each by its run, where every gateway finds them.
"""

from __future__ import annotations

import asyncio
import contextlib
import csv
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from bot.importing.telling import sentence_of
from bot.texts import text
from crm.database import shared_files
from crm.database.shared_files import FileRefused
from crm.database.store import Store
from crm.errors import StoreError
from library.imports import FoundProblem
from library.imports.runs import last_since

__all__ = ["ReportFile", "forget_old", "has_report", "lent", "share"]

log = logging.getLogger(__name__)

REPORT = "report"

# A cell that begins so is taken for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ReportFile:
    """Written as the import goes; nothing is made where nothing is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = 0
        self._file: IO[str] | None = None
        self._writer: Any = None

    def write(self, found: FoundProblem) -> None:
        """Add a problem."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # With a mark at the beginning, by which spreadsheets know UTF-8.
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            self.path.chmod(0o600)
            self._writer = csv.writer(self._file)
            heads = (text(language, "imports.what_is_wrong") for language in ("en", "fa"))
            self._writer.writerow(("file", "record", "problem", *heads))
        sentences = (sentence_of(found.problem, language) for language in ("en", "fa"))
        cells = (found.source, found.number or "", found.problem.code, *sentences)
        self._writer.writerow([f"'{cell}" if str(cell).startswith(_FORMULA) else cell for cell in cells])
        self.written += 1

    def close(self) -> None:
        """End the report."""
        if self._file is not None:
            self._file.close()
            self._file = None


async def share(store: Store, kind: str, begun: datetime, report: ReportFile) -> None:
    """Put the report of an import that began at a moment and is over into the store, under its run.

    That of a run that went on where it broke off follows what it had. Where there is no run it stays here.
    """
    if not report.written:
        return
    try:
        run_id = await last_since(store, kind, begun)
        if run_id is None:
            return
        with contextlib.suppress(FileRefused):
            async with lent(store, run_id, report.path.parent) as earlier:
                await asyncio.to_thread(_put_behind, earlier, report.path)
        await shared_files.replace(store, REPORT, _name(run_id), report.path)
    except StoreError as error:
        log.warning("the report %s stays on this machine: %s", report.path, type(error).__name__)
        return
    report.path.unlink(missing_ok=True)


async def has_report(store: Store, run_id: int) -> bool:
    """Tell whether the store has the report of a run."""
    return await shared_files.is_there(store, REPORT, _name(run_id))


@asynccontextmanager
async def lent(store: Store, run_id: int, folder: Path | None = None) -> AsyncIterator[Path]:
    """Give the report of a run as a file, as long as it is wanted; raises FileRefused where there is none."""
    path = await asyncio.to_thread(_place, folder)
    try:
        await shared_files.take(store, REPORT, _name(run_id), path)
        yield path
    finally:
        path.unlink(missing_ok=True)


async def forget_old(store: Store, before: datetime) -> int:
    """Delete the reports of imports from before a moment: such an import is not taken back any more."""
    return await shared_files.remove_old(store, REPORT, before)


def _name(run_id: int) -> str:
    return f"run-{run_id}.csv"


def _place(folder: Path | None) -> Path:
    handle, name = tempfile.mkstemp(prefix=".report-", suffix=".csv", dir=folder)
    os.close(handle)
    return Path(name)


def _put_behind(earlier: Path, report: Path) -> None:
    with earlier.open("ab") as whole, report.open("rb") as more:
        # Its heads are there.
        more.readline()
        shutil.copyfileobj(more, whole)
    shutil.copyfile(earlier, report)
