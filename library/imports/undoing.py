"""The last import of a kind, taken back: unless loans or holds came since that stand on what it brought."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.library_info.titles import titles_changed
from library.errors import ImportRefused
from library.imports import runs
from library.imports.loading import patiently
from library.imports.oai.state import undone
from library.imports.taking_back import take_back

__all__ = ["undo_last"]

AT_ONCE = 500
MOST_NAMED = 5

_RUN = table_of(records.ImportRun)
_CHANGE = table_of(records.ImportChange)
_TITLE = table_of(records.TitleRecord)
_ITEM = table_of(records.Item)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_FINE = table_of(records.Fine)
_PATRON = table_of(records.Patron)
_KEPT = table_of(records.ImportedRecord)


async def undo_last(store: Store, *, kind: str | None = None, by: Actor) -> runs.Run:
    """Take back the last import (of a kind); give it as it is then, with what was left as it is and why.

    Left is what was changed since, what is in use, and patrons with anything of their own. Raises ImportRefused naming
    what stands on all of it, or while another import is under way.
    """
    await store.transact(lambda connection: runs.refuse_while_running(connection, store.clock.now()))
    candidates = [run for run in await runs.last_runs(store) if run.can_be_undone and kind in (None, run.kind)]
    if not candidates:
        raise ImportRefused("nothing_to_undo")
    run = candidates[0]

    def begin(connection: Connection) -> None:
        runs.refuse_while_running(connection, store.clock.now())
        blocked = _blocked(connection, run.id, run.kind)
        if blocked:
            more = len(blocked) - MOST_NAMED
            names = "; ".join(blocked[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
            raise ImportRefused("used_since", id=run.id, number=len(blocked), names=names)
        # From now on what was read counts as unread: the next import looks at all of it.
        rows = select(_CHANGE.c.row_id).where(_CHANGE.c.run_id == run.id)
        connection.execute(
            update(_KEPT).where(_KEPT.c.kind == run.kind, _KEPT.c.row_id.in_(rows)).values(digest="", changed_at=None)
        )
        # No import begins before this is done; ends the process, it can be taken up again.
        runs.taken_up(connection, run.id, store.clock.now())

    await patiently(store, begin, write=True)

    def some(connection: Connection) -> int:
        done, left = take_back(connection, run.id, AT_ONCE, store.clock.now())
        runs.note_left(connection, run.id, store.clock.now(), left)
        return done

    while await patiently(store, some, write=True):
        pass

    def finish(connection: Connection) -> None:
        _forget_lost(connection, run.kind)
        if run.kind == "catalogue":
            undone(connection, run.id)
            titles_changed(connection)
        runs.was_undone(connection, store, run.id, by)

    await patiently(store, finish, write=True)
    return await runs.run_of(store, run.id) or run


def _blocked(connection: Connection, run_id: int, kind: str) -> list[str]:
    """Name what was added by the run and has loans, holds or fines now that the run did not bring."""
    added = _CHANGE.alias()

    def of(table: str) -> tuple[Any, ...]:
        return (added.c.run_id == run_id, added.c.table_name == table, added.c.what == "added")

    if kind == "catalogue":
        titles = (
            select(_TITLE.c.title)
            .join(added, added.c.row_id == _TITLE.c.id)
            .join(_HOLD, _HOLD.c.title_id == _TITLE.c.id)
            .where(*of("title_record"))
        )
        copies = (
            select(_TITLE.c.title, _ITEM.c.barcode)
            .join(_ITEM, _ITEM.c.title_id == _TITLE.c.id)
            .join(added, added.c.row_id == _ITEM.c.id)
            .join(_LOAN, _LOAN.c.item_id == _ITEM.c.id)
            .where(*of("item"))
        )
        names = [f"{row.title} ({row.barcode})" for row in connection.execute(copies)]
        names += [str(name) for name in connection.scalars(titles)]
        return list(dict.fromkeys(names))
    if kind == "patrons":
        found = []
        for table in (_LOAN, _HOLD, _FINE):
            query = (
                select(_PATRON.c.card_last4)
                .join(added, added.c.row_id == _PATRON.c.id)
                .join(table, table.c.patron_id == _PATRON.c.id)
                .where(*of("patron"))
            )
            found += [f"…{last}" for last in connection.scalars(query)]
        return list(dict.fromkeys(found))
    return []


def _forget_lost(connection: Connection, kind: str) -> None:
    """Forget the records whose rows are gone."""
    table = {"catalogue": _TITLE, "patrons": _PATRON, "loans": _LOAN, "holds": _HOLD, "fines": _FINE}[kind]
    there = select(table.c.id)
    connection.execute(_KEPT.delete().where(_KEPT.c.kind == kind, _KEPT.c.row_id.not_in(there)))
