"""Staff accounts."""

import asyncio
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from crm import audit, records
from crm.errors import Conflict, InvalidValue, NotFound
from crm.passwords import hash_secret, matches
from crm.records.values import STAFF_ROLES
from crm.store import Store
from crm.upsert import table_of

__all__ = ["Staff", "add_staff", "staff_id_of", "verify_staff"]

SHORTEST_PASSWORD = 10

_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff."""

    id: int
    username: str
    display_name: str
    role: str
    is_active: bool


_COLUMNS = tuple(_STAFF.c[name] for name in Staff.__dataclass_fields__)


async def add_staff(store: Store, username: str, display_name: str, role: str, password: str) -> Staff:
    """Make an account; raises InvalidValue (role, password) or, when the name is taken, Conflict."""
    if role not in STAFF_ROLES:
        raise InvalidValue("role", f"a role is one of {', '.join(STAFF_ROLES)}")
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidValue("password", f"at least {SHORTEST_PASSWORD} characters are needed")
    row: dict[str, Any] = {
        "username": username,
        "display_name": display_name,
        "role": role,
        "is_active": True,
        "password_hash": await asyncio.to_thread(hash_secret, password),
        "created_at": store.clock.now(),
    }

    def add(connection: Connection) -> Staff:
        made = connection.execute(insert(_STAFF).returning(*_COLUMNS), row).mappings().one()
        what = audit.Subject("staff_user", username)
        fields = ("username", "display_name", "role", "password_hash")
        audit.append(connection, store, audit.Actor("system", "staff.add"), "staff.added", what, fields)
        return Staff(**made)

    try:
        return await store.transact(add)
    except IntegrityError as error:
        raise Conflict(f"account {username}", "there already") from error


async def verify_staff(store: Store, username: str, password: str) -> Staff | None:
    """Give the active member of staff whose password this is, or None."""
    query = select(*_COLUMNS, _STAFF.c.password_hash).where(_STAFF.c.username == username, _STAFF.c.is_active.is_(True))
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    stored = None if row is None else row["password_hash"]
    right = await asyncio.to_thread(matches, stored, password)
    if row is None or not right:
        return None
    return Staff(**{name: row[name] for name in Staff.__dataclass_fields__})


def staff_id_of(connection: Connection, username: str) -> int:
    """Find an active member of staff by name; raises NotFound."""
    found = connection.scalar(select(_STAFF.c.id).where(_STAFF.c.username == username, _STAFF.c.is_active.is_(True)))
    if found is None:
        raise NotFound("member of staff", username)
    return int(found)
