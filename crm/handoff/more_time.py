"""When the wait for a librarian is over, and more time for one who asks for it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, func, select

from crm import records
from crm.actor import Actor
from crm.cases.opening import interaction_id_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff.assignment import refuse_taken
from crm.handoff.expiry import HELD_TIMES
from crm.handoff.step_rows import audited, change, locked, put_message
from crm.staff.members import acting

__all__ = ["ends_at", "give_time"]

# Two who press the same button meet within this.
SAME = timedelta(seconds=1)

_INTERACTION = table_of(records.Interaction)
_EVENT = table_of(records.InteractionEvent)
_STAFF = table_of(records.StaffUser)

Longer = Callable[[str, str], str]
"""Say in a language that a librarian, by name, is still at it and needs more time."""


async def ends_at(store: Store, conversation: str, *, within: timedelta) -> datetime | None:
    """Say when a patron's wait is over and the bot takes the conversation back (crm.handoff.expiry).

    `within` is how long a librarian may take to come. Of a conversation that somebody has it is said for as long as
    they are there. None while nobody owes a word. Raises NotFound.
    """

    def look(connection: Connection) -> datetime | None:
        interaction_id = interaction_id_of(connection, conversation)
        row = connection.execute(select(_INTERACTION).where(_INTERACTION.c.id == interaction_id)).mappings().one()
        return _end(connection, row, within)

    return await store.look(look)


async def give_time(
    store: Store, conversation: str, by: Actor, *, shown: datetime, within: timedelta, wording: Longer
) -> datetime | None:
    """Move the end of a wait by `within`, at most to HELD_TIMES of it from now, and tell the patron; give the end.

    `shown` is the end that the librarian saw: where it has moved since, by the same button, nothing is done. None when
    nobody owes a word any more. Raises Taken or Conflict unless the conversation is with this librarian, and NotFound.
    """

    def move(connection: Connection) -> datetime | None:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked(connection, interaction_id_of(connection, conversation))
        if row["status"] != "with_staff" or row["assigned_staff_id"] != staff_id:
            raise refuse_taken(connection, row["id"], but=staff_id)
        end = _end(connection, row, within)
        if end is None or abs(end - shown) > SAME:
            return end
        until = min(max(end, now) + within, now + HELD_TIMES * within)
        if until <= end:
            return end
        change(connection, row["id"], held_until=until, wait_told_at=now)
        name = connection.scalar(select(_STAFF.c.display_name).where(_STAFF.c.id == staff_id))
        put_message(connection, row, "bot", wording(row["language"] or "fa", str(name or "")), now)
        audited(connection, store, by, "conversation.held", row)
        return until

    return await store.transact(move)


def _end(connection: Connection, row: RowMapping, within: timedelta) -> datetime | None:
    since: datetime | None = row["waiting_since"]
    if since is None:
        return None
    if row["status"] == "waiting_staff":
        return since + within
    if row["status"] != "with_staff":
        return None
    taken = connection.scalar(
        select(func.max(_EVENT.c.occurred_at)).where(
            _EVENT.c.interaction_id == row["id"], _EVENT.c.kind == "handoff_accepted"
        )
    )
    ends: list[datetime | None] = [
        since + HELD_TIMES * within,
        row["held_until"],
        None if taken is None else taken + within,
    ]
    return max(each for each in ends if each is not None)
