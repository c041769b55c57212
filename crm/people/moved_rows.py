"""Rows that a merge changes: given to another patron, and written down so that each is known again and put back."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, String, Table, UniqueConstraint, insert, select, update
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.base import UtcDateTime

__all__ = ["marks_of", "moved_to", "noted", "plain"]

BATCH = 500

_ROW = table_of(records.PatronMergeRow)
# Where a moment in a row is moved on, or a row is written anew, this is what stays.
_NAMED = {
    "notice": ["kind", "thing", "due_at", "step", "channel"],
    "subscription": ["kind", "channel"],
    "survey_response": ["invitation_id"],
}


def moved_to(connection: Connection, table: Table, column: Column[Any], ids: Sequence[int], patron_id: int) -> bool:
    """Give rows to a patron; False, and nothing changed, when one of them cannot be theirs."""
    try:
        with connection.begin_nested():
            for start in range(0, len(ids), BATCH):
                some = table.c.id.in_(ids[start : start + BATCH])
                connection.execute(update(table).where(some).values({column.name: patron_id}))
    except IntegrityError:
        return False
    return True


def noted(
    connection: Connection,
    store: Store,
    merge_id: int,
    table: Table,
    ids: Sequence[int],
    column: str,
    before: Any,
    after: Any,
    *,
    beside: Mapping[str, Any] | None = None,
) -> None:
    """Write down what stood in a column of some rows, and what the merge put there.

    `beside`: what stood in columns that go with it.
    """
    more = {"beside": dict(beside)} if beside else {}
    rows = [
        {
            "merge_id": merge_id,
            "table_name": table.name,
            "row_id": each,
            "column_name": column,
            "before": {"is": plain(before), "of": marks[each], **more},
            "after": {"is": plain(after)},
        }
        for start in range(0, len(ids), BATCH)
        for marks in [marks_of(connection, store, table, ids[start : start + BATCH])]
        for each in ids[start : start + BATCH]
    ]
    if rows:
        connection.execute(insert(_ROW), rows)


def marks_of(connection: Connection, store: Store, table: Table, ids: Sequence[int]) -> dict[int, str]:
    """Give by what rows are known again, by their ids: of a row that is deleted, SQLite gives the number to another.

    A keyed hash: what stood in a row, such as an address, is not kept beyond it.
    """
    names = _marks(table)
    query = select(table.c.id, *(table.c[name] for name in names)).where(table.c.id.in_(ids))
    return {
        row["id"]: store.keys.named(json.dumps([table.name, *(plain(row[name]) for name in names)]))
        for row in connection.execute(query).mappings()
    }


def _marks(table: Table) -> list[str]:
    """What never changes in a row: what is unique by itself, else when it was made, else what it says."""
    if table.name in _NAMED:
        return _NAMED[table.name]
    plain_columns = [column for column in table.columns if not column.nullable and not column.foreign_keys]
    alone = {column.name for column in plain_columns if column.unique}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and len(constraint.columns) == 1:
            alone |= set(constraint.columns.keys())
    for index in table.indexes:
        if index.unique and len(index.columns) == 1:
            alone |= set(index.columns.keys())
    for chosen in (
        [column.name for column in plain_columns if column.name in alone],
        [column.name for column in plain_columns if isinstance(column.type, UtcDateTime)],
        [column.name for column in plain_columns if isinstance(column.type, String)],
    ):
        if chosen:
            return chosen
    return []


def plain(value: Any) -> Any:
    """Write a value as JSON keeps it."""
    return value.isoformat() if isinstance(value, datetime) else value
