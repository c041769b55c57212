"""The gateways and engines that share a PostgreSQL store: each says that it is there, and is gone when it stops.

All moments are the database's own: the clocks of the machines need not agree. Who has not been heard of for
`LIFE_SECONDS` counts as gone, and others take over what it held, whether it died, hangs, or is cut off. It may come
back: then it must look whether it still is what it was (`Presence.is_sure`), and what it had taken is another's by now.
On SQLite there is one gateway, and nothing of this is needed.
"""

import importlib.metadata
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, delete, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import StoreError

__all__ = [
    "BEAT_SECONDS",
    "LIFE_SECONDS",
    "VERSION",
    "EngineThere",
    "InstanceThere",
    "Presence",
    "dismiss",
    "engines",
    "instances",
    "is_left",
    "lost_engines",
    "until",
]

VERSION = importlib.metadata.version("ketabyar")

# So long somebody is believed to be there who has said so; and how often it is said.
LIFE_SECONDS = 15.0
BEAT_SECONDS = 4.0
# What has been gone for so long is no news for anybody.
FORGOTTEN_AFTER = timedelta(hours=1)

_INSTANCE = table_of(records.Instance)


@dataclass(frozen=True, slots=True)
class EngineThere:
    """An engine that answers: its address, the model it answers with, and whether it is to get no new turns."""

    address: str
    model: str | None
    is_draining: bool


@dataclass(frozen=True, slots=True)
class InstanceThere:
    """A gateway or engine that is there: its version (None of one that tells none), and of an engine its model."""

    kind: str
    name: str
    address: str | None
    version: str | None
    model: str | None
    is_draining: bool
    started_at: datetime


def until(seconds: float) -> ColumnElement[object]:
    """Give the moment in so many seconds, by the database's clock; PostgreSQL only."""
    return func.clock_timestamp() + timedelta(seconds=seconds)


def is_left(table: Table, store: Store) -> ColumnElement[bool]:
    """Tell of a row whether nobody who is there holds it; where the store is not shared, always."""
    if store.is_sqlite:
        return table.c.id.is_not(None)
    there = exists(
        select(_INSTANCE.c.id).where(_INSTANCE.c.name == table.c.holder, _INSTANCE.c.until > func.clock_timestamp())
    )
    return table.c.holder.is_(None) | ~there


class Presence:
    """The presence of this process among those that share the store; `beat` is to be called every BEAT_SECONDS."""

    def __init__(self, store: Store, kind: str, *, address: str | None = None, name: str | None = None) -> None:
        self.name = name or str(uuid.uuid4())
        self._store = store
        self._kind = kind
        self._address = address
        self._sure_until = 0.0

    @property
    def is_sure(self) -> bool:
        """Tell whether all others certainly still believe that this process is there."""
        return time.monotonic() < self._sure_until

    async def beat(
        self,
        *,
        model: str | None = None,
        is_draining: bool = False,
        publication_id: int | None = None,
        phase: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Say that this process is there; errors of the store are raised.

        An engine also says how far it is with which publication, and why no further (crm.content.publications).
        """
        asked = time.monotonic()
        row = {
            "kind": self._kind,
            "version": VERSION,
            "address": self._address,
            "model": model,
            "is_draining": is_draining,
            "publication_id": publication_id,
            "phase": phase,
            "reason": reason,
            "until": until(LIFE_SECONDS),
        }

        def say(connection: Connection) -> None:
            new = {**row, "name": self.name, "started_at": func.clock_timestamp()}
            upsert(connection, _INSTANCE, new, on=["name"], change=row)
            connection.execute(delete(_INSTANCE).where(_INSTANCE.c.until < func.clock_timestamp() - FORGOTTEN_AFTER))

        await self._store.transact(say, aside=True)
        # Counted from before it was asked: the database counts from later on.
        self._sure_until = asked + LIFE_SECONDS

    async def leave(self) -> None:
        """Say that this process is gone, so that nobody waits for it."""
        self._sure_until = 0.0
        gone = delete(_INSTANCE).where(_INSTANCE.c.name == self.name)
        try:
            await self._store.transact(lambda connection: connection.execute(gone), aside=True)
        except StoreError:
            # It is believed to be there a little longer.
            return


async def dismiss(store: Store, name: str) -> None:
    """Note that a process is gone that could not say so itself; errors of the store are raised."""
    gone = delete(_INSTANCE).where(_INSTANCE.c.name == name)
    await store.transact(lambda connection: connection.execute(gone), aside=True)


async def engines(store: Store) -> list[EngineThere] | None:
    """List the engines that are there, by their addresses; None when none has ever been announced, or for an hour."""
    columns = (_INSTANCE.c.address, _INSTANCE.c.model, _INSTANCE.c.is_draining)
    is_there = (_INSTANCE.c.until > func.clock_timestamp()).label("is_there")
    query = select(*columns, is_there).where(_INSTANCE.c.kind == "engine", _INSTANCE.c.address.is_not(None))
    rows = await store.look(lambda connection: connection.execute(query.order_by(_INSTANCE.c.address)).all())
    if not rows:
        return None
    return [EngineThere(row.address, row.model, row.is_draining) for row in rows if row.is_there]


async def lost_engines(store: Store) -> list[str]:
    """List the addresses of engines that fell silent within the hour and never said that they stop."""
    query = select(_INSTANCE.c.address).where(_INSTANCE.c.kind == "engine", _INSTANCE.c.address.is_not(None))
    is_there = _INSTANCE.c.until > func.clock_timestamp()
    if store.is_sqlite:
        return []
    # One that was started anew at its address is there under another name.
    query = query.group_by(_INSTANCE.c.address).having(~func.bool_or(is_there)).order_by(_INSTANCE.c.address)
    return list(await store.look(lambda connection: connection.execute(query).scalars().all()))


async def instances(store: Store) -> list[InstanceThere]:
    """List the gateways, then the engines, that are there, the oldest first; on SQLite none is announced."""
    names = ("kind", "name", "address", "version", "model", "is_draining", "started_at")
    query = select(*(_INSTANCE.c[name] for name in names)).where(_INSTANCE.c.until > func.clock_timestamp())
    if store.is_sqlite:
        return []
    order = (_INSTANCE.c.kind.desc(), _INSTANCE.c.started_at, _INSTANCE.c.name)
    rows = await store.look(lambda connection: connection.execute(query.order_by(*order)).all())
    return [InstanceThere(**row._mapping) for row in rows]
