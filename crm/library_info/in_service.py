"""Whether a store serves real patrons: noted once, so that lost settings never open it as a demonstration.

The note is an event of the audit trail, which goes with the store wherever it is moved or restored to.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreError
from crm.records import AuditEvent

__all__ = ["InService", "in_service_since", "note_in_service", "refuse_demo_mode"]

TAKEN = "store.in_service"
SUBJECT = trail.Subject("store", "service")

_EVENT = table_of(AuditEvent)
_FIRST = (
    select(_EVENT.c.occurred_at)
    .where(_EVENT.c.entity == SUBJECT.entity, _EVENT.c.entity_id == SUBJECT.entity_id, _EVENT.c.action == TAKEN)
    .order_by(_EVENT.c.id)
    .limit(1)
)


class InService(StoreError):
    """A store of real patrons was about to be opened as a demonstration."""

    def __init__(self, since: datetime, settings: str) -> None:
        super().__init__(
            f"the store is a real library’s (in production since {since:%Y-%m-%d}), and these settings would open it "
            f"as a demonstration: KETABYAR_ENVIRONMENT is not production. Where are its settings? Bring {settings} "
            "back, or the variables that it was started with (a backup holds neither); or write the main ones anew: "
            "`ketabyar init --only address`. A demonstration begins with another KETABYAR_HOME and an empty database"
        )


async def in_service_since(store: Store) -> datetime | None:
    """Give when the store was first known to serve real patrons; None where it never was."""
    return await store.look(_since)


async def note_in_service(store: Store) -> None:
    """Note that the store serves real patrons, unless that is noted already."""
    if await in_service_since(store) is None:
        await store.transact(lambda connection: _note(connection, store))


async def refuse_demo_mode(store: Store, settings: str) -> None:
    """Raise InService when the store serves real patrons; `settings` is where its settings are looked for."""
    since = await in_service_since(store)
    if since is not None:
        raise InService(since, settings)


def _since(connection: Connection) -> datetime | None:
    at: datetime | None = connection.scalar(_FIRST)
    return at


def _note(connection: Connection, store: Store) -> None:
    if _since(connection) is None:
        trail.append(connection, store, Actor("system", "start"), TAKEN, SUBJECT)
