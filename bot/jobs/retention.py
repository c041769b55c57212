"""Erase the words of conversations and cases that are older than the library keeps them; the figures stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, null, or_, select, update

from crm import records, search
from crm.store import Store
from crm.upsert import table_of

__all__ = ["erase_old_case_texts", "erase_old_texts"]

BATCH = 200

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_CASE = table_of(records.ServiceCase)
_STEP = table_of(records.CaseEvent)


async def erase_old_texts(store: Store, *, before: datetime) -> int:
    """Erase what was said in closed conversations that ended before a moment; give how many.

    Intent, confidence, answer status, times and outcome stay: they are what is counted, and name nobody.
    """
    old = (
        select(_INTERACTION.c.id)
        .where(
            _INTERACTION.c.status == "closed",
            _INTERACTION.c.ended_at < before,
            _INTERACTION.c.redacted_at.is_(None),
        )
        .order_by(_INTERACTION.c.id)
        .limit(BATCH)
    )

    def erase(connection: Connection) -> int:
        ids = list(connection.scalars(old))
        if ids:
            search.forget(connection, ids)
            connection.execute(
                update(_MESSAGE)
                .where(_MESSAGE.c.interaction_id.in_(ids))
                .values(body=null(), payload=null(), buttons=null(), custom=null(), analysis=null(), body_redacted=True)
            )
            connection.execute(
                update(_INTERACTION)
                .where(_INTERACTION.c.id.in_(ids))
                .values(subject=null(), redacted_at=store.clock.now())
            )
        return len(ids)

    return await _in_batches(store, erase)


async def erase_old_case_texts(store: Store, *, before: datetime) -> int:
    """Erase the words of cases that were closed before a moment, notes and contact with them; give how many.

    Kind, states, times, priority, resolution and who worked on it stay: they are what is counted. What staff have
    noted since stays too, for as long again.
    """
    notes = select(_STEP.c.id).where(
        _STEP.c.case_id == _CASE.c.id, _STEP.c.note.is_not(None), _STEP.c.occurred_at < before
    )
    old = (
        select(_CASE.c.id)
        .where(
            _CASE.c.status == "closed",
            _CASE.c.closed_at < before,
            or_(_CASE.c.subject != "", _CASE.c.description.is_not(None), _CASE.c.contact.is_not(None), notes.exists()),
        )
        .order_by(_CASE.c.id)
        .limit(BATCH)
    )

    def erase(connection: Connection) -> int:
        ids = list(connection.scalars(old))
        if ids:
            connection.execute(
                update(_CASE).where(_CASE.c.id.in_(ids)).values(subject="", description=null(), contact=null())
            )
            connection.execute(
                update(_STEP).where(_STEP.c.case_id.in_(ids), _STEP.c.occurred_at < before).values(note=null())
            )
        return len(ids)

    return await _in_batches(store, erase)


async def _in_batches(store: Store, erase: Callable[[Connection], int]) -> int:
    erased = 0
    # Small transactions: nobody who writes now has to wait for what was written long ago.
    while done := await store.transact(erase):
        erased += done
        if done < BATCH:
            break
    return erased
