"""Editing of unusual days: closings, special hours and the library's events."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, case, delete, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound, Refusals
from crm.library_info.branches import LONGEST_NAME, LONGEST_TEXT, branch_known, ends_after, fits, needed, note

__all__ = [
    "ClosingRow",
    "ClosingValues",
    "DayFilter",
    "EventRow",
    "EventValues",
    "closing",
    "closings",
    "delete_closing",
    "delete_event",
    "event",
    "events",
    "put_closing",
    "put_event",
]

# What the trail says was done: added, changed, deleted.
DID = {
    "closing": ("closing.added", "closing.changed", "closing.deleted"),
    "library_event": ("library_event.added", "library_event.changed", "library_event.deleted"),
}

# A branch that is rebuilt may be closed for a year, and no longer in one go.
LONGEST_CLOSING = 400

_CLOSING = table_of(records.Closing)
_EVENT = table_of(records.LibraryEvent)
_FOLLOWED = table_of(records.FollowedEvent)
# What makes an event one at another time or place.
MOVED_BY = frozenset({"starts_at", "branch_id"})


@dataclass(frozen=True, slots=True)
class ClosingValues:
    """Days on which a branch (None: every one) is closed, or open at these hours only."""

    branch_id: int | None
    first_day: date
    last_day: date
    opens: time | None
    closes: time | None
    reason_fa: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class ClosingRow(ClosingValues):
    """The same with its number."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class EventValues:
    """One class, workshop, story hour or exhibition."""

    title_fa: str
    title_en: str
    description_fa: str | None
    description_en: str | None
    branch_id: int | None
    starts_at: datetime
    ends_at: datetime
    seats: int | None
    registration_fa: str | None
    registration_en: str | None


@dataclass(frozen=True, slots=True)
class EventRow(EventValues):
    """The same with its number."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Which days of a list are meant (`past`: those that are over, or those that are not), and which part of it."""

    branch_id: int | None = None
    past: bool | None = None
    q: str = ""
    descending: bool = False
    limit: int = 50
    offset: int = 0


async def closings(store: Store, wanted: DayFilter, *, today: date) -> tuple[list[ClosingRow], int]:
    """Give closings in order of their first day, those that are over last, and how many there are.

    Of a branch those that concern it.
    """
    conditions: list[ColumnElement[bool]] = []
    if wanted.branch_id is not None:
        conditions.append(_CLOSING.c.branch_id.is_(None) | (_CLOSING.c.branch_id == wanted.branch_id))
    if wanted.past is not None:
        conditions.append(_CLOSING.c.last_day < today if wanted.past else _CLOSING.c.last_day >= today)
    if wanted.q:
        conditions.append(_named(_CLOSING.c.reason_fa, wanted.q) | _named(_CLOSING.c.reason_en, wanted.q))
    over = _CLOSING.c.last_day < today
    rows, total = await _page(store, _CLOSING, _CLOSING.c.first_day, over, conditions, wanted)
    return [ClosingRow(**row) for row in rows], total


async def closing(store: Store, closing_id: int) -> ClosingRow:
    """Give one closing; raises NotFound."""
    return ClosingRow(**await _one(store, _CLOSING, "closing", closing_id))


async def put_closing(
    store: Store, values: ClosingValues, *, by: Actor, closing_id: int | None = None, seen: str | None = None
) -> int:
    """Add a closing, or change one; give its id. `seen`: what it was decided upon (crm.audit.edit_conflicts).

    Raises InvalidValue, NotFound, EditConflict.
    """
    refusals = Refusals()
    refusals.check(needed, "reason_fa", values.reason_fa, LONGEST_NAME)
    refusals.check(needed, "reason_en", values.reason_en, LONGEST_NAME)
    if values.last_day < values.first_day:
        refusals.note("last_day", "order")
    if (values.last_day - values.first_day).days > LONGEST_CLOSING:
        refusals.note("last_day", f"at most {LONGEST_CLOSING} days")
    if (values.opens is None) != (values.closes is None):
        refusals.note("closes", "both")
    if values.opens is not None and values.closes is not None:
        refusals.check(ends_after, values.opens, values.closes, "closes")
    refusals.refuse()
    return await _put(store, _CLOSING, "closing", asdict(values), by, closing_id, seen)


async def delete_closing(store: Store, closing_id: int, *, by: Actor) -> None:
    """Delete a closing; raises NotFound."""
    await _delete(store, _CLOSING, "closing", closing_id, by)


async def events(store: Store, wanted: DayFilter, *, now: datetime) -> tuple[list[EventRow], int]:
    """Give events in order of their beginning, those that are over last, and how many there are."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.branch_id is not None:
        conditions.append(_EVENT.c.branch_id == wanted.branch_id)
    if wanted.past is not None:
        conditions.append(_EVENT.c.ends_at < now if wanted.past else _EVENT.c.ends_at >= now)
    if wanted.q:
        conditions.append(_named(_EVENT.c.title_fa, wanted.q) | _named(_EVENT.c.title_en, wanted.q))
    rows, total = await _page(store, _EVENT, _EVENT.c.starts_at, _EVENT.c.ends_at < now, conditions, wanted)
    return [_event_row(row) for row in rows], total


async def event(store: Store, event_id: int) -> EventRow:
    """Give one event; raises NotFound."""
    return _event_row(await _one(store, _EVENT, "event", event_id))


async def put_event(
    store: Store, values: EventValues, *, by: Actor, event_id: int | None = None, seen: str | None = None
) -> int:
    """Add an event, or change one; give its id. `seen`: what it was decided upon (crm.audit.edit_conflicts).

    Raises InvalidValue, NotFound, EditConflict.
    """
    refusals = Refusals()
    refusals.check(needed, "title_fa", values.title_fa, LONGEST_NAME)
    refusals.check(needed, "title_en", values.title_en, LONGEST_NAME)
    for field in ("description_fa", "description_en", "registration_fa", "registration_en"):
        refusals.check(fits, field, getattr(values, field), LONGEST_TEXT)
    if values.ends_at < values.starts_at:
        refusals.note("ends", "order")
    if values.seats is not None and not 0 <= values.seats <= 100_000:
        refusals.note("seats", "between 0 and 100,000")
    refusals.refuse()
    return await _put(store, _EVENT, "library_event", asdict(values), by, event_id, seen)


async def delete_event(store: Store, event_id: int, *, by: Actor) -> None:
    """Delete an event; raises NotFound."""
    await _delete(store, _EVENT, "library_event", event_id, by)


def _event_row(row: dict[str, Any]) -> EventRow:
    return EventRow(**{name: row[name] for name in EventRow.__dataclass_fields__})


def _named(column: Any, q: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.icontains(q, autoescape=True)
    return found


async def _page(
    store: Store,
    table: Table,
    order: Any,
    over: ColumnElement[bool],
    conditions: list[ColumnElement[bool]],
    wanted: DayFilter,
) -> tuple[list[dict[str, Any]], int]:
    # What is over comes last: the next one is what somebody looks for.
    ahead = case((over, 1), else_=0).asc()
    ordered = (order.desc(), table.c.id.desc()) if wanted.descending else (ahead, order.asc(), table.c.id.asc())
    page = select(table).where(*conditions).order_by(*ordered).limit(wanted.limit).offset(wanted.offset)
    count = select(func.count(table.c.id)).where(*conditions)

    def look(connection: Connection) -> tuple[list[dict[str, Any]], int]:
        return [dict(row) for row in connection.execute(page).mappings()], connection.scalar(count) or 0

    return await store.look(look)


async def _one(store: Store, table: Table, what: str, key: int) -> dict[str, Any]:
    query = select(table).where(table.c.id == key)
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        raise NotFound(what, key)
    return dict(row)


async def _put(
    store: Store, table: Table, entity: str, row: dict[str, Any], by: Actor, key: int | None, seen: str | None
) -> int:
    def put(connection: Connection) -> int:
        branch_known(connection, row["branch_id"])
        if key is None:
            made = int(connection.execute(insert(table).returning(table.c.id), row).scalar_one())
            note(connection, store, by, DID[entity][0], entity, made, row)
            return made
        before = connection.execute(select(table).where(table.c.id == key).with_for_update()).mappings().first()
        if before is None:
            raise NotFound(entity, key)
        told = {name: before[name] for name in row}
        guard_seen(connection, seen, told, trail.Subject(entity, str(key)), DID[entity][1])
        changed = [name for name, value in row.items() if before[name] != value]
        if changed:
            # Whoever follows an event is told of another time or place.
            moved = {"moves": _EVENT.c.moves + 1} if table is _EVENT and MOVED_BY.intersection(changed) else {}
            connection.execute(update(table).where(table.c.id == key).values(**row, **moved))
            note(connection, store, by, DID[entity][1], entity, key, changed)
        return key

    return await store.transact(put)


def _call_off(connection: Connection, event_id: int, now: datetime) -> None:
    """Let whoever follows an event that is to come know what it was, and that it is no more."""
    # Locked, so that nobody begins to follow it in between.
    row = connection.execute(select(_EVENT).where(_EVENT.c.id == event_id).with_for_update()).mappings().first()
    if row is None or row["starts_at"] <= now:
        return
    last = {name: row[name] for name in ("title_fa", "title_en", "branch_id", "starts_at")}
    last |= {"moves": row["moves"] + 1, "event_id": None, "called_off_at": now}
    connection.execute(update(_FOLLOWED).where(_FOLLOWED.c.event_id == event_id).values(**last))


async def _delete(store: Store, table: Table, entity: str, key: int, by: Actor) -> None:
    def remove(connection: Connection) -> None:
        if table is _EVENT:
            _call_off(connection, key, store.clock.now())
        if not connection.execute(delete(table).where(table.c.id == key)).rowcount:
            raise NotFound(entity, key)
        note(connection, store, by, DID[entity][2], entity, key, ("id",))

    await store.transact(remove)
