"""What loans, holds and fines from tables have in common: cards and barcodes say of whom and of what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Connection

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.merged import survivor_of
from language.digits import to_ascii
from library.imports.changes import Writing
from library.imports.lookups import rows_by, rows_where
from library.imports.record import ImportProblem
from library.imports.table_kinds import Read, RowBatch, RowIds, TableKind
from library.imports.tables import Row, card_in

__all__ = ["CirculationTable", "CirculationLine", "external_id", "set_statuses"]

_PREFIX = "x-"
_PATRON = table_of(records.Patron)
_ITEM = table_of(records.Item)


@dataclass(frozen=True, slots=True)
class CirculationLine:
    """What a row says: whose card, which copy, and the rest by our fields."""

    id: str
    card: str
    barcode: str
    values: Mapping[str, Any]


class CirculationTable(TableKind):
    """Loans, holds and fines: each of a patron, each with a beginning and an end."""

    # The columns of the number from the other system, of the moment it began and of the moment it ended.
    id_column: ClassVar[str]
    start_column: ClassVar[str]
    end_column: ClassVar[str]
    # What a copy is only as long as the loan or hold is open.
    copy_statuses: ClassVar[frozenset[str]] = frozenset()

    def key(self, item: CirculationLine, store: Store) -> str:
        """Give the number of the other system, else one made of what does not change."""
        parts = (item.id,) if item.id else (store.card_name(item.card), item.barcode, *map(str, self.lasting(item)))
        return hashlib.sha256("\n".join((self.kind, *parts)).encode()).hexdigest()[:40]

    def lasting(self, item: CirculationLine) -> tuple[Any, ...]:
        """Give what tells two rows of one patron and one copy apart."""
        return ()

    def line(self, row: Row, values: Mapping[str, Any]) -> Read | ImportProblem:
        """Make what was read of a row."""
        card = card_in(row["card"])
        if not card:
            return ImportProblem.of("card_missing")
        item = CirculationLine(row["id"][:60], card, to_ascii(row["barcode"])[:64], values)
        # Of whom it is goes into the key; the digest is stored beside no name either.
        return Read(row.number, "", item, (item.id, item.barcode, sorted(values.items())))

    def patrons(self, batch: RowBatch) -> dict[str, Mapping[str, Any]]:
        """Find the patrons by the cards of rows."""
        hashes = {
            one: card for read in batch.rows for card in [read.item.card] for one in batch.store.card_hashes(card)
        }
        stored = rows_by(batch.connection, _PATRON, _PATRON.c.card_number_hash, hashes)
        # What a card of a record that was made one with another has out is that one's.
        whose = {key: survivor_of(batch.connection, row["id"]) for key, row in stored.items() if row["merged_into_id"]}
        others = {row["id"]: row for row in rows_where(batch.connection, _PATRON, _PATRON.c.id, set(whose.values()))}
        stored |= {key: others[one] for key, one in whose.items() if one in others}
        return {card: stored[one] for one, card in hashes.items() if one in stored}

    def copies(self, batch: RowBatch) -> dict[str, Mapping[str, Any]]:
        """Find the copies by the barcodes of rows."""
        return rows_by(batch.connection, _ITEM, _ITEM.c.barcode, [read.item.barcode for read in batch.rows])

    def stored(self, batch: RowBatch) -> dict[str, Mapping[str, Any]]:
        """Find what earlier imports stored of the rows, by its number."""
        numbers = [external_id(read.key) for read in batch.rows]
        return rows_by(batch.connection, self.table, self.table.c[self.id_column], numbers)

    def add(self, writing: Writing, rows: Sequence[dict[str, Any]]) -> RowIds:
        """Insert rows; give the stored row and the patron of each by its key."""
        made = writing.add(self.table, rows, by=self.id_column, patron="patron_id")
        whose = {row[self.id_column]: row["patron_id"] for row in rows}
        return {name.removeprefix(_PREFIX): (key, whose[name]) for name, key in made.items()}

    def close(
        self, connection: Connection, writing: Writing | None, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> int:
        """End what a full file lacks, and set its copies free."""
        open_ones = [row for row in rows if row[self.end_column] is None]
        if writing is not None:
            endings = self.endings(connection, open_ones, moment)
            writing.change(self.table, list(zip(open_ones, endings, strict=True)), patron="patron_id")
            if self.copy_statuses:
                copies = rows_where(connection, _ITEM, _ITEM.c.id, [row["item_id"] for row in open_ones])
                set_statuses(writing, [(copy, "available") for copy in copies if copy["status"] in self.copy_statuses])
        return len(open_ones)

    def endings(
        self, connection: Connection, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> list[dict[str, Any]]:
        """Give for each open row the columns that its end changes."""
        return [{self.end_column: max(row[self.start_column], moment)} for row in rows]


def external_id(key: str) -> str:
    """Give the number under which a row with this key is stored."""
    return f"{_PREFIX}{key}"


def set_statuses(writing: Writing, wanted: Iterable[tuple[Mapping[str, Any], str]]) -> None:
    """Write the statuses of copies, given as they are stored, where they become others."""
    writing.change(_ITEM, [(copy, {"status": status}) for copy, status in wanted if copy["status"] != status])
