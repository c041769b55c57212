"""The files of an import: which format each is, and its records one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pymarc import Record

from library.errors import ImportRefused
from library.imports.headings import CATALOGUE
from library.imports.mapping import Mapping
from library.imports.marc21 import read_marc21
from library.imports.marc_files import holds_marc, is_xml, opened, read_iso2709, read_marcxml
from library.imports.record import BrokenRecord, CatalogueRecord, ImportProblem
from library.imports.table_titles import titles_of
from library.imports.tables import open_table
from library.imports.unimarc import is_unimarc, read_unimarc

__all__ = ["FORMATS", "TABLES", "Format", "Source", "detected", "read_marc", "records_of"]

Format = Literal["marc", "marcxml", "csv", "xml"]
FORMATS = ("marc", "marcxml", "csv", "xml")
#: Those that hold rows, not records of MARC.
TABLES = ("csv", "xml")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: its name as it is told, and where it lies."""

    name: str
    path: Path

    @classmethod
    def of(cls, path: Path) -> Source:
        """Name a file by its own name."""
        return cls(path.name, path)

    def written_at(self) -> datetime:
        """Give when the file was written, the best guess at how old the data is."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)


def detected(source: Source) -> Format:
    """Tell the format of a file by how it begins; raises ImportRefused for an empty one."""
    with opened(source.path) as file:
        if is_xml(file):
            return "marcxml" if holds_marc(file) else "xml"
        beginning = file.read(64).lstrip(b"\r\n\x00 \xef\xbb\xbf")
    if not beginning:
        raise ImportRefused("empty", file=source.name)
    # A leader: its length, and where the fields begin.
    return "marc" if beginning[:5].isdigit() and beginning[12:17].isdigit() else "csv"


def records_of(
    source: Source, mapping: Mapping, form: Format | None = None
) -> Iterator[CatalogueRecord | BrokenRecord]:
    """Give the catalogue records of a file, and those that are none with their numbers.

    Raises ImportRefused for a file of which nothing can be read.
    """
    form = form or detected(source)
    if form in TABLES:
        yield from titles_of(open_table(source.path, source.name, CATALOGUE, mapping), mapping)
        return
    with opened(source.path) as file:
        for number, record in read_marcxml(file) if form == "marcxml" else read_iso2709(file, mapping.encoding):
            yield record if isinstance(record, BrokenRecord) else read_marc(number, record, mapping)


def read_marc(number: int, record: Record, mapping: Mapping) -> CatalogueRecord | BrokenRecord:
    """Read a MARC record of either kind as a title of the catalogue."""
    other = mapping.format == "unimarc" or (mapping.format is None and is_unimarc(record))
    try:
        return read_unimarc(number, record, mapping) if other else read_marc21(number, record, mapping)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        # Whatever a record holds stops nothing but itself.
        return BrokenRecord(number, ImportProblem.of("damaged", why=f"{type(error).__name__}: {error}"))
