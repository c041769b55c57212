"""Staff sessions: one per browser, known by the hash of its cookie."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.staff_names import StaffName, name_of

__all__ = [
    "OnlineStaff",
    "SessionView",
    "Spans",
    "begin_session",
    "end_session",
    "end_session_of",
    "end_sessions",
    "forget_old_sessions",
    "session_staff",
    "sessions_of",
]

# A page that is looked at again and again need not be a write each time.
SEEN_EVERY = timedelta(minutes=1)
KEPT_AFTER_END = timedelta(days=30)

_SESSION = table_of(records.StaffSession)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Spans:
    """The duration of a session: without use, and at most."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)


USUAL = Spans()


@dataclass(frozen=True, slots=True)
class OnlineStaff:
    """The member of staff behind a cookie, with what the session carries."""

    session_id: int
    csrf: str
    last_seen_at: datetime
    id: int
    username: str
    display_name: StaffName
    role: str
    language: str
    calendar: str | None
    is_away: bool
    totp_confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionView:
    """One running session, for its owner to see and end."""

    id: int
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


_ONLINE = (
    select(
        _SESSION.c.id.label("session_id"),
        _SESSION.c.csrf,
        _SESSION.c.last_seen_at,
        _STAFF.c.id,
        _STAFF.c.username,
        name_of(_STAFF),
        _STAFF.c.role,
        _STAFF.c.language,
        _STAFF.c.calendar,
        _STAFF.c.is_away,
        _STAFF.c.totp_confirmed_at,
    )
    .join(_STAFF, _SESSION.c.staff_id == _STAFF.c.id)
    .where(_STAFF.c.is_active.is_(True))
)


async def begin_session(store: Store, staff_id: int, *, instead_of: str | None = None, spans: Spans = USUAL) -> str:
    """Begin a session and give its token, which is kept here only as a hash.

    The token is always new; the session whose token is `instead_of` ends.
    """
    token, now = secrets.token_urlsafe(32), store.clock.now()
    row = {
        "token_hash": _hashes(store, token)[0],
        "staff_id": staff_id,
        "csrf": secrets.token_urlsafe(24),
        "created_at": now,
        "last_seen_at": now,
        "expires_at": now + spans.absolute,
    }

    def begin(connection: Connection) -> None:
        if instead_of:
            _end(connection, now, _SESSION.c.token_hash.in_(_hashes(store, instead_of)))
        connection.execute(insert(_SESSION), row)
        signed_in = update(_STAFF).where(_STAFF.c.id == staff_id).values(last_sign_in_at=now, is_away=False)
        username = connection.scalar(signed_in.returning(_STAFF.c.username))
        what = trail.Subject("staff_user", username)
        trail.append(connection, store, Actor("staff", str(username)), "staff.signed_in", what)

    await store.transact(begin)
    return token


async def session_staff(store: Store, token: str, *, spans: Spans = USUAL, is_used: bool = True) -> OnlineStaff | None:
    """Find the active member of staff whom a token proves; None when it proves nobody, or no longer.

    `is_used` is False for what an open page asks by itself: nobody may be sitting before it.
    """
    now = store.clock.now()
    query = _ONLINE.where(_SESSION.c.token_hash.in_(_hashes(store, token)), *_running(now, spans))
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        return None
    online = OnlineStaff(**row)
    if is_used and now - online.last_seen_at >= SEEN_EVERY:
        seen = update(_SESSION).where(_SESSION.c.id == online.session_id).values(last_seen_at=now)
        await store.transact(lambda connection: connection.execute(seen))
    return online


async def sessions_of(store: Store, staff_id: int, *, spans: Spans = USUAL) -> list[SessionView]:
    """List the running sessions of a member of staff, the one used last first."""
    names = tuple(_SESSION.c[name] for name in SessionView.__dataclass_fields__)
    query = select(*names).where(_SESSION.c.staff_id == staff_id, *_running(store.clock.now(), spans))
    rows = await store.look(
        lambda connection: connection.execute(query.order_by(_SESSION.c.last_seen_at.desc())).mappings().all()
    )
    return [SessionView(**row) for row in rows]


async def end_session(store: Store, token: str) -> None:
    """End the session of a token, if it runs."""
    now = store.clock.now()
    await store.transact(lambda connection: _end(connection, now, _SESSION.c.token_hash.in_(_hashes(store, token))))


async def end_session_of(store: Store, staff_id: int, session_id: int) -> bool:
    """End one session of a member of staff; tell whether it was theirs and running."""
    now = store.clock.now()
    mine = (_SESSION.c.id == session_id, _SESSION.c.staff_id == staff_id)
    return await store.transact(lambda connection: _end(connection, now, *mine)) > 0


def end_sessions(connection: Connection, staff_id: int, now: datetime, *, but: int | None = None) -> int:
    """End every running session of a member of staff except `but`; give how many."""
    others = () if but is None else (_SESSION.c.id != but,)
    return _end(connection, now, _SESSION.c.staff_id == staff_id, *others)


async def forget_old_sessions(store: Store) -> int:
    """Delete sessions that ended or ran out long ago; give how many."""
    before = store.clock.now() - KEPT_AFTER_END
    old = delete(_SESSION).where(or_(_SESSION.c.ended_at < before, _SESSION.c.expires_at < before))
    return await store.transact(lambda connection: int(connection.execute(old).rowcount))


def _running(now: datetime, spans: Spans) -> tuple[Any, ...]:
    # A shorter span holds for the sessions that run already, too.
    return (
        _SESSION.c.ended_at.is_(None),
        _SESSION.c.expires_at > now,
        _SESSION.c.created_at > now - spans.absolute,
        _SESSION.c.last_seen_at > now - spans.idle,
    )


def _end(connection: Connection, now: datetime, *which: Any) -> int:
    ended = update(_SESSION).where(_SESSION.c.ended_at.is_(None), *which).values(ended_at=now)
    return int(connection.execute(ended).rowcount)


def _hashes(store: Store, token: str) -> list[str]:
    return store.keys.hashes(f"staff-session:{token}")
