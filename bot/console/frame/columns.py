"""Tables told once: one list of columns gives a page its table, and the file of the same list its header and rows."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup, escape

__all__ = ["Column", "item", "lines_of", "stamp", "table"]

Value = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list, on its page, in its file, or in both.

    On the page its heading is the text `label`; its cells are what the template's macro `cell_<key>` makes of a row,
    or the value where there is no such macro. Without a label it is not on the page. In the file its heading is `key`,
    and its cells are `value`: an attribute's name, or a function of the row. Without a value it is not in the file.
    """

    key: str
    label: str = ""
    value: str | Value | None = None
    # The name under which the list's address orders by it.
    sort: str = field(default="", kw_only=True)
    # The class of its heading and cells.
    style: str = field(default="", kw_only=True)
    # Its cells head their rows.
    heads_row: bool = field(default=False, kw_only=True)
    # Where rows stack on a narrow screen, the label is not said again before the cell.
    is_plain: bool = field(default=False, kw_only=True)
    # What the label has to be given: names, and the keys of further texts.
    label_texts: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def value_of(self, row: Any) -> object:
        """Give the value of a row. Raises LookupError where the column has none."""
        if self.value is None:
            raise LookupError(f"the column {self.key} has neither a value nor a macro cell_{self.key}")
        return attrgetter(self.value)(row) if isinstance(self.value, str) else self.value(row)


def item(name: str, key: Any) -> Value:
    """Make the value that stands under a key of an attribute."""
    return lambda row: attrgetter(name)(row)[key]


def stamp(name: str) -> Value:
    """Make the value of a moment for programs, by its attribute's name."""

    def write(row: Any) -> object:
        moment = attrgetter(name)(row)
        return None if moment is None else moment.isoformat(timespec="seconds")

    return write


def lines_of(
    columns: Sequence[Column], rows: Iterable[Any] | AsyncIterable[Any]
) -> Iterator[Sequence[object]] | AsyncIterator[Sequence[object]]:
    """Give a file's lines of a list's rows."""
    if isinstance(rows, AsyncIterable):
        return ([column.value_of(row) for column in columns] async for row in rows)
    return ([column.value_of(row) for column in columns] for row in rows)


@jinja2.pass_context
def table(
    context: Context, columns: Sequence[Column], rows: Iterable[Any], label: str, query: Any = None, classes: str = ""
) -> Markup:
    """Write a page's table, with the macros of its template: `cell_<key>(row)`, `head_<key>()` and `row_class(row)`."""
    say, mark = context.resolve("t"), context.get("row_class")

    def heading(column: Column) -> str:
        named = {name: say(text) for name, text in column.label_texts.items()}
        return str(say(column.label, **named))

    def head(column: Column, heading: str) -> str:
        macro = context.get(f"head_{column.key}")
        return heading if macro is None else _trimmed(macro())

    digits, told = context.environment.filters["number"], context.environment.finalize or (lambda value: value)

    def cell(column: Column, row: Any) -> Markup:
        macro = context.get(f"cell_{column.key}")
        value = told(column.value_of(row)) if macro is None else macro(row)
        # The file has numbers as machines write them, the page in the reader's digits.
        return _trimmed(digits(context, value) if type(value) is int else value)

    shown = [(column, heading(column)) for column in columns if column.label]
    ui = context.environment.get_template("macros.html").module
    written: Markup = ui.table(  # type: ignore[attr-defined]
        [(column, head(column, name)) for column, name in shown],
        [
            ("" if mark is None else _trimmed(mark(row)), [(column, name, cell(column, row)) for column, name in shown])
            for row in rows
        ],
        label,
        query,
        classes,
    )
    return written


def _trimmed(value: object) -> Markup:
    return escape("" if value is None else value).strip()
