"""Every text column says how long patrons' words stay in it, and what erases them; no column can be forgotten."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import JSON, CheckConstraint, Column, String, Table

from bot.settings import Settings
from crm.forgetting.kept import ERASED, MINUTES, PATRON, WORDLESS
from crm.records import Base

TABLES = Base.metadata.tables
# Tables that SQLAlchemy does not know: the index of words.
BESIDE = {"message_search"}
PRIVACY = Path(__file__).resolve().parents[3] / "docs" / "privacy.md"


def holds_text(column: Column[object]) -> bool:
    return isinstance(column.type, (String, JSON))


def is_closed(table: Table, column: Column[object]) -> bool:
    """Tell whether a column can only hold one of a list of values."""
    return any(
        isinstance(check, CheckConstraint) and str(check.sqltext).startswith(f"{column.name} IN (")
        for check in table.constraints
    )


def text_columns() -> list[tuple[str, str]]:
    return [
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if holds_text(column)
        and not column.name.endswith("_hash")
        and not is_closed(table, column)
        # A language's code.
        and column.name not in ("language", "locale")
    ]


ERASED_COLUMNS = [(rule.table, name) for rule in ERASED for name in rule.columns]
WORDLESS_COLUMNS = [
    (rule.table, name)
    for rule in WORDLESS
    for name in (
        [column.name for column in TABLES[rule.table].columns if holds_text(column)]
        if rule.columns == ("*",)
        else rule.columns
    )
]


@pytest.mark.parametrize("column", text_columns(), ids=".".join)
def test_every_text_column_is_erased_or_says_why_not(column: tuple[str, str]) -> None:
    told = ERASED_COLUMNS.count(column) + WORDLESS_COLUMNS.count(column)
    assert told == 1, (
        f"{'.'.join(column)} says {told} times whether it may hold words: say it once, "
        "by `info=erased(…)` or `info=wordless(…)` where it is defined (crm.records.words)"
    )


def test_what_is_named_is_there() -> None:
    for table, column in {*ERASED_COLUMNS, *WORDLESS_COLUMNS}:
        assert table in BESIDE or column in TABLES[table].columns, f"{table}.{column} is no column"
    assert len(set(ERASED_COLUMNS)) == len(ERASED_COLUMNS)


def test_every_eraser_is_there_and_every_period_is_a_setting() -> None:
    settings = {f"KETABYAR_{name}".upper() for name in Settings.model_fields}
    for rule in ERASED:
        module, name = rule.by.split(".")
        assert callable(getattr(import_module(f"crm.forgetting.{module}"), name))
        assert rule.period in (PATRON, MINUTES) or rule.period in settings


def test_the_privacy_page_tells_of_every_place() -> None:
    page = PRIVACY.read_text(encoding="utf-8")
    for rule in ERASED:
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{rule.table}`")]
        for name in rule.columns:
            assert f"`{name}`" in line, f"{rule.table}.{name} is missing in docs/privacy.md"
        assert (rule.period if rule.period in (PATRON, MINUTES) else f"`{rule.period}`") in line
