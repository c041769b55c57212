"""Reading of the audit trail: filtered, in pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from crm.audit.actions import FAILURES, LOCKED
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records import AuditEvent, StaffUser
from crm.records.staff_names import StaffName, name_of

__all__ = ["BY_STAFF", "GROUPS", "TrailEvent", "TrailFilter", "trail", "trail_choices", "trail_rows"]

BATCH = 1000
# Actions that are looked for together, by the name of their group.
GROUPS = {"staff.sign_in_trouble": (*FAILURES, LOCKED)}

_EVENT, _STAFF = table_of(AuditEvent), table_of(StaffUser)


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One event; `subject_ref` is the keyed hash of the patron concerned, the same for the same patron.

    `actor_ref` is a member of staff's user name, and `actor_name` their name; of others there is none.
    """

    id: int
    occurred_at: datetime
    actor_kind: str
    actor_ref: str
    action: str
    entity: str
    entity_id: str | None
    subject_ref: str | None
    reason: str | None
    changed_fields: list[str] | None
    actor_name: StaffName | None


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """A filter of events of any of some actors; `action` is one, or a key of GROUPS.

    `since` and `until` bound a half-open span, `patron` is a patron's public id.
    """

    actors: tuple[str, ...] | None = None
    kind: str | None = None
    action: str | None = None
    entity: str | None = None
    entity_id: str | None = None
    patron: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self, store: Store) -> list[ColumnElement[bool]]:
        """Give the conditions of a query."""
        found: list[ColumnElement[bool]] = []
        for column, value in (
            (_EVENT.c.actor_kind, self.kind),
            (_EVENT.c.entity, self.entity),
            (_EVENT.c.entity_id, self.entity_id),
            (_EVENT.c.subject_ref, None if self.patron is None else store.subject_ref(self.patron)),
        ):
            if value is not None:
                found.append(column == value)
        if self.actors is not None:
            found.append(_EVENT.c.actor_ref.in_(self.actors))
        if self.action is not None:
            found.append(_EVENT.c.action.in_(GROUPS.get(self.action, (self.action,))))
        if self.since is not None:
            found.append(_EVENT.c.occurred_at >= self.since)
        if self.until is not None:
            found.append(_EVENT.c.occurred_at < self.until)
        return found


_COLUMNS = (
    *(_EVENT.c[name] for name in TrailEvent.__dataclass_fields__ if name != "actor_name"),
    name_of(_STAFF).label("actor_name"),
)
# What else may be called as an account is, a command or a job, is nobody of the staff.
BY_STAFF = (_EVENT.c.actor_kind == "staff") & (_STAFF.c.username == _EVENT.c.actor_ref)
_SELECT = select(*_COLUMNS).select_from(_EVENT.outerjoin(_STAFF, BY_STAFF))


async def trail(
    store: Store, wanted: TrailFilter, *, newest_first: bool = True, limit: int = 50, offset: int = 0
) -> tuple[list[TrailEvent], int]:
    """Give a page of events, and how many there are in all."""
    conditions = wanted.conditions(store)
    order = _EVENT.c.id.desc() if newest_first else _EVENT.c.id.asc()
    page = _SELECT.where(*conditions).order_by(order).limit(limit).offset(offset)
    count = select(func.count(_EVENT.c.id)).where(*conditions)

    def look(connection: Connection) -> tuple[list[TrailEvent], int]:
        rows = connection.execute(page).mappings().all()
        return [TrailEvent(**row) for row in rows], connection.scalar(count) or 0

    return await store.look(look)


async def trail_rows(store: Store, wanted: TrailFilter, *, before: int | None = None) -> list[TrailEvent]:
    """Give the next thousand events in falling order, those with a number below `before`."""
    conditions = wanted.conditions(store)
    if before is not None:
        conditions.append(_EVENT.c.id < before)
    query = _SELECT.where(*conditions).order_by(_EVENT.c.id.desc()).limit(BATCH)
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [TrailEvent(**row) for row in rows]


async def trail_choices(store: Store) -> tuple[list[str], list[str]]:
    """Give the actions and the entities that there are, to choose from."""

    def look(connection: Connection) -> tuple[list[str], list[str]]:
        return [*GROUPS, *_known(connection, _EVENT.c.action)], list(_known(connection, _EVENT.c.entity))

    return await store.recall("audit choices", look, much=True)


def _known(connection: Connection, column: Any) -> Iterator[str]:
    yield from connection.scalars(select(column).distinct().order_by(column))
