"""Writing of rows with a note of how each was before, and of what was written (library.imports.taking_back)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Date, RowMapping, Table, bindparam, delete, insert, update

from crm import records
from crm.database.upsert import table_of
from crm.records.base import UtcDateTime

__all__ = ["Writing", "differs", "restored"]

Row = dict[str, Any]

_CHANGE = table_of(records.ImportChange)
_MOST = 500
_CATALOGUE = frozenset({"title_record", "item"})
# What everything that touches a row writes, and what the daily run finds out: by these it is no other.
_COUNTERS = frozenset({"updated_at", "version", "synced_at", "lifecycle", "last_engaged_at"})


class Writing:
    """Adds, changes and deletes rows in one transaction for one run, noting each."""

    def __init__(self, connection: Connection, run_id: int) -> None:
        self._connection = connection
        self._run_id = run_id
        self._notes: list[Row] = []

    def add(self, table: Table, rows: Sequence[Row], *, by: str, patron: str | None = None) -> dict[Any, int]:
        """Insert rows; give their keys by the column `by`, which is unique. `patron`: the column of whom it is."""
        keys: dict[Any, int] = {}
        if rows:
            statement = insert(table).returning(table.c.id, table.c[by])
            keys = {value: key for key, value in self._connection.execute(statement, list(rows))}
            for row in rows:
                key = keys[row[by]]
                self._note(table, key, "added", None, key if patron == "id" else row.get(patron or ""), row)
        return keys

    def add_many(self, table: Table, rows: Sequence[Row], *, patron: str) -> list[int]:
        """Insert rows that have no unique column; give their keys in the order of the rows."""
        if not rows:
            return []
        statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        keys = [int(key) for key in self._connection.scalars(statement, list(rows))]
        for key, row in zip(keys, rows, strict=True):
            self._note(table, key, "added", None, row[patron], row)
        return keys

    def change(self, table: Table, rows: Sequence[tuple[Mapping[str, Any], Row]], *, patron: str | None = None) -> None:
        """Update rows: each as it was (with its id), and the columns that become others."""
        by_columns: dict[tuple[str, ...], list[Row]] = {}
        for before, values in rows:
            kept = {name: _plain(before[name]) for name in values}
            self._note(table, before["id"], "changed", kept, before[patron] if patron else None, values)
            by_columns.setdefault(tuple(sorted(values)), []).append({"key_": before["id"], **values})
        for columns, changed in by_columns.items():
            statement = update(table).where(table.c.id == bindparam("key_"))
            self._connection.execute(statement.values({name: bindparam(name) for name in columns}), changed)

    def delete(self, table: Table, rows: Iterable[Mapping[str, Any]], *, patron: str | None = None) -> None:
        """Delete rows, given whole as they are."""
        keys = []
        for row in rows:
            before = {name: _plain(value) for name, value in row.items()}
            self._note(table, row["id"], "deleted", before, row[patron] if patron else None)
            keys.append(row["id"])
        for start in range(0, len(keys), _MOST):
            self._connection.execute(delete(table).where(table.c.id.in_(keys[start : start + _MOST])))

    def finish(self) -> None:
        """Write the notes."""
        if self._notes:
            self._connection.execute(insert(_CHANGE), self._notes)
            self._notes = []

    def _note(
        self, table: Table, key: int, what: str, before: Row | None, patron: int | None, after: Row | None = None
    ) -> None:
        # What nobody but an import writes cannot differ later: of new titles and copies it would be much for nothing.
        is_ours_alone = what == "added" and table.name in _CATALOGUE
        # What was written is only compared later: a digest of it does, and tells nobody's name.
        written = None
        if after is not None and not is_ours_alone:
            written = {name: _digest(table, key, name, after[name]) for name in _told(after)}
        self._notes.append(
            {
                "run_id": self._run_id,
                "table_name": table.name,
                "row_id": key,
                "what": what,
                "before": before,
                "after": written,
                "patron_id": patron,
            }
        )


def differs(table: Table, row: RowMapping, after: Mapping[str, Any] | None) -> bool:
    """Tell whether a row is another by now than what an import wrote; None: what it wrote, nobody else changes."""
    return any(_digest(table, row["id"], name, row[name]) != digest for name, digest in (after or {}).items())


def _digest(table: Table, key: int, name: str, value: Any) -> str:
    """Give what a value is known again by, in this column of this row."""
    told = f"{table.name}.{name}.{key}:{_plain(value)!r}"
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


def restored(table: Table, before: Mapping[str, Any]) -> Row:
    """Give the values of a row from its note, with days and moments as such."""
    values: Row = {}
    for name, value in before.items():
        kind = table.c[name].type
        if isinstance(value, str) and isinstance(kind, UtcDateTime):
            values[name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(kind, Date):
            values[name] = date.fromisoformat(value)
        else:
            values[name] = value
    return values


def _told(values: Row) -> list[str]:
    return [name for name in values if name not in _COUNTERS]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
