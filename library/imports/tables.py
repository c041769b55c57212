"""Tables in CSV or XML, and what their cells hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from persiantools.jdatetime import JalaliDate

from language.digits import to_ascii
from library.imports.csv_tables import open_csv
from library.imports.mapping import Mapping as Reading
from library.imports.marc_files import is_xml, opened
from library.imports.record import ImportProblem
from library.imports.table_base import Row, Table
from library.imports.xml_tables import XmlTable

__all__ = ["Row", "Table", "card_in", "day_in", "days_in", "noon", "open_table", "sum_in"]

LAST_JALALI_YEAR = 1700
NOON = time(12)


def open_table(source: Path, name: str, known: Mapping[str, str], mapping: Reading) -> Table:
    """Open a table in CSV or XML; raises ImportRefused for a file that is none.

    A file in XML is read once to learn its headings: keep that from the event loop.
    """
    with opened(source) as file:
        in_xml = is_xml(file)
    return XmlTable(source, name, known, mapping) if in_xml else open_csv(source, name, known, mapping)


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
