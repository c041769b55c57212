"""Rows that are looked for one by one, by an index, whatever a database thinks of the size of their table."""

from typing import Any

from sqlalchemy import ColumnElement, Table, literal_column, select

__all__ = ["is_missing"]


def is_missing(table: Table, *where: ColumnElement[bool] | Any) -> ColumnElement[bool]:
    """Give the condition that a table has no row for the row of the query around it.

    For tables that grow while the query is run again and again. PostgreSQL makes a join of NOT EXISTS, and chooses it
    by what it knew of the table when the statement was planned: of one that was empty then it went through all rows for
    each of the query's, and a night's planning took the square of what it planned. What is looked up as a value is
    never joined: it is found by the whole of its key.
    """
    return select(literal_column("1")).select_from(table).where(*where).limit(1).scalar_subquery().is_(None)
