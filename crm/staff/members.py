"""Staff accounts: creation, and proof of who somebody is."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound, Refusals
from crm.records.staff_names import StaffName, name_of, staff_columns
from crm.records.values import STAFF_ROLES
from crm.sign_in.passwords import check, hash_secret
from crm.staff.password_rules import check_password

__all__ = [
    "LONGEST_NAME",
    "USERNAME",
    "StaffMember",
    "add_staff",
    "has_staff",
    "acting",
    "actor_named",
    "checked_name",
    "name_values",
    "names_of_staff",
    "staff_id_of",
    "verify_staff",
]

LONGEST_NAME = 100
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}")

_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One member of staff."""

    id: int
    username: str
    display_name: StaffName
    role: str
    is_active: bool
    totp_confirmed_at: datetime | None = None


_COLUMNS = staff_columns(_STAFF, StaffMember.__dataclass_fields__)


async def add_staff(
    store: Store,
    username: str,
    display_name: str,
    role: str,
    password: str,
    *,
    by: Actor | None = None,
    language: str = "fa",
) -> StaffMember:
    """Make an account; raises InvalidValue (username, display_name, role, password) or, with the name taken, Conflict.

    A StaffName carries the name in both languages. `by` is who makes it; the system when it is nobody of the staff.
    """
    refusals = Refusals()
    if USERNAME.fullmatch(username) is None:
        refusals.note("username", "2 to 63 small Latin letters, digits, dots, dashes and underscores are needed")
    refusals.check(checked_name, display_name)
    if role not in STAFF_ROLES:
        refusals.note("role", f"a role is one of {', '.join(STAFF_ROLES)}")
    name = StaffName.kept(display_name)
    refusals.check(check_password, password, username, " ".join(name.every))
    refusals.refuse()
    row: dict[str, Any] = {
        "username": username,
        **name_values(name),
        "role": role,
        "is_active": True,
        "language": language,
        "password_hash": await asyncio.to_thread(hash_secret, password),
        "created_at": store.clock.now(),
    }

    def add(connection: Connection) -> StaffMember:
        made = connection.execute(insert(_STAFF).returning(*_COLUMNS), row).mappings().one()
        what = trail.Subject("staff_user", username)
        fields = ("username", *name_values(name), "role", "password_hash")
        trail.append(connection, store, by or Actor("system", "staff.add"), "staff.added", what, fields)
        return StaffMember(**made)

    try:
        return await store.transact(add)
    except IntegrityError as error:
        raise Conflict(f"account {username}", "there already") from error


def checked_name(display_name: str) -> StaffName:
    """Give a name that may be kept; raises InvalidValue (display_name)."""
    name = StaffName.kept(display_name)
    if not name or any(len(each) > LONGEST_NAME for each in name.every):
        raise InvalidValue("display_name", f"1 to {LONGEST_NAME} characters are needed")
    return name


def name_values(name: StaffName) -> dict[str, Any]:
    """Give what is kept of a name, by column."""
    return {"display_name": str(name), "further_names": dict(name.further) or None}


async def verify_staff(store: Store, username: str, password: str) -> StaffMember | None:
    """Give the active member of staff whose password this is, or None."""
    query = select(*_COLUMNS, _STAFF.c.password_hash).where(_STAFF.c.username == username, _STAFF.c.is_active.is_(True))
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    stored = None if row is None else row["password_hash"]
    right = await check(stored, password)
    if row is None or not right:
        return None
    return StaffMember(**{name: row[name] for name in StaffMember.__dataclass_fields__})


async def has_staff(store: Store) -> bool:
    """Tell whether there is any account at all."""
    return await store.look(lambda connection: connection.execute(select(_STAFF.c.id).limit(1)).first()) is not None


async def actor_named(store: Store, username: str) -> Actor:
    """Give an active member of staff as the one who acts; raises NotFound."""
    return await store.look(lambda connection: Actor.staff(staff_id_of(connection, username), username))


def acting(connection: Connection, by: Actor) -> int:
    """Give the id of the member of staff who acts; raises NotFound when their account is blocked or gone by now."""
    found = connection.scalar(select(_STAFF.c.id).where(_STAFF.c.id == by.id, _STAFF.c.is_active.is_(True)))
    if found is None:
        raise NotFound("member of staff", by.name)
    return int(found)


def display_name_of(connection: Connection, staff_id: int | None) -> StaffName | None:
    """Give the name by which patrons know a member of staff; None for nobody."""
    if staff_id is None:
        return None
    return connection.scalar(select(name_of(_STAFF)).where(_STAFF.c.id == staff_id))


async def names_of_staff(store: Store) -> dict[str, StaffName]:
    """Give the names of all accounts, also of those that are blocked, by user name."""
    query = select(_STAFF.c.username, name_of(_STAFF))
    return {row.username: row.display_name for row in await store.look(lambda c: c.execute(query).all())}


def staff_id_of(connection: Connection, username: str) -> int:
    """Find an active member of staff by name; raises NotFound."""
    found = connection.scalar(select(_STAFF.c.id).where(_STAFF.c.username == username, _STAFF.c.is_active.is_(True)))
    if found is None:
        raise NotFound("member of staff", username)
    return int(found)
