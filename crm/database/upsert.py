"""Inserts that meet an existing row, in the dialect of either database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

from crm.records import Base

__all__ = ["insert_from", "insert_or_skip", "table_of", "upsert"]


def table_of(record: type[Base]) -> Table:
    """Give the table of a record, for statements without the unit of work."""
    return Base.metadata.tables[record.__tablename__]


def upsert(
    connection: Connection,
    table: Table,
    values: dict[str, Any],
    *,
    on: list[str],
    change: dict[str, Any],
    where: Any = None,
) -> None:
    """Insert a row, or change the one that has the same `on` columns (`where`: of a partial index)."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(table).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=on, index_where=where, set_=change))


def insert_or_skip(connection: Connection, table: Table, values: dict[str, Any], *, on: list[str]) -> bool:
    """Insert a row unless one has the same `on` columns; tell whether it was inserted."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(table).values(values).on_conflict_do_nothing(index_elements=on).returning(table.c[on[0]])
    return connection.execute(statement).first() is not None


def insert_from(connection: Connection, table: Table, names: Sequence[str], rows: Select[Any]) -> int:
    """Insert what a query finds, in the order of its columns, but what is there already; give how many rows."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(table).from_select(list(names), rows).on_conflict_do_nothing()
    return int(connection.execute(statement).rowcount)
