"""Who of the staff is there: whoever has a page of the console open that listens to the inbox."""

from datetime import timedelta

from sqlalchemy import or_, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["GONE_AFTER", "note_present"]

# A page that listens says so this often; whoever has not been heard of for so long is gone.
NOTED_EVERY = timedelta(minutes=1)
GONE_AFTER = timedelta(minutes=3)

_STAFF = table_of(records.StaffUser)


async def note_present(store: Store, staff_id: int) -> None:
    """Note that a member of staff is there; what was noted within a minute is not written again."""
    now = store.clock.now()
    there = (
        update(_STAFF)
        .where(_STAFF.c.id == staff_id, or_(_STAFF.c.present_at.is_(None), _STAFF.c.present_at <= now - NOTED_EVERY))
        .values(present_at=now)
    )
    await store.transact(lambda connection: connection.execute(there))
