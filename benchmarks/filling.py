"""Filling a store for benchmarks: rows go in as the database's own driver takes them in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection
from sqlalchemy.util import await_only

from crm import records
from crm.database.upsert import table_of

__all__ = ["written"]

CHUNK = 20_000
Row = tuple[Any, ...]


@lru_cache(maxsize=4096)
def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _plain(value: Any) -> Any:
    return _moment(value) if isinstance(value, datetime) else value


def written(connection: Connection, record: type[records.Base], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows that all name the same columns; what they leave out gets the column's default."""
    table, rows = table_of(record), iter(rows)
    first = next(rows, None)
    if first is None:
        return
    names = list(first)
    left_out = {one.name: one.default.arg for one in table.columns if one.name not in first and _has_default(one)}
    defaults = tuple(left_out.values())
    tuples = (tuple(row[name] for name in names) + defaults for row in _again(first, rows))
    columns = [*names, *left_out]
    write = _by_sqlite if connection.dialect.name == "sqlite" else _by_postgresql
    while chunk := list(islice(tuples, CHUNK)):
        write(connection, table.name, columns, chunk)


def _has_default(column: Column[Any]) -> bool:
    return column.default is not None and column.default.is_scalar


def _again(first: dict[str, Any], rest: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rest


def _by_sqlite(connection: Connection, table: str, names: list[str], chunk: list[Row]) -> None:
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({places})'
    raw: Any = connection.connection.driver_connection
    raw.executemany(statement, [tuple(map(_plain, row)) for row in chunk])


def _by_postgresql(connection: Connection, table: str, names: list[str], chunk: list[Row]) -> None:
    raw: Any = connection.connection.driver_connection
    await_only(raw.copy_records_to_table(table, records=chunk, columns=names))
