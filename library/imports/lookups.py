"""What rows of tables name, found in the store: branches, patrons, copies, titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, select

from crm import records
from crm.database.upsert import table_of

__all__ = ["Lookups", "others", "rows_by", "rows_where"]

_BRANCH = table_of(records.Branch)
_RULE = table_of(records.LoanRule)
_PROFILE = table_of(records.LibraryProfile)


@dataclass(frozen=True, slots=True)
class Lookups:
    """The branches by their codes, the zone of the main one, the categories that rules speak of, the currency."""

    branches: Mapping[str, int]
    zone: ZoneInfo
    categories: frozenset[str]
    currency: str

    @classmethod
    def of(cls, connection: Connection) -> Lookups:
        """Read it."""
        rows = connection.execute(select(_BRANCH).order_by(_BRANCH.c.is_main.desc(), _BRANCH.c.id)).all()
        return cls(
            {row.code.casefold(): row.id for row in rows},
            ZoneInfo(rows[0].time_zone if rows else "UTC"),
            frozenset(connection.scalars(select(_RULE.c.patron_category))),
            connection.scalar(select(_PROFILE.c.currency)) or "IRR",
        )

    def branch(self, code: str) -> int | None:
        """Find a branch."""
        return self.branches.get(code.casefold())

    def has_rules_for(self, category: str) -> bool:
        """Tell whether a patron of a category may borrow by any rule."""
        return category in self.categories or "*" in self.categories


def rows_where(connection: Connection, table: Table, column: Any, keys: Iterable[Any], *more: Any) -> list[Any]:
    """Give the rows whose column has one of the values, whole."""
    unique = list(dict.fromkeys(key for key in keys if key is not None))
    found: list[Any] = []
    for start in range(0, len(unique), 500):
        query = select(table).where(column.in_(unique[start : start + 500]), *more)
        found += connection.execute(query).mappings().all()
    return found


def rows_by(connection: Connection, table: Table, column: Any, keys: Iterable[Any], *more: Any) -> dict[Any, Any]:
    """Give the same rows by the value of the column."""
    return {row[column.name]: row for row in rows_where(connection, table, column, keys, *more)}


def others(before: Mapping[str, Any], row: Mapping[str, Any], names: Sequence[str] | None = None) -> dict[str, Any]:
    """Give the columns whose value becomes another."""
    return {name: row[name] for name in (names or row) if before[name] != row[name]}
