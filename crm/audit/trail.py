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
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
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
    "Walk",
    "append",
    "head",
    "is_ours",
    "is_sound",
    "still_written_before",
    "verify",
    "vouch",
    "walked",
]

GENESIS = "0" * 64
# PostgreSQL's advisory lock that makes writers of the chain follow one another.
CHAIN_LOCK = 0x6B657461
# The event that vouches for those before it.
SECRET_CHANGED = "secret.changed"  # noqa: S105 - the name of an event
# Events that are read at a time.
PAGE = 2000

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


@dataclass(slots=True)
class Walk:
    """A walk along the chain from its beginning: how far it has come, and what it has seen up to there.

    It is made in pages, each of them a reading of its own, so that a long trail keeps neither a transaction open nor
    writers waiting.
    """

    kept: Head | None = None
    last_id: int = 0
    last_hash: str = GENESIS
    sound: int = 0
    # Of all events that were passed.
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    # Whether the present key vouches for all of them.
    vouched: bool = True
    # Events that no key of ours proves, or only one of another secret: where the first stands, unless vouched for.
    unproved: ChainReport | None = None
    broken: ChainReport | None = None

    @property
    def report(self) -> ChainReport:
        """Give how the chain stands, as far as it was walked."""
        missing = max(0, self.kept.events - self.sound) if self.kept is not None else 0
        return self.unproved or self.broken or ChainReport(self.sound, None, missing)

    def go_on(self, connection: Connection, store: Store) -> bool:
        """Walk one page further; tell whether there may be more."""
        page = select(_EVENT).where(_EVENT.c.id > self.last_id).order_by(_EVENT.c.id).limit(PAGE)
        rows = connection.execute(page).mappings().all()
        return all(self._pass(store, row) for row in rows) and len(rows) == PAGE

    def _pass(self, store: Store, row: RowMapping) -> bool:
        if row["prev_hash"] != self.last_hash:
            return self._break(self.sound, row)
        vouches = row["action"] == SECRET_CHANGED and row["entity_id"] == self.digest.hexdigest()
        if is_ours(store, row):
            self.vouched = self.vouched or vouches
            self.unproved = None if vouches else self.unproved
        else:
            self.vouched = False
            if not is_sound(store, row):
                self.unproved = self.unproved or ChainReport(self.sound, row["id"])
            elif vouches:
                self.unproved = None
        self.last_id, self.last_hash, self.sound = row["id"], row["row_hash"], self.sound + 1
        if self.kept is not None and self.sound == self.kept.events and self.last_hash != self.kept.last_hash:
            # Sound in itself, and yet another one than was there before.
            return self._break(self.sound - 1, row)
        self.digest.update(f"{_text(row)}\n{self.last_hash}\n".encode())
        return True

    def _break(self, sound: int, row: RowMapping) -> bool:
        self.broken, self.vouched = ChainReport(sound, row["id"]), False
        return False


async def walked(store: Store, kept: Head | None = None) -> Walk:
    """Walk the chain to its end as it is now."""
    walk = Walk(kept)
    while await store.look(lambda connection: walk.go_on(connection, store)):
        pass
    return walk


async def verify(store: Store, kept: Head | None = None) -> ChainReport:
    """Walk the chain and find the first event that was changed, removed or slipped in.

    With a head that was kept before (crm.audit.head) events that are gone from the end are found too.
    """
    return (await walked(store, kept)).report


def vouch(connection: Connection, store: Store, by: Actor, walk: Walk) -> ChainReport | None:
    """Let an event that is hashed with the present key vouch for those that are not; give how the chain stands.

    `walk` came to the end a moment ago: only what was added since is walked here, where other writers wait.
    None where none needs it. A chain that is not sound stays as it is: nothing is to look better than it was.
    """
    _alone(connection, store)
    while walk.broken is None and walk.go_on(connection, store):
        pass
    if walk.vouched:
        return None
    if walk.report.is_sound:
        append(connection, store, by, SECRET_CHANGED, Subject("audit_event", walk.digest.hexdigest()))
    return walk.report


def _page_before(before: int | None, connection: Connection) -> Sequence[RowMapping]:
    page = select(_EVENT).order_by(_EVENT.c.id.desc()).limit(PAGE)
    page = page if before is None else page.where(_EVENT.c.id < before)
    return connection.execute(page).mappings().all()


async def still_written_before(store: Store) -> int:
    """Count the events since the last change of the secret that are not hashed with the present key."""
    count, before = 0, None
    while True:
        rows = await store.look(partial(_page_before, before))
        for row in rows:
            if row["action"] == SECRET_CHANGED and is_ours(store, row):
                return count
            count += not is_ours(store, row)
        if len(rows) < PAGE:
            return count
        before = rows[-1]["id"]


def is_ours(store: Store, row: RowMapping) -> bool:
    """Tell whether an event was written with the present key."""
    # As bytes: what somebody wrote into the column need not be ASCII.
    return hmac.compare_digest(keyed_hash(store.keys.current, _text(row)).encode(), row["row_hash"].encode())


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
