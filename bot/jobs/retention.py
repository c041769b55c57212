"""Erase the words of conversations that are older than the library keeps them; the figures stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, null, select, update

from crm import records, search
from crm.store import Store
from crm.upsert import table_of

__all__ = ["erase_old_texts"]

BATCH = 200

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


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

    erased = 0
    # Small transactions: nobody who writes now has to wait for what was written long ago.
    while done := await store.transact(erase):
        erased += done
        if done < BATCH:
            break
    return erased
