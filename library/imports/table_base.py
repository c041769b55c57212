"""A table of any format: its headings, which of them is which field, and its rows one at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from library.errors import ImportRefused
from library.imports.mapping import Mapping as Reading
from library.imports.record import BrokenRecord

__all__ = ["MOST_CELL", "Row", "Table"]

MOST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its cells by our fields."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


class Table(ABC):
    """A table and which column is which field; `total` is how many rows it has, 0 where that is not known."""

    headings: Sequence[str]
    columns: dict[str, int]
    total = 0
    # The path of the element that is a row, of a file in XML.
    rows_at: str | None = None
    # Fields whose column the mapping names though no row has it, with that name: empty in every row.
    empty: Mapping[str, str] = {}

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def rows(self) -> Iterator[Row | BrokenRecord]:
        """Give the rows that are not empty, and what cannot be read."""

    def needs(self, *fields: str) -> None:
        """Refuse the table unless it has a column for each field; raises ImportRefused."""
        missing = [field for field in fields if field not in self.columns]
        if missing:
            raise ImportRefused(
                "columns_missing", file=self.name, fields=", ".join(missing), headings=", ".join(self.headings)
            )

    def check(self, known: Mapping[str, str], mapping: Reading) -> None:
        """Refuse a mapping that names what there is not; raises ImportRefused."""
        unknown = [field for field in mapping.columns if field not in known]
        if unknown:
            raise ImportRefused("no_such_field", file=self.name, fields=", ".join(unknown), known=", ".join(known))
