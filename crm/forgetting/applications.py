"""Erasure of applications that nobody goes on with: what was told goes, that there was one stays."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, and_, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches
from crm.joining.prospects import empty, end_prospect

__all__ = ["forget_applications", "old_applications"]

# A draft is filled in within minutes, or not at all.
DRAFT = timedelta(days=1)

_APPLICATION = table_of(records.Application)
_PATRON = table_of(records.Patron)


def old_applications(before: datetime) -> Select[tuple[int]]:
    """Give the applications that were sent before a moment and never decided; drafts go after a day, whatever it is."""
    waits = and_(_APPLICATION.c.status == "sent", _APPLICATION.c.emptied_at.is_(None))
    return select(_APPLICATION.c.id).where(waits, _APPLICATION.c.sent_at < before)


async def forget_applications(store: Store, *, before: datetime) -> int:
    """Erase drafts of yesterday, and what was sent before a moment and never decided; give how many.

    What is decided was erased then. Prospects whose application is gone, as with their chat, end too.
    """
    now = store.clock.now()
    old = or_(
        and_(_APPLICATION.c.status == "draft", _APPLICATION.c.began_at < now - DRAFT),
        and_(_APPLICATION.c.status == "sent", _APPLICATION.c.sent_at < before),
    )
    query = (
        select(_APPLICATION).where(old, _APPLICATION.c.emptied_at.is_(None)).order_by(_APPLICATION.c.id).limit(BATCH)
    )
    theirs = select(_APPLICATION.c.id).where(_APPLICATION.c.patron_id == _PATRON.c.id)
    alone = (
        select(_PATRON.c.id)
        .where(_PATRON.c.lifecycle == "prospect", _PATRON.c.card_number_hash.is_(None), ~theirs.exists())
        .where(_PATRON.c.ils_patron_id.is_(None), _PATRON.c.created_at < now - DRAFT)
        .limit(BATCH)
    )

    def forget(connection: Connection) -> int:
        rows = connection.execute(query).mappings().all()
        for row in rows:
            empty(connection, row, now, status="withdrawn")
        return len(rows)

    def end(connection: Connection) -> int:
        ids = list(connection.scalars(alone))
        for each in ids:
            end_prospect(connection, each, now)
        return len(ids)

    return await in_batches(store, forget) + await in_batches(store, end)
