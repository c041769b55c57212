"""Titles and copies that are gone in the other system: deleted here, unless somebody has or waits for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from crm import records
from crm.database.upsert import table_of
from library.imports.changes import Writing
from library.imports.outcome import ImportOutcome
from library.imports.record import ImportProblem

__all__ = ["busy_copies", "remove_copies", "remove_titles"]

Named = Mapping[int, tuple[str, int, str]]

_TITLE = table_of(records.TitleRecord)
_ITEM = table_of(records.Item)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_KEPT = table_of(records.ImportedRecord)


def busy_copies(connection: Connection, keys: Iterable[int]) -> set[int]:
    """Give those copies that are on loan or set aside here."""
    wanted = list(dict.fromkeys(keys))
    busy: set[int] = set()
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        busy.update(
            connection.scalars(select(_LOAN.c.item_id).where(_LOAN.c.item_id.in_(part), _LOAN.c.returned_at.is_(None)))
        )
        busy.update(
            connection.scalars(select(_HOLD.c.item_id).where(_HOLD.c.item_id.in_(part), _HOLD.c.closed_at.is_(None)))
        )
    return busy


def remove_copies(
    connection: Connection,
    writing: Writing | None,
    rows: Sequence[Mapping[str, Any]],
    busy: set[int],
    names: Named,
    outcome: ImportOutcome,
) -> None:
    """Delete copies; one that is on loan or set aside stays and is named. Past loans forget it, until an undo."""
    going = []
    for row in rows:
        if row["id"] in busy:
            source, number, key = names[row["title_id"]]
            outcome.counts["copies_kept"] += 1
            outcome.tell(source, number, ImportProblem.of("copy_in_use", barcode=row["barcode"], id=key))
        else:
            going.append(row)
    outcome.counts["copies_deleted"] += len(going)
    if writing is not None and going:
        _let_go(connection, writing, [row["id"] for row in going])
        writing.delete(_ITEM, going)


def remove_titles(connection: Connection, writing: Writing | None, doomed: Named, outcome: ImportOutcome) -> None:
    """Delete titles with their copies; one that is on loan or reserved stays and is named."""
    if not doomed:
        return
    items = _rows(connection, _ITEM, _ITEM.c.title_id, list(doomed))
    busy = busy_copies(connection, [row["id"] for row in items])
    holds = _rows(connection, _HOLD, _HOLD.c.title_id, list(doomed))
    in_use = {row["title_id"] for row in items if row["id"] in busy}
    in_use |= {row["title_id"] for row in holds if row["closed_at"] is None}
    for title_id in in_use:
        source, number, key = doomed[title_id]
        outcome.counts["kept"] += 1
        outcome.tell(source, number, ImportProblem.of("title_in_use", id=key))
    going = [key for key in doomed if key not in in_use]
    outcome.counts["deleted"] += len(going)
    outcome.counts["copies_deleted"] += sum(row["title_id"] not in in_use for row in items)
    if writing is None or not going:
        return
    of_going = [row for row in items if row["title_id"] not in in_use]
    _let_go(connection, writing, [row["id"] for row in of_going])
    writing.delete(_HOLD, [row for row in holds if row["title_id"] not in in_use], patron="patron_id")
    writing.delete(_ITEM, of_going)
    writing.delete(_TITLE, _rows(connection, _TITLE, _TITLE.c.id, going))
    for start in range(0, len(going), 500):
        part = going[start : start + 500]
        connection.execute(delete(_KEPT).where(_KEPT.c.kind == "catalogue", _KEPT.c.row_id.in_(part)))


def _let_go(connection: Connection, writing: Writing, items: Sequence[int]) -> None:
    """Take copies out of past loans and holds, which the database would do without a note."""
    for table in (_LOAN, _HOLD):
        rows = _rows(connection, table, table.c.item_id, items)
        writing.change(table, [(row, {"item_id": None}) for row in rows], patron="patron_id")


def _rows(connection: Connection, table: Any, column: Any, keys: Sequence[int]) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(keys), 500):
        found += connection.execute(select(table).where(column.in_(keys[start : start + 500]))).mappings().all()
    return found
