"""Who of the staff is there: whoever has a page open that listens to the inbox, and has lately used the console."""

from datetime import timedelta

from sqlalchemy import or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["GONE_AFTER", "anybody_present", "note_present"]

# A page that listens says so this often; whoever has not been heard of for so long is gone.
NOTED_EVERY = timedelta(minutes=1)
GONE_AFTER = timedelta(minutes=3)
# A page listens by itself, also before an empty chair: so long after the last use nobody is taken to be there.
USED_WITHIN = timedelta(minutes=15)

_STAFF = table_of(records.StaffUser)
_SESSION = table_of(records.StaffSession)


async def note_present(store: Store, staff_id: int) -> None:
    """Note that a member of staff is there, who has used the console lately and has not signed out since.

    What was noted within a minute is not written again.
    """
    now = store.clock.now()
    used = select(_SESSION.c.id).where(
        _SESSION.c.staff_id == staff_id,
        _SESSION.c.ended_at.is_(None),
        _SESSION.c.expires_at > now,
        _SESSION.c.last_seen_at > now - USED_WITHIN,
    )
    there = (
        update(_STAFF)
        .where(
            _STAFF.c.id == staff_id,
            or_(_STAFF.c.present_at.is_(None), _STAFF.c.present_at <= now - NOTED_EVERY),
            used.exists(),
        )
        .values(present_at=now)
    )
    await store.transact(lambda connection: connection.execute(there))


async def anybody_present(store: Store) -> bool:
    """Tell whether a member of staff listens to the inbox now."""
    since = store.clock.now() - GONE_AFTER
    there = select(_STAFF.c.id).where(_STAFF.c.is_active.is_(True), _STAFF.c.present_at > since).limit(1)
    return await store.look(lambda connection: connection.scalar(there) is not None)
