"""Tables (CSV) of any delimiter and encoding, one row at a time."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO

from persiantools.jdatetime import JalaliDate

from language.digits import to_ascii
from library.errors import ImportRefused
from library.imports.headings import columns_of
from library.imports.mapping import Mapping as Reading
from library.imports.marc_files import opened
from library.imports.record import ImportProblem
from library.imports.texts import cleaned

__all__ = ["Row", "Table", "card_in", "day_in", "days_in", "noon", "open_table", "sum_in"]

DELIMITERS = ",;\t|"
MOST_CELL = 100_000
LAST_JALALI_YEAR = 1700
NOON = time(12)
_SEEN = 2**16

csv.field_size_limit(MOST_CELL)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, heading included, and its cells by our fields."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


class Table:
    """A table and which column is which field."""

    def __init__(self, file: IO[str], delimiter: str, known: Mapping[str, str], mapping: Reading, name: str) -> None:
        self._reader = csv.reader(file, delimiter=delimiter)
        try:
            self.headings = [cleaned(heading) for heading in next(self._reader, [])]
        except csv.Error as error:
            raise ImportRefused("table_unread", file=name, why=error) from error
        self.name = name
        self.columns = columns_of(self.headings, known if mapping.guess else {}, mapping.columns)
        missing = [heading for field, heading in mapping.columns.items() if field not in self.columns]
        if missing:
            raise ImportRefused("no_such_column", file=name, columns=", ".join(missing))
        unknown = [field for field in mapping.columns if field not in known]
        if unknown:
            raise ImportRefused("no_such_field", file=name, fields=", ".join(unknown), known=", ".join(known))

    def needs(self, *fields: str) -> None:
        """Refuse the table unless it has a column for each field; raises ImportRefused."""
        missing = [field for field in fields if field not in self.columns]
        if missing:
            raise ImportRefused(
                "columns_missing", file=self.name, fields=", ".join(missing), headings=", ".join(self.headings)
            )

    def rows(self) -> Iterator[Row | tuple[int, str]]:
        """Give the rows that are not empty; what cannot be read is a number and a reason."""
        while True:
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield self._reader.line_num, str(error)
                continue
            if any(cell.strip() for cell in cells):
                yield Row(
                    self._reader.line_num,
                    {name: cleaned(cells[place]) for name, place in self.columns.items() if place < len(cells)},
                )


def open_table(source: Path | bytes, name: str, known: Mapping[str, str], mapping: Reading) -> Table:
    """Open a table; raises ImportRefused for one that is none."""
    file = opened(source)
    beginning = file.read(_SEEN)
    file.seek(0)
    encoding = mapping.encoding or _encoding_of(beginning)
    try:
        head = codecs.getincrementaldecoder(encoding)(errors="strict").decode(beginning)
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    except (LookupError, UnicodeDecodeError) as error:
        raise ImportRefused("table_unread", file=name, why=error) from error
    if "\x00" in head:
        raise ImportRefused("table_unread", file=name, why="NUL")
    first = head.splitlines()[0] if head.strip() else ""
    delimiter = mapping.delimiter or max(DELIMITERS, key=first.count)
    return Table(text, delimiter, known, mapping, name)


def _encoding_of(beginning: bytes) -> str:
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        # What Windows writes of Persian.
        return "cp1256"
    return "utf-8-sig"


def card_in(text: str) -> str:
    """Give the number of a card: letters and digits only, Persian digits as ASCII."""
    return "".join(sign for sign in to_ascii(text) if sign.isalnum())


def day_in(text: str, calendar: str | None = None) -> date | None:
    """Give the day that a cell holds, None for an empty one; a year before 1700 is Jalali. Raises ValueError.

    Orders: year first (1405/09/10, 2026-12-01, 20261201), or day first where the year stands last (10/09/1405).
    """
    plain = to_ascii(text).strip()
    if not plain or plain.strip("0-/: ") == "":
        return None
    plain = plain.split("T")[0].split()[0]
    parts = plain.replace("/", "-").replace(".", "-").split("-")
    if len(parts) == 1 and len(plain) == 8 and plain.isdigit():
        parts = [plain[:4], plain[4:6], plain[6:]]
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(text)
    if len(parts[0]) != 4 and len(parts[2]) == 4:
        parts = parts[::-1]
    if len(parts[0]) != 4:
        raise ValueError(text)
    year, month, day = map(int, parts)
    jalali = calendar == "jalali" if calendar else year < LAST_JALALI_YEAR
    if not jalali:
        return date(year, month, day)
    found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return found


def days_in(row: Row, calendar: str | None, *fields: str) -> dict[str, date | None] | ImportProblem:
    """Give the days of several cells of a row by field, or say which is the first that holds none."""
    days: dict[str, date | None] = {}
    for field in fields:
        try:
            days[field] = day_in(row[field], calendar)
        except ValueError:
            return ImportProblem.of("bad_cell", field=field)
    return days


def noon(day: date) -> datetime:
    """Give the moment that is stored for a day of which no hour is known."""
    return datetime.combine(day, NOON, UTC)


def sum_in(text: str, times: int = 1) -> int:
    """Give a sum in minor units: thousands may be parted, digits may be Persian. Raises ValueError."""
    plain = to_ascii(text).replace(",", "").replace("٬", "").replace("،", "").strip()
    if not plain:
        return 0
    whole, _, rest = plain.replace("٫", ".").partition(".")
    if rest.strip("0"):
        raise ValueError(text)
    return int(whole) * times
