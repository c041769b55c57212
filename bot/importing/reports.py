"""The report of an import: every problem with its place, as a table that office programs open."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import IO, Any

from bot.importing.telling import sentence_of
from bot.texts import text
from library.imports import FoundProblem

__all__ = ["ReportFile"]

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
