"""What the tables of patrons, loans, holds and fines have in common."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Connection, Table

from crm.database.store import Store
from library.imports.changes import Writing
from library.imports.lookups import Lookups
from library.imports.mapping import Mapping as Reading
from library.imports.outcome import ImportOutcome
from library.imports.record import ImportProblem
from library.imports.tables import Row

__all__ = ["RowBatch", "Read", "RowIds", "TableKind"]

# The stored row and the patron of each row that was read, by its key.
RowIds = dict[str, tuple[int, int | None]]


@dataclass(slots=True)
class Read:
    """A row as it was read: its number, its key in the other system, what it says, and all of that to compare."""

    number: int
    key: str
    item: Any
    compared: tuple[Any, ...]

    def digest(self) -> str:
        """Give a short sign of what the row says."""
        return hashlib.sha256(repr(self.compared).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class RowBatch:
    """Rows that are stored in one transaction; `writing` is None in a dry run, when they are only compared."""

    connection: Connection
    store: Store
    writing: Writing | None
    rows: Sequence[Read]
    house: Lookups
    source: str
    outcome: ImportOutcome

    def refuse(self, read: Read, problem: ImportProblem, counted: str = "broken") -> None:
        """Count a row that is not stored, and tell why."""
        self.outcome.counts[counted] += 1
        self.outcome.tell(self.source, read.number, problem)


class TableKind(ABC):
    """One kind of table."""

    kind: ClassVar[str]
    table: ClassVar[Table]
    columns: ClassVar[Mapping[str, str]]
    needs: ClassVar[tuple[str, ...]]

    @abstractmethod
    def read(self, row: Row, mapping: Reading, house: Lookups) -> Read | ImportProblem:
        """Read a row, or say what is wrong with it."""

    @abstractmethod
    def key(self, item: Any, store: Store) -> str:
        """Give the number by which the row is known again."""

    @abstractmethod
    def apply(self, batch: RowBatch) -> RowIds:
        """Write rows; give the stored row and the patron of each by its key."""

    @abstractmethod
    def close(
        self, connection: Connection, writing: Writing | None, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> int:
        """End what a full file lacks; give how many that were."""
