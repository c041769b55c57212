"""Faults of the library system that waiting does not mend: noted once an hour each, for staff to see."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from crm import records
from crm.audit import trail
from crm.audit.account_reads import BOT
from crm.database.store import Store
from crm.database.turn_guard import done_already
from crm.database.upsert import table_of

__all__ = ["FAULT", "faults_since", "note_fault"]

FAULT = "library_system.fault"
_ENTITY = "library_system"
_SAID_AGAIN = timedelta(hours=1)
_EVENT = table_of(records.AuditEvent)
# By the entity the trail has an index, by the action none.
_FAULTS = (_EVENT.c.entity == _ENTITY, _EVENT.c.action == FAULT)


async def note_fault(store: Store, kind: str) -> None:
    """Note that the library system refused us or made no sense (`kind`), unless that was noted within the hour."""
    since = store.clock.now() - _SAID_AGAIN

    known = select(_EVENT.c.id).where(*_FAULTS, _EVENT.c.entity_id == kind, _EVENT.c.occurred_at > since).limit(1)

    def is_known(connection: Connection) -> bool:
        return connection.scalar(known) is not None

    def note(connection: Connection) -> None:
        if not is_known(connection):
            trail.append(connection, store, BOT, FAULT, trail.Subject(_ENTITY, kind))

    # While the system is away every question meets the fault: writers wait for none that is noted already.
    if await store.look(is_known):
        return
    # A turn that is over hinders nothing: the fault was there.
    with done_already():
        await store.transact(note)


async def faults_since(store: Store, since: datetime) -> int:
    """Count the faults noted since a moment."""
    query = select(func.count()).where(*_FAULTS, _EVENT.c.occurred_at >= since)
    return await store.look(lambda connection: connection.scalar(query) or 0)
