"""Deletion of old proofs: what patrons agreed to before they said otherwise, and requests about data of long ago."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches

__all__ = ["forget_consents", "forget_requests", "old_consents", "old_requests"]

_CONSENT = table_of(records.ConsentRecord)
_REQUEST = table_of(records.DataRequest)


def old_consents(before: datetime) -> Select[Any]:
    """Select the records of consent made before a moment that decide nothing any more.

    What a patron said last on a channel stays, however old: it is in force (the database refuses its deletion). What
    was said before it proves that what was sent then was allowed; of an erased patron every record is such a proof.
    """
    later = _CONSENT.alias("later")
    over = select(later.c.id).where(
        later.c.patron_id == _CONSENT.c.patron_id,
        later.c.purpose_id == _CONSENT.c.purpose_id,
        later.c.id > _CONSENT.c.id,
        # Until it was followed by something else, it was in force: from then on its time runs.
        later.c.occurred_at < before,
        or_(later.c.channel == _CONSENT.c.channel, later.c.channel.is_(None)),
    )
    return select(_CONSENT.c.id).where(
        _CONSENT.c.occurred_at < before, or_(_CONSENT.c.patron_id.is_(None), over.exists())
    )


def old_requests(before: datetime) -> Select[Any]:
    """Select the requests that were done or refused before a moment."""
    return select(_REQUEST.c.id).where(_REQUEST.c.completed_at < before)


async def forget_consents(store: Store, *, before: datetime) -> int:
    """Delete the proofs of consents whose time is over; give how many."""
    query = old_consents(before).order_by(_CONSENT.c.id).limit(BATCH)

    def forget(connection: Connection) -> int:
        ids = list(connection.scalars(query))
        return int(connection.execute(delete(_CONSENT).where(_CONSENT.c.id.in_(ids))).rowcount)

    return await in_batches(store, forget)


async def forget_requests(store: Store, *, before: datetime) -> int:
    """Delete the requests whose time is over; give how many."""
    query = old_requests(before).order_by(_REQUEST.c.id).limit(BATCH)

    def forget(connection: Connection) -> int:
        ids = list(connection.scalars(query))
        return int(connection.execute(delete(_REQUEST).where(_REQUEST.c.id.in_(ids))).rowcount)

    return await in_batches(store, forget)
