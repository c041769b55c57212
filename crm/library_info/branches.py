"""Editing of branches; the bot uses every change at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound, Refusals
from crm.library_info.shelf_marks import check_reading
from crm.records import Base
from language.calendars import known_zone

__all__ = [
    "BranchValues",
    "Referenced",
    "add_branch",
    "branch_values",
    "change_branch",
    "delete_branch",
]

LONGEST_NAME = 120
LONGEST_TEXT = 2000
CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,31}")

_BRANCH = table_of(records.Branch)
# What belongs to a branch alone and goes with it.
_OWN = ("branch_hours", "closing", "fact")


@dataclass(frozen=True, slots=True)
class BranchValues:
    """The editable values of a branch; the code names it in seed files and does not change."""

    name_fa: str
    name_en: str
    address_fa: str | None = None
    address_en: str | None = None
    directions_fa: str | None = None
    directions_en: str | None = None
    phone: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = "Asia/Tehran"
    shelf_marks: str | None = None
    is_main: bool = False


class Referenced(Conflict):
    """A branch cannot be deleted because other rows refer to it: `counts` by table."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        super().__init__("branch", "referred to")
        self.counts = dict(counts)


async def add_branch(store: Store, code: str, values: BranchValues, *, by: Actor) -> int:
    """Add a branch and give its id; raises InvalidValue, or Conflict when the code is taken."""
    refusals = Refusals()
    if CODE.fullmatch(code) is None:
        refusals.note("code", "2 to 32 small Latin letters, digits and dashes are needed")
    refusals.check(_check, values)
    refusals.refuse()

    def add(connection: Connection) -> int:
        first = connection.scalar(select(func.count(_BRANCH.c.id))) == 0
        row = {**asdict(values), "code": code, "is_main": values.is_main or first}
        if row["is_main"]:
            connection.execute(update(_BRANCH).values(is_main=False))
        branch_id = connection.execute(insert(_BRANCH).returning(_BRANCH.c.id), row).scalar_one()
        note(connection, store, by, "branch.added", "branch", branch_id, tuple(row))
        return int(branch_id)

    try:
        return await store.transact(add)
    except IntegrityError as error:
        raise Conflict("branch", "there already") from error


async def change_branch(
    store: Store, branch_id: int, values: BranchValues, *, by: Actor, seen: str | None = None
) -> None:
    """Change what is told of a branch; `seen` marks the values that it was decided upon (crm.audit.edit_conflicts).

    Raises InvalidValue ("is_main" when no other branch would be the main one), NotFound, EditConflict.
    """
    _check(values)

    def change(connection: Connection) -> None:
        query = select(_BRANCH).where(_BRANCH.c.id == branch_id).with_for_update()
        before = connection.execute(query).mappings().first()
        if before is None:
            raise NotFound("branch", branch_id)
        told = {name: before[name] for name in asdict(values)}
        guard_seen(connection, seen, told, trail.Subject("branch", str(branch_id)), "branch.changed")
        if before["is_main"] and not values.is_main:
            raise InvalidValue("is_main", "make another branch the main one instead")
        row = asdict(values)
        changed = tuple(name for name, value in row.items() if before[name] != value)
        if not changed:
            return
        if values.is_main:
            connection.execute(update(_BRANCH).where(_BRANCH.c.id != branch_id).values(is_main=False))
        connection.execute(update(_BRANCH).where(_BRANCH.c.id == branch_id).values(**row))
        note(connection, store, by, "branch.changed", "branch", branch_id, changed)

    await store.transact(change)


async def delete_branch(store: Store, branch_id: int, *, by: Actor) -> None:
    """Delete a branch with its hours, closings and notes.

    Raises Referenced when anything else points at it, InvalidValue ("is_main") for the main one, NotFound.
    """

    def remove(connection: Connection) -> None:
        row = connection.execute(select(_BRANCH).where(_BRANCH.c.id == branch_id).with_for_update()).mappings().first()
        if row is None:
            raise NotFound("branch", branch_id)
        if row["is_main"]:
            raise InvalidValue("is_main", "the main branch stays")
        counts = _references(connection, branch_id)
        if counts:
            raise Referenced(counts)
        connection.execute(delete(_BRANCH).where(_BRANCH.c.id == branch_id))
        note(connection, store, by, "branch.deleted", "branch", branch_id, ("code",))

    await store.transact(remove)


async def branch_values(store: Store, branch_id: int) -> dict[str, Any]:
    """Give what is told of a branch as it is kept, language by language; raises NotFound."""
    query = select(*(_BRANCH.c[name] for name in BranchValues.__dataclass_fields__)).where(_BRANCH.c.id == branch_id)
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        raise NotFound("branch", branch_id)
    return dict(row)


def note(
    connection: Connection, store: Store, by: Actor, action: str, entity: str, key: object, fields: Iterable[str]
) -> None:
    """Add a change of what the library tells to the audit trail, in the caller's transaction."""
    what = trail.Subject(entity, str(key))
    trail.append(connection, store, by, action, what, tuple(fields))


def needed(field: str, text: str | None, longest: int) -> None:
    """Refuse a text that is empty or too long; raises InvalidValue."""
    if not (text or "").strip():
        raise InvalidValue(field, "a text is needed")
    fits(field, text, longest)


def fits(field: str, text: str | None, longest: int) -> None:
    """Refuse a text that is too long; raises InvalidValue."""
    if len(text or "") > longest:
        raise InvalidValue(field, f"at most {longest} characters are taken")


def ends_after(opens: time, closes: time, field: str) -> None:
    """Refuse hours that end before they begin; raises InvalidValue."""
    if closes <= opens:
        raise InvalidValue(field, "order")


def branch_known(connection: Connection, branch_id: int | None) -> None:
    """Refuse a branch that is not there; raises InvalidValue."""
    if branch_id is not None and connection.scalar(select(_BRANCH.c.id).where(_BRANCH.c.id == branch_id)) is None:
        raise InvalidValue("branch", "there is no such branch")


def _check(values: BranchValues) -> None:
    refusals = Refusals()
    for field in ("name_fa", "name_en"):
        refusals.check(needed, field, getattr(values, field), LONGEST_NAME)
    for field in ("address_fa", "address_en", "directions_fa", "directions_en"):
        refusals.check(fits, field, getattr(values, field), LONGEST_TEXT)
    refusals.check(fits, "phone", values.phone, LONGEST_NAME)
    refusals.check(check_reading, values.shelf_marks)
    if values.latitude is not None and not -90 <= values.latitude <= 90:
        refusals.note("latitude", "between -90 and 90")
    if values.longitude is not None and not -180 <= values.longitude <= 180:
        refusals.note("longitude", "between -180 and 180")
    try:
        known_zone(values.time_zone)
    except ValueError:
        refusals.note("time_zone", "there is no such time zone")
    refusals.refuse()


def _references(connection: Connection, branch_id: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for table in Base.metadata.sorted_tables:
        for column in _pointing(table):
            count = connection.scalar(select(func.count()).select_from(table).where(column == branch_id)) or 0
            if count:
                counts[table.name] = counts.get(table.name, 0) + count
    return counts


def _pointing(table: Table) -> list[Any]:
    if table.name in _OWN:
        return []
    return [key.parent for key in table.foreign_keys if key.column is _BRANCH.c.id]
