"""Throttling of sign-in attempts per card, name, chat and address, which are stored as hashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.sign_in.addresses import counted

__all__ = [
    "DAY",
    "AttemptLimit",
    "AttemptTaken",
    "address_limit",
    "again_limit",
    "clear",
    "device_limit",
    "forget_old_tries",
    "forgive",
    "name_limit",
    "pauses",
    "take",
    "take_try",
]

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
# Tries that are older than this count no more, but where a limit is one of a day.
REMEMBERED = timedelta(hours=1)
DAY = timedelta(days=1)

_THROTTLE = table_of(records.SignInThrottle)


@dataclass(frozen=True, slots=True)
class AttemptLimit:
    """A key that is counted, and the attempts after which each further one waits twice as long.

    Where it `ends`, there is no further one until the window that began with the first is over; no window is longer
    than a day.
    """

    key: str
    free: int
    window: timedelta = REMEMBERED
    first_pause: timedelta = FIRST_PAUSE
    ends: bool = False


@dataclass(frozen=True, slots=True)
class AttemptTaken:
    """The result of asking for an attempt: how long to wait if it is refused, or the new counts."""

    wait: timedelta | None
    counts: dict[str, int]

    def locks(self, limit: AttemptLimit) -> bool:
        """Tell whether this very try is the last one that was free."""
        return self.counts.get(limit.key) == limit.free


def name_limit(store: Store, username: str) -> AttemptLimit:
    """Give the limit of one user name, whether there is such an account or not."""
    return AttemptLimit(store.keys.counted(f"staff-name:{username.strip().casefold()}"), 5)


def address_limit(store: Store, address: str, *, of: str = "staff", free: int = 20) -> AttemptLimit:
    """Give the limit of one address: wider, since a whole library may stand behind one."""
    return AttemptLimit(store.keys.counted(f"{of}-address:{counted(address)}"), free)


def device_limit(store: Store, staff_id: int, nonce: str) -> AttemptLimit:
    """Give the limit of one account on a browser where it was signed in before."""
    return AttemptLimit(store.keys.counted(f"staff-device-tries:{staff_id}:{nonce}"), 5)


def again_limit(store: Store, staff_id: int) -> AttemptLimit:
    """Give the limit of the password that is asked for again within a session: no tries from outside count here."""
    return AttemptLimit(store.keys.counted(f"staff-again:{staff_id}"), 5)


async def take_try(store: Store, limits: Sequence[AttemptLimit]) -> timedelta | None:
    """Count a try before it is made; give None, or how long to wait when it must not be made.

    Counting first keeps many tries at the same moment within the limit.
    """
    return (await store.transact(lambda connection: take(connection, store, limits))).wait


def take(connection: Connection, store: Store, limits: Sequence[AttemptLimit]) -> AttemptTaken:
    """Count a try in a transaction (see `take_try`), and tell the counts that it has come to."""
    now = store.clock.now()
    # In one order, so that two tries never wait for each other.
    rows = {limit: _locked(connection, limit, now) for limit in sorted(limits, key=lambda one: one.key)}
    until = max((end for _, _, end in rows.values() if end is not None and end > now), default=None)
    if until is not None:
        return AttemptTaken(until - now, {})
    counts: dict[str, int] = {}
    for limit, (failures, first_at, _) in rows.items():
        stale = now - first_at >= limit.window
        count = counts[limit.key] = 1 if stale else failures + 1
        connection.execute(
            update(_THROTTLE)
            .where(_THROTTLE.c.key == limit.key)
            .values(
                failures=count,
                first_at=now if stale else first_at,
                locked_until=_until(limit, count, now, now if stale else first_at),
            )
        )
    return AttemptTaken(None, counts)


async def forgive(store: Store, own: AttemptLimit | None, *shared: AttemptLimit) -> None:
    """Forget the tries of a name or card after a right one; of what others share only that one.

    Guessing would be free there otherwise.
    """

    def forget(connection: Connection) -> None:
        for limit in sorted([*([own] if own else []), *shared], key=lambda one: one.key):
            if limit is own:
                connection.execute(delete(_THROTTLE).where(_THROTTLE.c.key == limit.key))
                continue
            connection.execute(
                update(_THROTTLE)
                .where(_THROTTLE.c.key == limit.key, _THROTTLE.c.failures > 0)
                .values(failures=_THROTTLE.c.failures - 1, locked_until=None)
            )

    await store.transact(forget)


async def pauses(store: Store, limits: Sequence[AttemptLimit]) -> dict[AttemptLimit, datetime]:
    """Give the limits that let no try through just now, with the moment until which."""
    now = store.clock.now()
    query = select(_THROTTLE.c.key, _THROTTLE.c.locked_until).where(
        _THROTTLE.c.key.in_([limit.key for limit in limits]), _THROTTLE.c.locked_until > now
    )
    found = {row.key: row.locked_until for row in await store.look(lambda connection: connection.execute(query).all())}
    return {limit: found[limit.key] for limit in limits if limit.key in found}


def clear(connection: Connection, limits: Sequence[AttemptLimit]) -> None:
    """Forget the tries of limits, in the transaction of a connection."""
    connection.execute(delete(_THROTTLE).where(_THROTTLE.c.key.in_([limit.key for limit in limits])))


async def forget_old_tries(store: Store) -> int:
    """Delete counts that no longer matter; give how many."""
    old = delete(_THROTTLE).where(_THROTTLE.c.first_at < store.clock.now() - DAY)
    return await store.transact(lambda connection: int(connection.execute(old).rowcount))


def _locked(connection: Connection, limit: AttemptLimit, now: datetime) -> tuple[int, datetime, datetime | None]:
    fresh = {"key": limit.key, "failures": 0, "first_at": now, "locked_until": None}
    insert_or_skip(connection, _THROTTLE, fresh, on=["key"])
    row = connection.execute(select(_THROTTLE).where(_THROTTLE.c.key == limit.key).with_for_update()).mappings().one()
    return row["failures"], row["first_at"], row["locked_until"]


def _until(limit: AttemptLimit, count: int, now: datetime, first_at: datetime) -> datetime | None:
    over = count - limit.free
    if over < 0:
        return None
    if limit.ends:
        return first_at + limit.window
    # 2 to the 10th of half a minute is beyond the longest pause already.
    doubled: int = 2 ** min(over, 10)
    return now + min(LONGEST_PAUSE, limit.first_pause * doubled)
