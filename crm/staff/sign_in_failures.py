"""Failed staff sign-ins: counted per window of time, and folded in the audit trail.

The first failure of a name from a part of the network stands in the trail at once, the further ones of the same ten
minutes as one entry with their number. A name that is no account's is kept as a keyed hash: it may be a password that
was typed into the wrong field. Of an address only the network is kept (/24, or /48 of IPv6): the trail is for ever.
"""

import ipaddress
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.actions import FAILURES, LOCKED
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of

__all__ = [
    "failed_since", "forget_old_failures", "network_of", "note_failure", "note_lock", "tell_folded",
]  # fmt: skip

WINDOW = timedelta(minutes=10)
# Beyond so many names and networks within a window they are counted together.
MOST_ROWS = 200
KEPT = timedelta(days=30)
# What stands for all the names, or networks, that were too many to be told apart.
MANY = "*"
UNKNOWN = "?"

_FAILURE = table_of(records.StaffSignInFailure)
_STAFF = table_of(records.StaffUser)
_BY = Actor("system", "staff.sign_in")


def network_of(address: str) -> str:
    """Give the network of an address as it is kept: 203.0.113.0/24, 2001:db8:1::/48, or ? for what is no address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    length = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network(f"{found}/{length}", strict=False))


async def note_failure(store: Store, action: str, username: str, address: str) -> None:
    """Count a sign-in that failed (SIGN_IN_FAILED or SECOND_STEP_FAILED)."""
    now = store.clock.now()
    span = int(WINDOW.total_seconds())
    window = datetime.fromtimestamp(int(now.timestamp()) // span * span, UTC)
    await store.transact(lambda connection: _note(connection, store, action, username, network_of(address), window))


async def note_lock(store: Store, username: str | None, address: str, until: datetime) -> bool:
    """Note that a name, or without one an address, has to wait until a moment; False when that was noted before."""
    return await store.transact(
        lambda connection: _note(connection, store, LOCKED, username, network_of(address), until)
    )


async def tell_folded(store: Store) -> int:
    """Tell in the trail how many further failures there were in the windows that are over; give how many entries."""
    now = store.clock.now()
    over = (_FAILURE.c.window_at <= now - WINDOW, _FAILURE.c.failures > _FAILURE.c.told)
    due = select(_FAILURE).where(*over).order_by(_FAILURE.c.id)

    def tell(connection: Connection) -> int:
        rows = connection.execute(due.with_for_update()).mappings().all()
        for row in rows:
            further = row["failures"] - row["told"]
            _append(connection, store, row["action"], row["name"], f"{row['address']} ×{further}")
            connection.execute(update(_FAILURE).where(_FAILURE.c.id == row["id"]).values(told=row["failures"]))
        return len(rows)

    # Looked at without the right to write first: most of the time there is nothing to tell.
    if not await store.look(lambda connection: connection.execute(due.limit(1)).first()):
        return 0
    return await store.transact(tell)


async def failed_since(store: Store, since: datetime) -> int:
    """Count the failed sign-ins since a moment, exact to the window."""
    query = select(func.coalesce(func.sum(_FAILURE.c.failures), 0)).where(
        _FAILURE.c.action.in_(FAILURES), _FAILURE.c.first_at >= since
    )
    return int(await store.look(lambda connection: connection.scalar(query)) or 0)


async def forget_old_failures(store: Store) -> int:
    """Delete counts of long ago; give how many. What the trail says of them stays."""
    old = delete(_FAILURE).where(_FAILURE.c.first_at < store.clock.now() - KEPT)
    return await store.transact(lambda connection: int(connection.execute(old).rowcount))


def _note(
    connection: Connection, store: Store, action: str, username: str | None, network: str, window: datetime
) -> bool:
    name = "" if username is None else _shown(connection, store, username)
    if _counted(connection, action, name, network, window):
        return False
    recent = select(func.count(_FAILURE.c.id)).where(_FAILURE.c.first_at > store.clock.now() - WINDOW)
    if (connection.scalar(recent) or 0) >= MOST_ROWS:
        name = network = MANY
        if _counted(connection, action, name, network, window):
            return False
    key = {"window_at": window, "action": action, "name": name, "address": network}
    row = {**key, "failures": 1, "told": 1, "first_at": store.clock.now()}
    if not insert_or_skip(connection, _FAILURE, row, on=list(key)):
        # Somebody else has just begun this window.
        _counted(connection, action, name, network, window)
        return False
    _append(connection, store, action, name, network)
    return True


def _counted(connection: Connection, action: str, name: str, network: str, window: datetime) -> bool:
    same = (
        _FAILURE.c.action == action,
        _FAILURE.c.name == name,
        _FAILURE.c.address == network,
        _FAILURE.c.window_at == window,
    )
    return bool(connection.execute(update(_FAILURE).where(*same).values(failures=_FAILURE.c.failures + 1)).rowcount)


def _append(connection: Connection, store: Store, action: str, name: str, reason: str) -> None:
    trail.append(connection, store, _BY, action, trail.Subject("staff_user", name or None), reason=reason)


def _shown(connection: Connection, store: Store, username: str) -> str:
    name = username.strip().casefold()
    known = connection.scalar(select(_STAFF.c.username).where(_STAFF.c.username == name))
    return str(known) if known is not None else UNKNOWN + store.keys.named(f"staff-unknown:{name}")[:16]
