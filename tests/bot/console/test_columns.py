"""Columns of lists: what a page's table and a file make of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jinja2
import pytest

from bot.console.frame.columns import Column, item, lines_of, stamp, table
from bot.console.frame.pages import ENVIRONMENT, TEMPLATES
from tests.support.html import Page

COLUMNS = (
    Column("name", "list.name", "name", heads_row=True),
    Column("both", "list.both"),
    Column("made", value=stamp("made")),
    Column("left", "list.left", item("pair", 0), style="number"),
)


@dataclass
class Row:
    """A row."""

    name: str | None
    made: datetime | None = None
    pair: tuple[int, int] = (3, 4)


def written(template: str, **context: Any) -> str:
    """What a template of ours makes of the columns."""
    assert ENVIRONMENT.loader is not None
    mine = ENVIRONMENT.overlay(loader=jinja2.ChoiceLoader([jinja2.DictLoader({"x": template}), ENVIRONMENT.loader]))
    mine.globals = {**ENVIRONMENT.globals, "t": lambda key, **values: f"{key}{values or ''}", "table": table}
    mine.filters = {**ENVIRONMENT.filters, "number": lambda _, value: f"{value:,}"}
    return " ".join(mine.get_template("x").render(columns=COLUMNS, **context).split())


def test_a_file_has_the_columns_with_values() -> None:
    rows = [Row("a", datetime(2026, 11, 24, 8, 0, 5, 9, tzinfo=UTC)), Row("b")]
    told = [column for column in COLUMNS if column.value is not None]
    found: Any = lines_of(told, rows)
    assert list(found) == [["a", "2026-11-24T08:00:05+00:00", 3], ["b", None, 3]]


async def test_a_file_takes_rows_as_they_come() -> None:
    async def come() -> Any:
        yield Row("a")

    found: Any = lines_of(COLUMNS[:1], come())
    assert [line async for line in found] == [["a"]]


def test_a_table_says_each_label_in_the_heading_and_in_the_cell_and_escapes_values() -> None:
    text = written(
        '{% macro cell_both(row) %} <b>{{ row.name }}</b> {% endmacro %}{{ table(columns, rows, "Names") }}',
        rows=[Row("<i>")],
    )
    table = Page(text)
    assert table.has('div.table.stacks[tabindex="0"][role=group][aria-label=Names]')
    assert table.texts("thead th[scope=col]") == ["list.name", "list.both", "list.left"]
    assert table.texts("th[scope=col].number") == ["list.left"]
    assert table.texts('tbody th[scope=row][data-label="list.name"]') == ["<i>"]
    assert table.texts('td[data-label="list.both"] b') == ["<i>"]
    assert table.texts('td.number[data-label="list.left"]') == ["3"]
    assert "made" not in text


def test_rows_may_have_a_class_and_an_empty_cell_has_no_label() -> None:
    text = written(
        "{% macro row_class(row) %}{% if row.name %}late{% endif %}{% endmacro %}"
        "{% macro cell_both(row) %}{% endmacro %}"
        '{% macro head_both() %}<i>two</i>{% endmacro %}{{ table(columns, rows, "Names") }}',
        rows=[Row("a"), Row(None)],
    )
    table = Page(text)
    assert len(table.rows("tr.late")) == 1
    assert "" in table.texts("td:not([data-label])")
    assert "" in table.texts("th[scope=row]:not([data-label])")
    assert table.texts("th[scope=col] i") == ["two"]


def test_a_column_without_a_value_and_without_a_macro_is_an_error() -> None:
    with pytest.raises(LookupError, match="cell_both"):
        written('{{ table(columns, rows, "Names") }}', rows=[Row("a")])


# Tables that no list of columns can make: forms with a field in each cell, and two-way tables of figures.
BY_HAND = {
    "figures/parts.html",
    # A letter has its colours written out.
    "figures/mail.html",
    "figures/report.html",
    "imports/file.html",
    "intents/bulk.html",
    "intents/intent.html",
    "models/model.html",
    "places/holidays.html",
    "places/hours.html",
}


def test_every_other_table_is_made_of_columns() -> None:
    written = {
        file.relative_to(TEMPLATES).as_posix()
        for file in TEMPLATES.rglob("*.html")
        if "<table" in file.read_text(encoding="utf-8")
    }
    assert written == BY_HAND | {"macros.html"}
