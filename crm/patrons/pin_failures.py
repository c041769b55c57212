"""Counts of wrong PINs, and which of them the audit trail lists one by one.

An attack makes thousands of failures: the audit trail, which is kept for ever, tells the first ones of an hour each
and then only that it goes on, so that nobody can make it grow without bound.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of, upsert

__all__ = [
    "LOCKED_CARD",
    "PATRON",
    "count_failure",
    "failures_since",
    "forget_old_failures",
    "is_told",
    "recent_and_usual",
]

PATRON, LOCKED_CARD = "patron", "locked_card"

SLOT = timedelta(minutes=10)
DAY = timedelta(hours=24)
# Of one hour each failure is told up to here, and then the 50th, 100th, 200th, 500th ...
TOLD_ONE_BY_ONE = 20
KEPT = timedelta(days=30)

_FAILURES = table_of(records.SignInFailures)


def count_failure(connection: Connection, store: Store, kind: str) -> int:
    """Count a failed sign-in; give how many of its kind there were in this hour, this one included."""
    now = store.clock.now()
    upsert(
        connection,
        _FAILURES,
        {"kind": kind, "slot_at": _slot(now), "failures": 1},
        on=["kind", "slot_at"],
        change={"failures": _FAILURES.c.failures + 1},
    )
    return _sum(connection, kind, now.replace(minute=0, second=0, microsecond=0))


def is_told(number: int) -> bool:
    """Tell whether the so many-th failure of an hour goes into the audit trail as an event of its own."""
    if number <= TOLD_ONE_BY_ONE:
        return True
    digits = str(number)
    return number >= 50 and digits[0] in "125" and set(digits[1:]) == {"0"}


async def failures_since(store: Store, kind: str, ago: timedelta = DAY) -> int:
    """Give how many PINs were wrong, or cards were locked, lately."""
    since = store.clock.now() - ago
    return await store.look(lambda connection: _sum(connection, kind, since))


def recent_and_usual(connection: Connection, kind: str, now: datetime) -> tuple[int, float]:
    """Give the failures of the last ten to twenty minutes, and what as many minutes of the last day have on average."""
    since = _slot(now) - SLOT
    recent = _sum(connection, kind, since)
    before = _sum(connection, kind, now - DAY) - recent
    return recent, max(0, before) * (2 * SLOT / DAY)


async def forget_old_failures(store: Store) -> int:
    """Delete the counts of long ago; give how many."""
    old = delete(_FAILURES).where(_FAILURES.c.slot_at < store.clock.now() - KEPT)
    return await store.transact(lambda connection: int(connection.execute(old).rowcount))


def _slot(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 10 * 10, second=0, microsecond=0)


def _sum(connection: Connection, kind: str, since: datetime) -> int:
    query = select(func.coalesce(func.sum(_FAILURES.c.failures), 0)).where(
        _FAILURES.c.kind == kind, _FAILURES.c.slot_at >= since
    )
    return int(connection.scalar(query) or 0)
