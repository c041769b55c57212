"""The end of subscriptions to a welcome: it comes once, and is nothing that is told for ever."""

from datetime import timedelta

from sqlalchemy import and_, exists, or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.rules import WELCOME_NEWS

__all__ = ["end_welcomes"]

# A message that could not be delivered at once is tried again for some days.
TRIED = timedelta(days=7)

_NOTICE = table_of(records.Notice)
_PATRON = table_of(records.Patron)
_SUBSCRIPTION = table_of(records.Subscription)


async def end_welcomes(store: Store) -> int:
    """End subscriptions to a welcome that was told, or that nobody needs any more; give how many."""
    now = store.clock.now()
    told = exists().where(
        _NOTICE.c.subscription_id == _SUBSCRIPTION.c.id,
        _NOTICE.c.kind == "welcome",
        _NOTICE.c.status != "queued",
        _NOTICE.c.settled_at <= now - TRIED,
    )
    late = exists().where(
        and_(_PATRON.c.id == _SUBSCRIPTION.c.patron_id, _PATRON.c.registered_at <= now - WELCOME_NEWS)
    )
    running = (_SUBSCRIPTION.c.kind == "welcome", _SUBSCRIPTION.c.ended_at.is_(None))
    ended = select(_SUBSCRIPTION.c.id).where(*running, or_(told, late))
    change = update(_SUBSCRIPTION).where(_SUBSCRIPTION.c.id.in_(ended)).values(ended_at=now, end_reason="done")
    if await store.look(lambda connection: connection.scalar(ended.limit(1))) is None:
        return 0
    return await store.transact(lambda connection: int(connection.execute(change).rowcount))
