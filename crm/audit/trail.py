"""The audit trail: who saw or changed what, as a chain of events with keyed hashes.

The hash is keyed, so that somebody who can write to the database but has no key cannot mend the chain.
Fields are named, their values never kept.

When the secret is changed, no event is written anew. One that is hashed with the new key, `SECRET_CHANGED`, tells the
digest of all that stand before it: from then on it vouches for them, and the old key is not needed any more.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, text

from crm.actor import Actor
from crm.database.key_ring import keyed_hash
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records import AuditEvent

__all__ = [
    "GENESIS",
    "SECRET_CHANGED",
    "ChainReport",
    "Head",
    "Subject",
    "append",
    "head",
    "is_ours",
    "is_sound",
    "still_written_before",
    "verify",
    "vouch",
]

GENESIS = "0" * 64
# PostgreSQL's advisory lock that makes writers of the chain follow one another.
CHAIN_LOCK = 0x6B657461
# The event that vouches for those before it.
SECRET_CHANGED = "secret.changed"  # noqa: S105 - the name of an event

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
    _alone(connection, store)
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
    row["row_hash"] = store.keys.signed(_text(row))
    connection.execute(_ADD, row)


async def verify(store: Store, kept: Head | None = None) -> ChainReport:
    """Walk the chain and find the first event that was changed, removed or slipped in.

    With a head that was kept before (crm.audit.head) events that are gone from the end are found too.
    """

    return await store.look(lambda connection: _walked(connection, store, kept)[0])


def vouch(connection: Connection, store: Store, by: Actor) -> ChainReport | None:
    """Let an event that is hashed with the present key vouch for those that are not; give how the chain stands.

    None where none needs it. A chain that is not sound stays as it is: nothing is to look better than it was.
    """
    _alone(connection, store)
    report, digest, vouched = _walked(connection, store, None)
    if vouched:
        return None
    if report.is_sound:
        append(connection, store, by, SECRET_CHANGED, Subject("audit_event", digest))
    return report


def still_written_before(connection: Connection, store: Store) -> int:
    """Count the events since the last change of the secret that are not hashed with the present key."""
    rows = connection.execute(select(_EVENT).order_by(_EVENT.c.id.desc())).mappings()
    count = 0
    for row in rows:
        if row["action"] == SECRET_CHANGED and is_ours(store, row):
            return count
        count += not is_ours(store, row)
    return count


def _walked(connection: Connection, store: Store, kept: Head | None) -> tuple[ChainReport, str, bool]:
    """Walk the chain; give how it stands, the digest of all of it, and whether the present key vouches for all."""
    previous, sound, digest = GENESIS, 0, hashlib.sha256()
    # Events that no key of ours proves, or only one of another secret: where the first stands, unless vouched for.
    unproved: ChainReport | None = None
    vouched = True
    for row in connection.execute(select(_EVENT).order_by(_EVENT.c.id)).mappings():
        if row["prev_hash"] != previous:
            return unproved or ChainReport(sound, row["id"]), "", False
        vouches = row["action"] == SECRET_CHANGED and row["entity_id"] == digest.hexdigest()
        if is_ours(store, row):
            vouched = vouched or vouches
            unproved = None if vouches else unproved
        else:
            vouched = False
            if not is_sound(store, row):
                unproved = unproved or ChainReport(sound, row["id"])
            elif vouches:
                unproved = None
        previous, sound = row["row_hash"], sound + 1
        if kept is not None and sound == kept.events and previous != kept.last_hash:
            # Sound in itself, and yet another one than was there before.
            return unproved or ChainReport(sound - 1, row["id"]), "", False
        digest.update(f"{_text(row)}\n{previous}\n".encode())
    missing = max(0, kept.events - sound) if kept is not None else 0
    return unproved or ChainReport(sound, None, missing), digest.hexdigest(), vouched


def is_ours(store: Store, row: RowMapping) -> bool:
    """Tell whether an event was written with the present key."""
    return hmac.compare_digest(keyed_hash(store.keys.current, _text(row)), row["row_hash"])


def _alone(connection: Connection, store: Store) -> None:
    if not store.is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:chain)"), {"chain": CHAIN_LOCK})


def is_sound(store: Store, row: RowMapping) -> bool:
    """Tell whether an event by itself is as it was written, with a key that is believed now."""
    return store.keys.is_signed(_text(dict(row)), row["row_hash"])


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


def _text(row: Mapping[str, Any] | RowMapping) -> str:
    kept = {name: value for name, value in row.items() if name not in ("id", "row_hash")}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value: datetime) -> str:
    return value.isoformat(timespec="microseconds")
