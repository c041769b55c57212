"""The audit trail: who saw or changed what, each event chained to the one before it.

The hash is keyed, so that somebody who can write to the database but has no key cannot mend the chain.
Fields are named, their values never kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from crm.records import AuditEvent
from crm.store import Store, keyed_hash
from crm.upsert import table_of

__all__ = ["Actor", "ChainReport", "Subject", "append", "is_sound", "record", "verify"]

GENESIS = "0" * 64
# PostgreSQL's advisory lock that makes writers of the chain follow one another.
CHAIN_LOCK = 0x6B657461

_EVENT = table_of(AuditEvent)
_LAST = select(_EVENT.c.row_hash).order_by(_EVENT.c.id.desc()).limit(1)
_ADD = insert(_EVENT)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: kind is patron, staff, bot or system; ref is their public name, never a card number."""

    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What it was done to; `patron` is the public id of the patron concerned, kept as a keyed hash."""

    entity: str
    entity_id: str | None = None
    patron: str | None = None


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What `verify` found: how many events are sound, and the id of the first that is not."""

    events: int
    broken_at: int | None

    @property
    def is_sound(self) -> bool:
        """Tell whether every event follows from the one before it."""
        return self.broken_at is None


async def record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject: Subject,
    fields: Sequence[str] = (),
    *,
    reason: str | None = None,
    request_id: str | None = None,
) -> None:
    """Add an event to the chain, in the transaction of a session of `Store.write`."""
    store: Store = session.info["store"]
    connection = await session.connection()
    await connection.run_sync(append, store, actor, action, subject, fields, reason=reason, request_id=request_id)


def append(
    connection: Connection,
    store: Store,
    actor: Actor,
    action: str,
    subject: Subject,
    fields: Sequence[str] = (),
    *,
    reason: str | None = None,
    request_id: str | None = None,
) -> None:
    """Add an event to the chain, in the transaction of a connection."""
    if not store.is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:chain)"), {"chain": CHAIN_LOCK})
    row: dict[str, Any] = {
        "actor_kind": actor.kind,
        "actor_ref": actor.ref,
        "action": action,
        "entity": subject.entity,
        "entity_id": subject.entity_id,
        "subject_ref": None if subject.patron is None else store.subject_ref(subject.patron),
        "reason": reason,
        "changed_fields": list(fields) or None,
        "request_id": request_id,
        "occurred_at": store.clock.now(),
        "prev_hash": connection.scalar(_LAST) or GENESIS,
    }
    row["row_hash"] = _hash(store.key, row)
    connection.execute(_ADD, row)


async def verify(store: Store) -> ChainReport:
    """Walk the chain and find the first event that was changed, removed or slipped in."""

    def walk(connection: Connection) -> ChainReport:
        previous, sound = GENESIS, 0
        for row in connection.execute(select(_EVENT).order_by(_EVENT.c.id)).mappings():
            if row["prev_hash"] != previous or not is_sound(store, row):
                return ChainReport(sound, row["id"])
            previous, sound = row["row_hash"], sound + 1
        return ChainReport(sound, None)

    return await store.look(walk)


def is_sound(store: Store, row: RowMapping) -> bool:
    """Tell whether an event by itself is as it was written, with the key that the store has now."""
    return bool(row["row_hash"] == _hash(store.key, dict(row)))


async def length(store: Store) -> int:
    """Count the events, to be noted outside: a chain cut at its end cannot show it by itself."""
    return await store.look(lambda connection: connection.scalar(select(func.count(_EVENT.c.id))) or 0)


def _hash(key: bytes, row: dict[str, Any]) -> str:
    kept = {name: value for name, value in row.items() if name not in ("id", "row_hash")}
    return keyed_hash(key, json.dumps(kept, sort_keys=True, ensure_ascii=False, default=_plain))


def _plain(value: datetime) -> str:
    return value.isoformat(timespec="microseconds")
