"""Editing of the library's profile."""

import re
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue
from crm.library_info.branches import LONGEST_NAME, fits, needed, note

__all__ = ["ProfileValues", "put_profile"]

MOST_DAYS = 60
LONGEST_PHONE = 40
DIALLED = re.compile(r"\+?\d[\d -]{1,18}")

_PROFILE = table_of(records.LibraryProfile)


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """The library as a whole; `answer_days` are opening days within which cases are answered."""

    name_fa: str
    name_en: str
    phone: str | None
    email: str | None
    website: str | None
    answer_days: int
    emergency_ambulance: str = "115"
    emergency_fire: str = "125"
    emergency_police: str = "110"
    emergency_social: str | None = "123"
    guard_phone: str | None = None


async def put_profile(store: Store, values: ProfileValues, *, by: Actor, seen: str | None = None) -> None:
    """Describe the library as a whole; `seen` marks what a change was decided upon (crm.audit.edit_conflicts).

    Raises InvalidValue, EditConflict.
    """
    needed("name_fa", values.name_fa, LONGEST_NAME)
    needed("name_en", values.name_en, LONGEST_NAME)
    for field in ("phone", "email", "website"):
        fits(field, getattr(values, field), 200)
    if values.website and not values.website.startswith(("https://", "http://")):
        raise InvalidValue("website", "it begins with https://")
    for field in ("emergency_ambulance", "emergency_fire", "emergency_police", "emergency_social"):
        _dialled(field, getattr(values, field))
    fits("guard_phone", values.guard_phone, LONGEST_PHONE)
    if not 1 <= values.answer_days <= MOST_DAYS:
        raise InvalidValue("answer_days", f"between 1 and {MOST_DAYS}")
    row = asdict(values)

    def put(connection: Connection) -> None:
        before = connection.execute(select(_PROFILE).with_for_update()).mappings().first()
        if before is not None:
            told = {name: before[name] for name in row}
            guard_seen(connection, seen, told, trail.Subject("library_profile", "1"), "library_profile.changed")
        changed = [name for name, value in row.items() if before is None or before[name] != value]
        if changed:
            upsert(connection, _PROFILE, {"id": 1, "currency": "IRR", **row}, on=["id"], change=row)
            note(connection, store, by, "library_profile.changed", "library_profile", 1, changed)

    await store.transact(put)


def _dialled(field: str, number: str | None) -> None:
    if number is None and field == "emergency_social":
        return
    if not DIALLED.fullmatch(number or ""):
        raise InvalidValue(field, "a number as it is dialled: up to 20 digits, spaces, + or -")
