"""What of a database is compared with the tables of crm.records, when a migration is begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, inspect

from crm.records.search import PREFIX

__all__ = ["compared"]


def compared(connection: Connection) -> Callable[..., bool]:
    """Give Alembic's `include_object` for a database.

    The index of words is each database's own and stands in no record. Of a foreign key that was added with its column
    SQLAlchemy reads neither name nor rule from SQLite: it is the one that is meant if it has the same columns.
    """
    inspector = inspect(connection)

    def include(item: Any, name: str | None, kind: str, is_reflected: bool, _other: object) -> bool:
        if kind == "foreign_key_constraint" and connection.dialect.name == "sqlite":
            if is_reflected:
                return name is not None
            table = item.parent.name
            columns = [column.name for column in item.columns]
            there = inspector.get_foreign_keys(table) if inspector.has_table(table) else []
            return not any(key["name"] is None and key["constrained_columns"] == columns for key in there)
        return not (name or "").removeprefix("ix_").startswith(PREFIX)

    return include
