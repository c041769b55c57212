"""Statements about many rows, the same text for however many: PostgreSQL plans it once, and is asked once."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    TableValuedAlias,
    any_,
    bindparam,
    column,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.schema import Column

__all__ = ["among", "insert_each", "update_each"]


def among(connection: Connection, of: Column[Any], numbers: Collection[int]) -> ColumnElement[bool]:
    """Tell whether a column is one of some numbers.

    PostgreSQL gets one list of them: a statement with as many places as there are numbers would be another one for
    each count, which is parsed and planned anew. SQLite does that in a moment, and has no lists.
    """
    if connection.dialect.name == "sqlite":
        return of.in_(sorted(numbers))
    return of == any_(literal(sorted(numbers), ARRAY(of.type)))


def update_each(connection: Connection, table: Table, key: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change rows, each to values of its own; `key` names the column by which it is found, the others are changed.

    Every row names the same columns. PostgreSQL changes all of them by one statement; SQLite, which is in the same
    process, by one each.
    """
    if not rows:
        return
    names = [name for name in rows[0] if name != key]
    if connection.dialect.name == "sqlite":
        values = {name: bindparam(f"to_{name}", type_=table.c[name].type) for name in names}
        statement = update(table).where(table.c[key] == bindparam("of")).values(values)
        connection.execute(statement, [{"of": row[key]} | {f"to_{name}": row[name] for name in names} for row in rows])
        return
    new = _listed(table, (key, *names), rows)
    connection.execute(update(table).where(table.c[key] == new.c[key]).values({name: new.c[name] for name in names}))


def insert_each(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; PostgreSQL takes them in one statement."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), [dict(row) for row in rows])
        return
    names = list(rows[0])
    connection.execute(insert(table).from_select(names, select(*_listed(table, names, rows).c)))


def _listed(table: Table, names: Collection[str], rows: Sequence[Mapping[str, Any]]) -> TableValuedAlias:
    """Give rows as a table of PostgreSQL's: one list for each column, side by side."""
    types = {name: table.c[name].type for name in names}
    lists = [literal([row[name] for row in rows], ARRAY(type_)) for name, type_ in types.items()]
    columns = [column(name, type_) for name, type_ in types.items()]
    return func.unnest(*lists).table_valued(*columns).render_derived(name="new")
