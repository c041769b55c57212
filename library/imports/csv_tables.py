"""Tables in CSV of any delimiter and encoding, one row at a time."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from library.errors import ImportRefused
from library.imports.encodings import as_text
from library.imports.headings import columns_of
from library.imports.mapping import Mapping as Reading
from library.imports.marc_files import opened
from library.imports.record import BrokenRecord, ImportProblem
from library.imports.table_base import MOST_CELL, Row, Table
from library.imports.texts import cleaned

__all__ = ["CsvTable", "open_csv"]

DELIMITERS = ",;\t|"
_SEEN = 2**16

csv.field_size_limit(MOST_CELL)


class CsvTable(Table):
    """A table whose first line holds the headings; the number of a row is that of its line."""

    def __init__(self, file: IO[str], delimiter: str, known: Mapping[str, str], mapping: Reading, name: str) -> None:
        super().__init__(name)
        self._reader = csv.reader(file, delimiter=delimiter)
        try:
            self.headings = [cleaned(heading) for heading in next(self._reader, [])]
        except csv.Error as error:
            raise ImportRefused("table_unread", file=name, why=error) from error
        self.columns = columns_of(self.headings, known if mapping.guess else {}, mapping.columns)
        missing = [heading for field, heading in mapping.columns.items() if field not in self.columns]
        if missing:
            raise ImportRefused("no_such_column", file=name, columns=", ".join(missing))
        self.check(known, mapping)

    def rows(self) -> Iterator[Row | BrokenRecord]:
        """Give the rows that are not empty, and what cannot be read."""
        while True:
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield BrokenRecord(self._reader.line_num, ImportProblem.of("row_unread", why=error))
                continue
            if any(cell.strip() for cell in cells):
                yield Row(
                    self._reader.line_num,
                    {name: cleaned(cells[place]) for name, place in self.columns.items() if place < len(cells)},
                )


def open_csv(source: Path, name: str, known: Mapping[str, str], mapping: Reading) -> CsvTable:
    """Open a table; raises ImportRefused for one that is none."""
    file = opened(source)
    beginning = file.read(_SEEN)
    file.seek(0)
    encoding = mapping.encoding or _encoding_of(beginning)
    # First: it refuses what is no encoding of a text, and the decoders of that break otherwise.
    text = as_text(file, name, encoding)
    try:
        head = codecs.getincrementaldecoder(encoding)(errors="strict").decode(beginning)
    except UnicodeError as error:
        raise ImportRefused("table_unread", file=name, why=error) from error
    if "\x00" in head:
        raise ImportRefused("table_unread", file=name, why="NUL")
    first = head.splitlines()[0] if head.strip() else ""
    delimiter = mapping.delimiter or max(DELIMITERS, key=first.count)
    return CsvTable(text, delimiter, known, mapping, name)


def _encoding_of(beginning: bytes) -> str:
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        # What Windows writes of Persian.
        return "cp1256"
    return "utf-8-sig"
