"""Staff accounts: list, roles, passwords, language and calendar of the console, sign-in pauses."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.records.staff_names import StaffName, staff_columns
from crm.records.values import LANGUAGES, STAFF_CALENDARS, STAFF_ROLES
from crm.sign_in import throttle
from crm.sign_in.passwords import hash_secret, matches
from crm.staff.members import checked_name, name_values
from crm.staff.password_rules import check_password
from crm.staff.sessions import end_sessions
from protocol.alphabet import by_alphabet

__all__ = [
    "StaffAccount",
    "account",
    "account_named",
    "accounts",
    "change_role",
    "is_password_of",
    "locked_until",
    "set_active",
    "set_name",
    "set_password",
    "set_preferences",
    "unlock",
]

ADMIN = "admin"

_STAFF = table_of(records.StaffUser)
_SORTS = {
    "username": _STAFF.c.username,
    "role": _STAFF.c.role,
    "seen": _STAFF.c.last_sign_in_at,
    "created": _STAFF.c.created_at,
}


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """One account as those see it who keep it."""

    id: int
    username: str
    display_name: StaffName
    role: str
    is_active: bool
    language: str
    calendar: str | None
    totp_confirmed_at: datetime | None
    last_sign_in_at: datetime | None
    created_at: datetime


_COLUMNS = staff_columns(_STAFF, StaffAccount.__dataclass_fields__)


async def accounts(
    store: Store,
    *,
    q: str = "",
    role: str | None = None,
    active: bool | None = None,
    sort: str = "username",
    descending: bool = False,
    language: str = "fa",
    limit: int = 100,
    offset: int = 0,
) -> tuple[list[StaffAccount], int]:
    """Give accounts, and how many there are in all; `sort` is username, name in a language, role, seen or created."""
    chosen: Select[Any] = select(*_COLUMNS)
    if q:
        like = f"%{q.replace('%', '').replace('_', '')}%"
        names = (
            _STAFF.c.username,
            _STAFF.c.display_name,
            *(_STAFF.c.further_names[each].as_string() for each in LANGUAGES),
        )
        chosen = chosen.where(or_(*(name.ilike(like) for name in names)))
    if role is not None:
        chosen = chosen.where(_STAFF.c.role == role)
    if active is not None:
        chosen = chosen.where(_STAFF.c.is_active.is_(active))
    if sort == "name":
        return await store.look(lambda connection: _by_name(connection, chosen, descending, language, limit, offset))
    column = _SORTS[sort]
    order = column.desc().nulls_last() if descending else column.asc().nulls_last()
    page = chosen.order_by(order, _STAFF.c.id).limit(limit).offset(offset)
    count = select(func.count()).select_from(chosen.subquery())

    def look(connection: Connection) -> tuple[list[StaffAccount], int]:
        rows = connection.execute(page).mappings().all()
        return [StaffAccount(**row) for row in rows], connection.scalar(count) or 0

    return await store.look(look)


def _by_name(
    connection: Connection, chosen: Select[Any], descending: bool, language: str, limit: int, offset: int
) -> tuple[list[StaffAccount], int]:
    # No database knows the alphabets of both languages everywhere; staff are some dozens.
    rows = [StaffAccount(**row) for row in connection.execute(chosen.order_by(_STAFF.c.id)).mappings()]
    rows.sort(key=lambda row: by_alphabet(row.display_name.said(language)), reverse=descending)
    return rows[offset : offset + limit], len(rows)


async def account(store: Store, staff_id: int) -> StaffAccount:
    """Give an account by its number; raises NotFound."""
    return await store.look(lambda connection: StaffAccount(**_row(connection, staff_id, _COLUMNS)))


async def account_named(store: Store, username: str) -> StaffAccount:
    """Give an account by its user name; raises NotFound."""
    query = select(*_COLUMNS).where(_STAFF.c.username == username)
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        raise NotFound("account", username)
    return StaffAccount(**row)


async def change_role(store: Store, staff_id: int, role: str, *, by: Actor) -> None:
    """Give another role and end the account's sessions; raises InvalidValue, or Conflict for the last administrator."""
    if role not in STAFF_ROLES:
        raise InvalidValue("role", f"a role is one of {', '.join(STAFF_ROLES)}")

    def change(connection: Connection) -> None:
        if role != ADMIN:
            _keep_an_admin(connection, staff_id)
        if _row(connection, staff_id, (_STAFF.c.role,), lock=True)["role"] == role:
            return
        _set(connection, store, staff_id, by, "staff.role_changed", ("role",), role=role)
        end_sessions(connection, staff_id, store.clock.now())

    await store.transact(change)


async def set_active(store: Store, staff_id: int, active: bool, *, by: Actor) -> None:
    """Let an account sign in, or not any more, which ends its sessions; raises Conflict for the last administrator."""

    def change(connection: Connection) -> None:
        if not active:
            _keep_an_admin(connection, staff_id)
            end_sessions(connection, staff_id, store.clock.now())
        action = "staff.activated" if active else "staff.deactivated"
        _set(connection, store, staff_id, by, action, ("is_active",), is_active=active)

    await store.transact(change)


async def set_password(
    store: Store, staff_id: int, password: str, *, by: Actor, keep_session: int | None = None
) -> None:
    """Give a new password and end the account's sessions but one; raises InvalidValue or NotFound."""
    person = await account(store, staff_id)
    check_password(password, person.username, " ".join(person.display_name.every))
    hashed = await asyncio.to_thread(hash_secret, password)

    def change(connection: Connection) -> None:
        _set(
            connection,
            store,
            staff_id,
            by,
            "staff.password_changed",
            ("password_hash",),
            password_hash=hashed,
            is_demo=False,
        )
        end_sessions(connection, staff_id, store.clock.now(), but=keep_session)

    await store.transact(change)


async def locked_until(store: Store, person: StaffAccount) -> datetime | None:
    """Give the moment until which nobody may try to sign in as somebody from a browser that is not known."""
    return max((await throttle.pauses(store, _limits(store, person))).values(), default=None)


async def unlock(store: Store, staff_id: int, *, by: Actor) -> None:
    """Forget the failed tries of an account, so that its owner need not wait; raises NotFound."""
    person = await account(store, staff_id)

    def change(connection: Connection) -> None:
        throttle.clear(connection, _limits(store, person))
        trail.append(connection, store, by, "staff.unlocked", trail.Subject("staff_user", person.username))

    await store.transact(change)


def _limits(store: Store, person: StaffAccount) -> tuple[throttle.AttemptLimit, ...]:
    return throttle.name_limit(store, person.username), throttle.again_limit(store, person.id)


async def is_password_of(store: Store, staff_id: int, password: str) -> bool:
    """Tell whether a password is the account's."""
    query = select(_STAFF.c.password_hash).where(_STAFF.c.id == staff_id, _STAFF.c.is_active.is_(True))
    stored = await store.look(lambda connection: connection.scalar(query))
    return await asyncio.to_thread(matches, stored, password)


async def set_language(store: Store, staff_id: int, language: str, *, by: Actor) -> None:
    """Keep the language in which the console speaks to somebody; raises InvalidValue."""
    if language not in LANGUAGES:
        raise InvalidValue("language", "fa or en")

    def change(connection: Connection) -> None:
        before = _row(connection, staff_id, (_STAFF.c.language,), lock=True)
        if before["language"] != language:
            _set(connection, store, staff_id, by, "staff.preferences_changed", ("language",), language=language)

    await store.transact(change)


async def set_preferences(
    store: Store, staff_id: int, *, display_name: str, language: str, calendar: str | None, by: Actor
) -> None:
    """Keep name, language and calendar (None is the language's own); raises InvalidValue.

    A StaffName carries the name in both languages.
    """
    kept = name_values(checked_name(display_name))
    if language not in LANGUAGES:
        raise InvalidValue("language", "fa or en")
    if calendar is not None and calendar not in STAFF_CALENDARS:
        raise InvalidValue("calendar", "jalali or gregorian")
    await _prefer(store, staff_id, by, {**kept, "language": language, "calendar": calendar})


async def set_name(store: Store, staff_id: int, display_name: str, *, by: Actor) -> None:
    """Give an account another name (a StaffName for both languages); raises InvalidValue or NotFound."""
    await _prefer(store, staff_id, by, name_values(checked_name(display_name)))


async def _prefer(store: Store, staff_id: int, by: Actor, values: dict[str, Any]) -> None:
    def change(connection: Connection) -> None:
        before = _row(connection, staff_id, tuple(_STAFF.c[name] for name in values), lock=True)
        changed = tuple(name for name, value in values.items() if before[name] != value)
        if changed:
            _set(connection, store, staff_id, by, "staff.preferences_changed", changed, **values)

    await store.transact(change)


def _set(
    connection: Connection,
    store: Store,
    staff_id: int,
    by: Actor,
    action: str,
    fields: Sequence[str],
    **values: Any,
) -> None:
    changed = update(_STAFF).where(_STAFF.c.id == staff_id).values(**values).returning(_STAFF.c.username)
    username = connection.scalar(changed)
    if username is None:
        raise NotFound("account", staff_id)
    trail.append(connection, store, by, action, trail.Subject("staff_user", username), fields)


def _keep_an_admin(connection: Connection, staff_id: int) -> None:
    """Refuse to take away the only account that could make another administrator."""
    # Locked in one order before anything else: of two administrators who take each other away, one stays.
    admins = connection.scalars(
        select(_STAFF.c.id)
        .where(_STAFF.c.role == ADMIN, _STAFF.c.is_active.is_(True))
        .order_by(_STAFF.c.id)
        .with_for_update()
    ).all()
    if list(admins) == [staff_id]:
        raise Conflict("this account", "the last administrator")


def _row(connection: Connection, staff_id: int, columns: Sequence[Any], *, lock: bool = False) -> Any:
    query = select(*columns).where(_STAFF.c.id == staff_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound("account", staff_id)
    return row
