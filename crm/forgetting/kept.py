"""Retention rules of every text column of the store, as the columns declare them (crm.records.words), gathered.

A test walks the tables: a text column that declares neither fails it, unless it holds a keyed hash (`…_hash`) or one of
a closed list of values. docs/privacy.md tells the same to people.
"""

from dataclasses import dataclass

from sqlalchemy import Table

from crm import records
from crm.records import words
from crm.records.words import MINUTES, PATRON, TALKS

__all__ = ["ERASED", "MINUTES", "PATRON", "WORDLESS", "ErasedColumns", "Wordless"]


@dataclass(frozen=True, slots=True)
class ErasedColumns:
    """Columns of a table that hold patrons' words or names, their period, and the function that erases them."""

    table: str
    columns: tuple[str, ...]
    period: str
    by: str


@dataclass(frozen=True, slots=True)
class Wordless:
    """Columns of a table that hold no patron's words or names; `*` stands for all columns."""

    table: str
    columns: tuple[str, ...]
    because: str


def _erased(table: Table) -> list[ErasedColumns]:
    found: dict[tuple[str, str], list[str]] = {}
    for column in table.columns:
        if words.ERASED in column.info:
            found.setdefault(column.info[words.ERASED], []).append(column.name)
    return [ErasedColumns(table.name, tuple(names), *rule) for rule, names in found.items()]


def _wordless(table: Table) -> list[Wordless]:
    found: dict[str, list[str]] = {}
    for column in table.columns:
        if words.WORDLESS in column.info:
            found.setdefault(column.info[words.WORDLESS], []).append(column.name)
    whole = [Wordless(table.name, ("*",), table.info[words.WORDLESS])] if words.WORDLESS in table.info else []
    return [*whole, *(Wordless(table.name, tuple(names), because) for because, names in found.items())]


_TABLES = records.Base.metadata.sorted_tables
# The index of words is each database's own table, and no record.
_BESIDE = (ErasedColumns("message_search", ("words",), TALKS, "conversations.erase_talks"),)

ERASED = (*_BESIDE, *(rule for table in _TABLES for rule in _erased(table)))
WORDLESS = tuple(rule for table in _TABLES for rule in _wordless(table))
