"""Writing of rows with a note of how each was before, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Table, bindparam, delete, insert, select, update

from crm import records
from crm.database.upsert import table_of
from crm.records import Base
from crm.records.base import UtcDateTime

__all__ = ["Writing", "restored", "undo_changes"]

Row = dict[str, Any]

_CHANGE = table_of(records.ImportChange)
_MOST = 500


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
                self._note(table, key, "added", None, key if patron == "id" else row.get(patron or ""))
        return keys

    def add_many(self, table: Table, rows: Sequence[Row], *, patron: str) -> list[int]:
        """Insert rows that have no unique column; give their keys in the order of the rows."""
        if not rows:
            return []
        statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        keys = [int(key) for key in self._connection.scalars(statement, list(rows))]
        for key, row in zip(keys, rows, strict=True):
            self._note(table, key, "added", None, row[patron])
        return keys

    def change(self, table: Table, rows: Sequence[tuple[Mapping[str, Any], Row]], *, patron: str | None = None) -> None:
        """Update rows: each as it was (with its id), and the columns that become others."""
        by_columns: dict[tuple[str, ...], list[Row]] = {}
        for before, values in rows:
            kept = {name: _plain(before[name]) for name in values}
            self._note(table, before["id"], "changed", kept, before[patron] if patron else None)
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

    def _note(self, table: Table, key: int, what: str, before: Row | None, patron: int | None) -> None:
        self._notes.append(
            {
                "run_id": self._run_id,
                "table_name": table.name,
                "row_id": key,
                "what": what,
                "before": before,
                "patron_id": patron,
            }
        )


def undo_changes(connection: Connection, run_id: int, most: int) -> int:
    """Take back the last changes of a run, at most so many; give how many there were."""
    query = select(_CHANGE).where(_CHANGE.c.run_id == run_id).order_by(_CHANGE.c.id.desc()).limit(most)
    notes = connection.execute(query).all()
    for note in notes:
        table = Base.metadata.tables[note.table_name]
        same = table.c.id == note.row_id
        if note.what == "added":
            connection.execute(delete(table).where(same))
        elif note.what == "changed":
            connection.execute(update(table).where(same).values(restored(table, note.before)))
        else:
            connection.execute(insert(table).values(restored(table, note.before)))
    if notes:
        first, last = notes[-1].id, notes[0].id
        connection.execute(delete(_CHANGE).where(_CHANGE.c.run_id == run_id, _CHANGE.c.id.between(first, last)))
    return len(notes)


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


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
