"""Erasure of the words of cases; what figures count stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, null, or_, select, update
from sqlalchemy import case as case_when

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches

__all__ = ["erase_cases", "erase_old_cases", "old_cases"]

_CASE = table_of(records.ServiceCase)
_STEP = table_of(records.CaseEvent)


async def erase_old_cases(store: Store, *, before: datetime) -> int:
    """Erase the words of cases to which nothing has happened since a moment, contact and notes too; give how many.

    Closed or not: a case that was answered and never closed, or never looked at, keeps nobody's words for ever.
    Kind, states, times, priority, resolution and who worked on it stay: they are what is counted. What staff have
    noted since a closed case was closed stays too, for as long again.
    """
    old = old_cases(before).order_by(_CASE.c.id).limit(BATCH)

    def erase(connection: Connection) -> int:
        ids = list(connection.scalars(old))
        erase_cases(connection, ids, before=before)
        return len(ids)

    return await in_batches(store, erase)


def old_cases(before: datetime) -> Select[Any]:
    """Select the cases with words to which nothing has happened since a moment."""
    notes = select(_STEP.c.id).where(
        _STEP.c.case_id == _CASE.c.id, _STEP.c.note.is_not(None), _STEP.c.occurred_at < before
    )
    touched = select(_STEP.c.id).where(_STEP.c.case_id == _CASE.c.id, _STEP.c.occurred_at >= before)
    words = or_(
        _CASE.c.subject != "",
        _CASE.c.description.is_not(None),
        _CASE.c.contact.is_not(None),
        _CASE.c.idempotency_key.is_not(None),
        notes.exists(),
    )
    over = case_when((_CASE.c.status == "closed", _CASE.c.closed_at < before), else_=~touched.exists())
    return select(_CASE.c.id).where(_CASE.c.opened_at < before, over, words)


def erase_cases(connection: Connection, ids: Sequence[int], *, before: datetime | None = None) -> int:
    """Erase every word of some cases, of their history only what was written before a moment when one is given.

    Gives how many cases had words.
    """
    if not ids:
        return 0
    mine = _CASE.c.id.in_(ids)
    had = connection.scalar(select(func.count()).select_from(_CASE).where(mine, _CASE.c.subject != ""))
    nothing = {"subject": "", "description": null(), "contact": null(), "idempotency_key": null()}
    connection.execute(update(_CASE).where(mine).values(**nothing))
    steps = update(_STEP).where(_STEP.c.case_id.in_(ids))
    if before is not None:
        steps = steps.where(_STEP.c.occurred_at < before)
    connection.execute(steps.values(note=null()))
    return int(had or 0)
