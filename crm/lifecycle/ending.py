"""The end of a patron's life cycle: their erasure."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from crm import records
from crm.database.upsert import table_of

__all__ = ["note_erased"]

_EVENT = table_of(records.LifecycleEvent)


def note_erased(connection: Connection, patron_id: int, now: datetime) -> None:
    """Write down that a patron has gone; without a history there is nothing to end."""
    last = select(_EVENT.c.to_state).where(_EVENT.c.patron_id == patron_id).order_by(_EVENT.c.id.desc()).limit(1)
    before = connection.scalar(last)
    if before is not None:
        step = {"patron_id": patron_id, "from_state": before, "to_state": "erased", "reason": "erased"}
        connection.execute(insert(_EVENT), {**step, "occurred_at": now})
