"""Who of the staff is there: whoever has a page open that listens to the inbox, and has lately used the console."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = [
    "GONE_AFTER", "PRESENCES", "anybody_there", "is_away", "note_present", "presence_of", "set_away", "there_until",
]  # fmt: skip

# A page that listens says so this often; whoever has not been heard of for so long is gone.
NOTED_EVERY = timedelta(minutes=1)
GONE_AFTER = timedelta(minutes=3)
# A page listens by itself, also before an empty chair: so long after the last use nobody is taken to be there.
USED_WITHIN = timedelta(minutes=15)

# Who can be counted on first.
PRESENCES = ("there", "away", "never")

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


def anybody_there(connection: Connection, now: datetime) -> bool:
    """Tell whether anybody of the staff is there who may take a conversation: who listens to the inbox may.

    Whoever said that they are away is not, whatever their pages do.
    """
    there = select(_STAFF.c.id).where(
        _STAFF.c.is_active.is_(True), _STAFF.c.is_away.is_(False), _STAFF.c.present_at > now - GONE_AFTER
    )
    return connection.scalar(there.limit(1)) is not None


def presence_of(now: datetime) -> ColumnElement[str]:
    """Give the column that tells of a member of staff: there, away (they said so, or are gone), or never signed in."""
    there = and_(_STAFF.c.is_away.is_(False), _STAFF.c.present_at > now - GONE_AFTER)
    never = and_(_STAFF.c.last_sign_in_at.is_(None), _STAFF.c.present_at.is_(None))
    return case((there, "there"), (never, "never"), else_="away")


async def set_away(store: Store, staff_id: int, away: bool) -> None:
    """Say of a member of staff that they are away from the inbox for now, or there again."""
    change = update(_STAFF).where(_STAFF.c.id == staff_id).values(is_away=away)
    await store.transact(lambda connection: connection.execute(change))


async def is_away(store: Store, staff_id: int) -> bool:
    """Tell whether a member of staff has said that they are away."""
    query = select(_STAFF.c.is_away).where(_STAFF.c.id == staff_id)
    return bool(await store.look(lambda connection: connection.scalar(query)))


def there_until(connection: Connection, staff_id: int, now: datetime) -> datetime | None:
    """Say how long a member of staff counts as there who does nothing from now on; None for one who is gone."""
    used = connection.scalar(
        select(func.max(_SESSION.c.last_seen_at)).where(
            _SESSION.c.staff_id == staff_id, _SESSION.c.ended_at.is_(None), _SESSION.c.expires_at > now
        )
    )
    noted = connection.scalar(select(_STAFF.c.present_at).where(_STAFF.c.id == staff_id))
    ends = [None if used is None else used + USED_WITHIN + GONE_AFTER, None if noted is None else noted + GONE_AFTER]
    return max((end for end in ends if end is not None and end > now), default=None)
