"""The audit trail: who saw or changed what, as a chain of events with keyed hashes.

The hash is keyed, so that somebody who can write to the database but has no key cannot mend the chain.
Fields are named, their values never kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, text

from crm.actor import Actor
from crm.database.store import Store, keyed_hash
from crm.database.upsert import table_of
from crm.records import AuditEvent

__all__ = ["GENESIS", "ChainReport", "Head", "Subject", "append", "head", "is_sound", "verify"]

GENESIS = "0" * 64
# PostgreSQL's advisory lock that makes writers of the chain follow one another.
CHAIN_LOCK = 0x6B657461

_EVENT = table_of(AuditEvent)
_LAST = select(_EVENT.c.row_hash).order_by(_EVENT.c.id.desc()).limit(1)
_ADD = insert(_EVENT)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event concerns; `patron` is the public id of the patron concerned, kept as a keyed hash."""

    entity: str
    entity_id: str | None = None
    patron: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain at a moment: its number of events, the id of the last and its hash."""

    events: int = 0
    last_id: int = 0
    last_hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The result of `verify`: the number of sound events, and the id of the first that is not.

    `missing` is how many events are gone from the end, compared with the head that was kept.
    """

    events: int
    broken_at: int | None
    missing: int = 0

    @property
    def is_sound(self) -> bool:
        """Tell whether every event follows from the one before it and none is gone from the end."""
        return self.broken_at is None and not self.missing


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
        "actor_ref": actor.name,
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


async def verify(store: Store, kept: Head | None = None) -> ChainReport:
    """Walk the chain and find the first event that was changed, removed or slipped in.

    With a head that was kept before (crm.audit.head) events that are gone from the end are found too.
    """

    def walk(connection: Connection) -> ChainReport:
        previous, sound = GENESIS, 0
        for row in connection.execute(select(_EVENT).order_by(_EVENT.c.id)).mappings():
            if row["prev_hash"] != previous or not is_sound(store, row):
                return ChainReport(sound, row["id"])
            previous, sound = row["row_hash"], sound + 1
            if kept is not None and sound == kept.events and previous != kept.last_hash:
                # Sound in itself, and yet another one than was there before.
                return ChainReport(sound - 1, row["id"])
        return ChainReport(sound, None, max(0, kept.events - sound) if kept is not None else 0)

    return await store.look(walk)


def is_sound(store: Store, row: RowMapping) -> bool:
    """Tell whether an event by itself is as it was written, with the key that the store has now."""
    return bool(row["row_hash"] == _hash(store.key, dict(row)))


async def head(store: Store, before: Head | None = None) -> Head | None:
    """Give how far the chain reaches; None when it does not follow from the head `before` any more."""
    last = select(_EVENT.c.id, _EVENT.c.row_hash).order_by(_EVENT.c.id.desc()).limit(1)
    known = before or Head()
    same = select(_EVENT.c.row_hash).where(_EVENT.c.id == known.last_id)

    def look(connection: Connection) -> Head | None:
        if known.events and connection.scalar(same) != known.last_hash:
            return None
        row = connection.execute(last).first()
        if row is None:
            return Head()
        # Up to that event only: others may have been added in the meantime.
        further = select(func.count(_EVENT.c.id)).where(_EVENT.c.id > known.last_id, _EVENT.c.id <= row.id)
        return Head(known.events + int(connection.scalar(further) or 0), row.id, row.row_hash)

    return await store.look(look)


def _hash(key: bytes, row: dict[str, Any]) -> str:
    kept = {name: value for name, value in row.items() if name not in ("id", "row_hash")}
    return keyed_hash(key, json.dumps(kept, sort_keys=True, ensure_ascii=False, default=_plain))


def _plain(value: datetime) -> str:
    return value.isoformat(timespec="microseconds")
