"""Editing of the library's profile."""

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
