"""Anonymisation of old loans, holds and fines; their counts and times stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, delete, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.rollup import are_counted
from crm.forgetting.batches import by_number

__all__ = ["forget_readers", "old_fines", "old_holds", "old_loans"]

# Figures of so many past days may be counted anew, and ask which renewals and holds came through a chat.
COUNTED_ANEW = timedelta(days=40)

_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_FINE = table_of(records.Fine)
_RENEWAL = table_of(records.RenewalAttempt)
_PATRON = table_of(records.Patron)
_CHANGE = table_of(records.ImportChange)


async def forget_readers(store: Store, *, before: datetime) -> int:
    """Take the reader out of loans that were returned, holds that ended and fines that were settled before a moment.

    Who has asked for a history of what they read keeps it. A loan with a fine still to be paid keeps its reader till
    then. From which conversation a hold or a renewal came is forgotten when all days so old have been counted: after a
    change of what figures mean, they are counted again from the rows. Gives how many rows were changed.
    """
    loans, holds, fines = old_loans(before), old_holds(before), old_fines(before)
    counted = min(before, store.clock.now() - COUNTED_ANEW)
    chat_holds = select(_HOLD.c.id).where(
        _HOLD.c.closed_at < counted, _HOLD.c.patron_id.is_(None), _HOLD.c.interaction_id.is_not(None)
    )
    # A renewal in a chat would tell by its conversation whose loan it was.
    chat_renewals = (
        select(_RENEWAL.c.id)
        .join(_LOAN, _LOAN.c.id == _RENEWAL.c.loan_id)
        .where(
            _LOAN.c.anonymised_at.is_not(None),
            _RENEWAL.c.requested_at < counted,
            _RENEWAL.c.interaction_id.is_not(None),
        )
    )
    now = store.clock.now()
    work: list[tuple[Select[Any], Table, dict[str, Any]]] = [
        (loans, _LOAN, {"patron_id": None, "anonymised_at": now}),
        (holds, _HOLD, {"patron_id": None, "idempotency_key": None}),
        (fines, _FINE, {"patron_id": None}),
    ]
    if await store.look(lambda connection: are_counted(connection, counted)):
        work += [(chat_holds, _HOLD, {"interaction_id": None}), (chat_renewals, _RENEWAL, {"interaction_id": None})]
    done = 0
    for query, table, values in work:

        def forget(connection, ids, table=table, values=values) -> None:  # type: ignore[no-untyped-def]
            connection.execute(update(table).where(table.c.id.in_(ids)).values(**values))
            # What is kept to take an import back would tell whose it was.
            notes = (_CHANGE.c.table_name == table.name) & _CHANGE.c.row_id.in_(ids)
            connection.execute(delete(_CHANGE).where(notes))

        done += await by_number(store, query, forget)
    return done


def _keeps_none(patron_id: Column[Any]) -> ColumnElement[bool]:
    # Looked up for each row: a list of all who keep none would be made anew for each batch.
    return select(_PATRON.c.id).where(_PATRON.c.id == patron_id, _PATRON.c.history_opt_in.is_(False)).exists()


def old_loans(before: datetime) -> Select[Any]:
    """Select the loans that were returned before a moment and lose their reader: nothing is still to be paid."""
    owed = select(_FINE.c.id).where(_FINE.c.loan_id == _LOAN.c.id, _FINE.c.closed_at.is_(None))
    return select(_LOAN.c.id).where(_LOAN.c.returned_at < before, _keeps_none(_LOAN.c.patron_id), ~owed.exists())


def old_holds(before: datetime) -> Select[Any]:
    """Select the holds that ended before a moment and lose their reader."""
    return select(_HOLD.c.id).where(_HOLD.c.closed_at < before, _keeps_none(_HOLD.c.patron_id))


def old_fines(before: datetime) -> Select[Any]:
    """Select the fines that were settled before a moment and lose their reader."""
    return select(_FINE.c.id).where(_FINE.c.closed_at < before, _keeps_none(_FINE.c.patron_id))
