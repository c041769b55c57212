"""Detachment of old notices from their patrons: what was told to whom about which loan is history of reading too."""

from datetime import datetime

from sqlalchemy import Connection, null, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches

__all__ = ["forget_notices", "forget_notices_of"]

_NOTICE = table_of(records.Notice)
_LINKS = ("patron_id", "subscription_id", "loan_id", "hold_id", "case_id", "match_id", "recipient_id", "message_id")


async def forget_notices(store: Store, *, before: datetime) -> int:
    """Detach the notices that were sent or kept back before a moment; give how many. Their counts stay."""
    old = (
        select(_NOTICE.c.id)
        .where(_NOTICE.c.status != "queued", _NOTICE.c.settled_at < before, _NOTICE.c.patron_id.is_not(None))
        .order_by(_NOTICE.c.id)
        .limit(BATCH)
    )

    def detach(connection: Connection) -> int:
        ids = list(connection.scalars(old))
        connection.execute(update(_NOTICE).where(_NOTICE.c.id.in_(ids)).values(**dict.fromkeys(_LINKS, null())))
        return len(ids)

    return await in_batches(store, detach)


def forget_notices_of(connection: Connection, patron_id: int, now: datetime) -> None:
    """Close what waits to be told to a patron, and take every link away but the one to the patron."""
    mine = _NOTICE.c.patron_id == patron_id
    closed = {"status": "cancelled", "reason": "closed", "settled_at": now}
    connection.execute(update(_NOTICE).where(mine, _NOTICE.c.status == "queued").values(**closed))
    others: dict[str, None] = {name: None for name in _LINKS if name != "patron_id"}
    connection.execute(update(_NOTICE).where(mine).values(**others))
