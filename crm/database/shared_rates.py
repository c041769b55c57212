"""Limits that count for all gateways on one store: a bucket for each key, as one row (bot.conversation.rates)."""

from datetime import timedelta

from sqlalchemy import BindParameter, Connection, Interval, delete, func, literal, select, update
from sqlalchemy.dialects import postgresql

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["forget_full", "give_back", "take"]

_BUCKET = table_of(records.RateBucket)


def _span(seconds: float) -> BindParameter[timedelta]:
    return literal(timedelta(seconds=seconds), Interval())


async def take(store: Store, key: str, *, each: float, burst: int) -> float:
    """Take one token of a key, of which one comes every `each` seconds; 0.0, or the seconds until there is one.

    PostgreSQL only. What is kept of the key is a keyed hash.
    """
    hashed = store.keys.counted(f"rate:{key}")
    now = func.clock_timestamp()
    one, most = _span(each), _span(each * burst)
    full_at = func.greatest(_BUCKET.c.full_at, now)
    taken = (
        postgresql.insert(_BUCKET)
        .values(key=hashed, full_at=now + one)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"full_at": full_at + one},
            # A hair more, for the moments of two statements are not the same.
            where=full_at + one <= now + most + _span(0.001),
        )
        .returning(_BUCKET.c.id)
    )
    waiting = select(func.extract("epoch", _BUCKET.c.full_at + one - most - now)).where(_BUCKET.c.key == hashed)

    def work(connection: Connection) -> float:
        if connection.scalar(taken) is not None:
            return 0.0
        return max(0.05, float(connection.scalar(waiting) or 0.0))

    return await store.transact(work, aside=True)


async def give_back(store: Store, key: str, *, each: float) -> None:
    """Return a token that was taken for nothing."""
    hashed = store.keys.counted(f"rate:{key}")
    change = update(_BUCKET).where(_BUCKET.c.key == hashed).values(full_at=_BUCKET.c.full_at - _span(each))
    await store.transact(lambda connection: connection.execute(change), aside=True)


async def forget_full(store: Store) -> int:
    """Delete the buckets that are full again: they are as good as none; give how many."""
    if store.holder is None:
        return 0
    full = delete(_BUCKET).where(_BUCKET.c.full_at < func.clock_timestamp())
    return int(await store.transact(lambda connection: connection.execute(full).rowcount, aside=True))
