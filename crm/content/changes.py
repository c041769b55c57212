"""The history of the training content: who added, removed or moved which example, and which intents came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.records.staff_names import name_of
from crm.staff.members import acting

__all__ = ["Change", "ContentEdit", "change", "changes", "count_changes", "record_changes"]

ENTITY = "content"
# What the trail says was done.
DID = {
    "example_added": "content.example_added",
    "example_removed": "content.example_removed",
    "example_moved": "content.example_moved",
    "intent_added": "content.intent_added",
    "intent_renamed": "content.intent_renamed",
    "imported": "content.imported",
    "exported": "content.exported",
}

_CHANGE = table_of(records.ContentChange)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class ContentEdit:
    """One edit of the content; `detail` holds anything else, such as where an example was moved to."""

    kind: str
    language: str | None = None
    intent: str | None = None
    text: str | None = None
    detail: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An edit with who made it and when."""

    id: int
    kind: str
    language: str | None
    intent: str | None
    text: str | None
    detail: Mapping[str, Any]
    author: str | None
    created_at: datetime


_QUERY = select(_CHANGE, name_of(_STAFF).label("author")).select_from(
    _CHANGE.outerjoin(_STAFF, _STAFF.c.id == _CHANGE.c.staff_id)
)


async def record_changes(store: Store, edits: Sequence[ContentEdit], *, by: Actor) -> list[int]:
    """Note edits in their order and give their numbers; `by` is staff or the command line."""

    def record(connection: Connection) -> list[int]:
        staff_id = acting(connection, by) if by.kind == "staff" else None
        numbers = []
        for edit in edits:
            row = {
                "kind": edit.kind,
                "language": edit.language,
                "intent": edit.intent,
                "text": edit.text,
                "detail": dict(edit.detail) if edit.detail else None,
                "staff_id": staff_id,
                "created_at": store.clock.now(),
            }
            numbers.append(int(connection.execute(insert(_CHANGE).values(**row).returning(_CHANGE.c.id)).scalar_one()))
        for kind, intent in dict.fromkeys((edit.kind, edit.intent) for edit in edits):
            trail.append(connection, store, by, DID[kind], trail.Subject(ENTITY, intent), ("text",))
        return numbers

    return await store.transact(record) if edits else []


async def changes(
    store: Store,
    *,
    kind: str | None = None,
    intent: str | None = None,
    language: str | None = None,
    oldest_first: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> list[Change]:
    """List edits, the newest first unless told otherwise."""
    order = _CHANGE.c.id if oldest_first else _CHANGE.c.id.desc()
    query = _QUERY.where(*_meant(kind, intent, language)).order_by(order).limit(limit).offset(offset)
    return await store.look(lambda connection: [_view(row) for row in connection.execute(query)])


async def count_changes(
    store: Store, *, kind: str | None = None, intent: str | None = None, language: str | None = None
) -> int:
    """Count the edits that `changes` lists."""
    query = select(func.count(_CHANGE.c.id)).where(*_meant(kind, intent, language))
    return await store.look(lambda connection: connection.scalar(query) or 0)


async def change(store: Store, number: int) -> Change:
    """Give one edit; raises NotFound."""
    row = await store.look(lambda connection: connection.execute(_QUERY.where(_CHANGE.c.id == number)).first())
    if row is None:
        raise NotFound("content change", number)
    return _view(row)


def _meant(kind: str | None, intent: str | None, language: str | None) -> list[ColumnElement[bool]]:
    asked = ((_CHANGE.c.kind, kind), (_CHANGE.c.intent, intent), (_CHANGE.c.language, language))
    return [column == value for column, value in asked if value is not None]


def _view(row: Any) -> Change:
    return Change(
        row.id, row.kind, row.language, row.intent, row.text, row.detail or {}, row.author, row.created_at
    )  # fmt: skip
