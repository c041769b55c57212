"""Rows that an import wrote, taken back in batches; what changed since, or is in use, stays and is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Executable, Row, RowMapping, Table, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.database.upsert import table_of
from crm.records import Base
from library.imports.changes import differs, restored

__all__ = ["Left", "take_back"]

_CHANGE = table_of(records.ImportChange)
_PATRON = table_of(records.Patron)
_CONTACT = table_of(records.ContactPoint)
# Rows of others hang on these: they go after them, and come back before them.
_PARENTS = (_PATRON.name, records.TitleRecord.__tablename__)
_EVENT = table_of(records.LifecycleEvent)
_MEMBER = table_of(records.SegmentMember)
# Notes of imports themselves make nothing anybody's own, and neither does what the daily run makes of the dates.
_NOTES = frozenset({records.ImportChange.__tablename__, records.ImportedRecord.__tablename__, _EVENT.name})
# By what staff know a row.
_NAMES = {
    "title_record": "title",
    "item": "barcode",
    "loan": "ils_loan_id",
    "hold": "ils_hold_id",
    "fine": "ils_fine_id",
}


@dataclass(frozen=True, slots=True)
class Left:
    """A row that was not taken back: `why` is changed_since, has_own or in_use.

    `name` is what staff know it by, None of a patron: nothing of them is written down beside their row.
    """

    why: str
    table: str
    row_id: int
    name: str | None


def take_back(connection: Connection, run_id: int, most: int, now: datetime) -> tuple[int, list[Left]]:
    """Take back the last changes of a run, at most so many; give how many there were, and what stays as it is."""
    query = select(_CHANGE).where(_CHANGE.c.run_id == run_id).order_by(_CHANGE.c.id.desc()).limit(most)
    notes = connection.execute(query).all()
    left: list[Left] = []
    for name, of_table in _children_first(note for note in notes if note.what == "added"):
        left += _remove(connection, Base.metadata.tables[name], of_table, run_id)
    deleted = [note for note in notes if note.what == "deleted"]
    deleted.sort(key=lambda note: note.table_name not in _PARENTS)
    changed = [note for note in notes if note.what == "changed"]
    # What comes back may need what is changed back first, and the other way round: what fails is tried once more.
    kept_out = [note for note in deleted if not _bring_back(connection, note)]
    again = [note for note in changed if not _change_back(connection, note, now, left)]
    left += [_place_taken(note) for note in kept_out if not _bring_back(connection, note)]
    left += [_place_taken(note) for note in again if not _change_back(connection, note, now, left)]
    if notes:
        first, last = notes[-1].id, notes[0].id
        connection.execute(delete(_CHANGE).where(_CHANGE.c.run_id == run_id, _CHANGE.c.id.between(first, last)))
    return len(notes), left


def _children_first(notes: Iterable[Row[Any]]) -> list[tuple[str, list[Row[Any]]]]:
    found: dict[str, list[Row[Any]]] = {}
    for note in notes:
        found.setdefault(note.table_name, []).append(note)
    return sorted(found.items(), key=lambda one: one[0] in _PARENTS)


def _remove(connection: Connection, table: Table, notes: Sequence[Row[Any]], run_id: int) -> list[Left]:
    """Delete what was added, unless it is another by now or something hangs on it."""
    rows = _rows(connection, table, [note.row_id for note in notes])
    used = _in_use(connection, table, rows, run_id)
    left, gone = [], []
    for note in notes:
        row = rows.get(note.row_id)
        if row is None:
            continue
        if differs(table, row, note.after):
            left.append(_left("changed_since", table, row))
        elif note.row_id in used:
            # An address stays with its patron, who is named.
            if table is not _CONTACT:
                left.append(_left("has_own" if table is _PATRON else "in_use", table, row))
        else:
            gone.append(note.row_id)
    if table is _PATRON:
        # Else it would stay as that of somebody who was erased.
        connection.execute(delete(_EVENT).where(_EVENT.c.patron_id.in_(gone)))
    connection.execute(delete(table).where(table.c.id.in_(gone)))
    return left


def _change_back(connection: Connection, note: Row[Any], now: datetime, left: list[Left]) -> bool:
    """Give a row its earlier values, or note that it is another by now; False where something is in the way."""
    table = Base.metadata.tables[note.table_name]
    row = _rows(connection, table, [note.row_id]).get(note.row_id)
    if row is None:
        return True
    if differs(table, row, note.after):
        left.append(_left("changed_since", table, row))
        return True
    values = restored(table, note.before)
    # Whoever has the row open in a form sees that it was written.
    if "version" in values:
        values["version"] = row["version"] + 1
    if "updated_at" in values:
        values["updated_at"] = now
    return _done(connection, update(table).where(table.c.id == note.row_id).values(values))


def _bring_back(connection: Connection, note: Row[Any]) -> bool:
    table = Base.metadata.tables[note.table_name]
    return _done(connection, insert(table).values(restored(table, note.before)))


def _place_taken(note: Row[Any]) -> Left:
    table = Base.metadata.tables[note.table_name]
    return _left("in_use", table, {"id": note.row_id, **note.before})


def _done(connection: Connection, statement: Executable) -> bool:
    """Write, unless something that stays has taken the place by now."""
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except IntegrityError:
        return False
    return True


def _in_use(connection: Connection, table: Table, rows: dict[int, RowMapping], run_id: int) -> set[int]:
    """Find the rows that something hangs on which the run did not bring."""
    if table is _CONTACT:
        owners = _own(connection, {row["patron_id"] for row in rows.values()}, run_id)
        return {key for key, row in rows.items() if row["patron_id"] in owners}
    if table is _PATRON:
        return _own(connection, rows.keys(), run_id)
    return _pointed_at(connection, table, rows.keys())


def _own(connection: Connection, patrons: Collection[int], run_id: int) -> set[int]:
    """Find the patrons with anything of their own: a sign-in, a PIN, what they asked for or agreed to, an address."""
    brought = select(_CHANGE.c.row_id).where(
        _CHANGE.c.run_id == run_id, _CHANGE.c.table_name == _CONTACT.name, _CHANGE.c.what == "added"
    )
    theirs = select(_CONTACT.c.patron_id).where(_CONTACT.c.patron_id.in_(patrons), _CONTACT.c.id.not_in(brought))
    chosen = select(_PATRON.c.id).where(
        _PATRON.c.id.in_(patrons), or_(_PATRON.c.pin_hash.is_not(None), _PATRON.c.history_opt_in)
    )
    found = _pointed_at(connection, _PATRON, patrons, but=_CONTACT)
    return found | set(connection.scalars(theirs)) | set(connection.scalars(chosen))


def _pointed_at(connection: Connection, table: Table, keys: Collection[int], but: Table | None = None) -> set[int]:
    found: set[int] = set()
    for column in _pointers(table):
        if column.table is not but:
            query = select(column).where(column.in_(keys)).distinct()
            if column.table is _MEMBER:
                # Who fits a segment's rule is in by itself; who was taken out of it, by staff.
                query = query.where(_MEMBER.c.status == "opted_out")
            found.update(connection.scalars(query))
    return found


@cache
def _pointers(table: Table) -> tuple[Column[Any], ...]:
    """Give every column that points at rows of a table: found in the schema, so that none can be forgotten."""
    return tuple(
        column
        for other in Base.metadata.sorted_tables
        if other.name not in _NOTES
        for column in other.columns
        if any(key.column is table.c.id for key in column.foreign_keys)
    )


def _rows(connection: Connection, table: Table, keys: Sequence[int]) -> dict[int, RowMapping]:
    return {row["id"]: row for row in connection.execute(select(table).where(table.c.id.in_(keys))).mappings()}


def _left(why: str, table: Table, row: Any) -> Left:
    name = row.get(_NAMES.get(table.name, ""))
    return Left(why, table.name, row["id"], None if name is None else str(name))
