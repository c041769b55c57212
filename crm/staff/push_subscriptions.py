"""Browsers in which members of staff are called by Web Push: kept for a session, and gone with it."""

import base64
import binascii
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue

__all__ = [
    "MOST",
    "BrowserKeys",
    "drop_gone",
    "forget_signed_out",
    "is_called",
    "set_only_alarms",
    "subscribe",
    "unsubscribe",
]

# Browsers of one member of staff; the oldest goes when another one comes.
MOST = 10
LONGEST = 1000
# An uncompressed point of P-256, and the secret that RFC 8291 asks for.
POINT, SECRET = 65, 16

_SUBSCRIPTION = table_of(records.PushSubscription)
_SESSION = table_of(records.StaffSession)


@dataclass(frozen=True, slots=True)
class BrowserKeys:
    """What a browser gives for being called: the push service's address, and its keys in base64url."""

    endpoint: str
    p256dh: str
    auth: str


async def subscribe(store: Store, session_id: int, browser: BrowserKeys, *, only_alarms: bool) -> None:
    """Call the reader of a session in a browser from now on; what the browser was called for before ends.

    Raises InvalidValue ("endpoint", "keys").
    """
    if not browser.endpoint or len(browser.endpoint) > LONGEST or not browser.endpoint.isascii():
        raise InvalidValue("endpoint", "the address of a push service is needed")
    if len(_decoded(browser.p256dh)) != POINT or len(_decoded(browser.auth)) != SECRET:
        raise InvalidValue("keys", "the browser’s keys are needed")
    change = {
        "session_id": session_id,
        "p256dh": browser.p256dh,
        "auth": browser.auth,
        "only_alarms": only_alarms,
        "created_at": store.clock.now(),
    }

    def keep(connection: Connection) -> None:
        known = select(_SUBSCRIPTION).where(_SUBSCRIPTION.c.endpoint == browser.endpoint)
        row = connection.execute(known).mappings().first()
        same = ("session_id", "p256dh", "auth", "only_alarms")
        if row is not None and all(row[name] == change[name] for name in same):
            return
        upsert(connection, _SUBSCRIPTION, {"endpoint": browser.endpoint, **change}, on=["endpoint"], change=change)
        staff_id = select(_SESSION.c.staff_id).where(_SESSION.c.id == session_id).scalar_subquery()
        newest = (
            select(_SUBSCRIPTION.c.id)
            .join(_SESSION, _SESSION.c.id == _SUBSCRIPTION.c.session_id)
            .where(_SESSION.c.staff_id == staff_id)
            .order_by(_SUBSCRIPTION.c.created_at.desc(), _SUBSCRIPTION.c.id.desc())
        )
        too_many = list(connection.scalars(newest.offset(MOST)))
        if too_many:
            connection.execute(delete(_SUBSCRIPTION).where(_SUBSCRIPTION.c.id.in_(too_many)))

    await store.transact(keep)


async def unsubscribe(store: Store, staff_id: int, endpoint: str) -> None:
    """Call a member of staff no more in a browser; nothing happens where that is another’s, or none."""
    theirs = select(_SESSION.c.id).where(_SESSION.c.staff_id == staff_id)
    gone = delete(_SUBSCRIPTION).where(_SUBSCRIPTION.c.endpoint == endpoint, _SUBSCRIPTION.c.session_id.in_(theirs))
    await store.transact(lambda connection: connection.execute(gone))


async def set_only_alarms(store: Store, staff_id: int, endpoint: str, only_alarms: bool) -> None:
    """Call in one of somebody’s own browsers for emergencies alone, or for everything."""
    theirs = select(_SESSION.c.id).where(_SESSION.c.staff_id == staff_id)
    change = (
        update(_SUBSCRIPTION)
        .where(_SUBSCRIPTION.c.endpoint == endpoint, _SUBSCRIPTION.c.session_id.in_(theirs))
        .values(only_alarms=only_alarms)
    )
    await store.transact(lambda connection: connection.execute(change))


async def is_called(store: Store, staff_id: int) -> int:
    """Give in how many browsers a member of staff is called now."""
    query = (
        select(func.count())
        .select_from(_SUBSCRIPTION.join(_SESSION, _SESSION.c.id == _SUBSCRIPTION.c.session_id))
        .where(
            _SESSION.c.staff_id == staff_id, _SESSION.c.ended_at.is_(None), _SESSION.c.expires_at > store.clock.now()
        )
    )
    return await store.look(lambda connection: int(connection.scalar(query) or 0))


async def drop_gone(store: Store, subscription_id: int, endpoint: str) -> None:
    """Forget a browser of which the push service says that it is gone."""
    gone = delete(_SUBSCRIPTION).where(_SUBSCRIPTION.c.id == subscription_id, _SUBSCRIPTION.c.endpoint == endpoint)
    await store.transact(lambda connection: connection.execute(gone))


async def forget_signed_out(store: Store) -> int:
    """Forget the browsers of sessions that ended or ran out; give how many."""
    over = select(_SESSION.c.id).where(
        or_(_SESSION.c.ended_at.is_not(None), _SESSION.c.expires_at <= store.clock.now())
    )
    gone = delete(_SUBSCRIPTION).where(_SUBSCRIPTION.c.session_id.in_(over))
    return await store.transact(lambda connection: int(connection.execute(gone).rowcount))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return b""
