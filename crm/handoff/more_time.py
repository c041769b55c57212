"""When the wait for a librarian is over, and more time for one who asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
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
from crm.staff.members import acting, display_name_of
from crm.staff.presence import there_until

__all__ = ["WaitEnd", "ends_at", "give_time"]

# Two who press the same button meet within this.
SAME = timedelta(seconds=1)

_INTERACTION = table_of(records.Interaction)
_EVENT = table_of(records.InteractionEvent)

Longer = Callable[[str, str], str]
"""Say in a language that a librarian, by name, is still at it and needs more time."""


@dataclass(frozen=True, slots=True)
class WaitEnd:
    """When a patron's wait ends as things are.

    `due` is by when a word is due: as long as patrons are told that it takes somebody to come, or as a librarian has
    asked for (`held_until`). Who is there is left the conversation for longer than that, until `at`.
    """

    at: datetime
    due: datetime
    held_until: datetime | None


async def ends_at(store: Store, conversation: str, *, within: timedelta) -> WaitEnd | None:
    """Say when a patron's wait is over and the bot takes the conversation back (crm.handoff.expiry).

    `within` is how long a librarian may take to come. Of a conversation that somebody has it is the end for one who
    does nothing from now on: whoever does not use the console is gone after a while, and it ends sooner. None while
    nobody owes a word. Raises NotFound.
    """
    now = store.clock.now()

    def look(connection: Connection) -> WaitEnd | None:
        interaction_id = interaction_id_of(connection, conversation)
        row = connection.execute(select(_INTERACTION).where(_INTERACTION.c.id == interaction_id)).mappings().one()
        return _end(connection, row, within, now)

    return await store.look(look)


async def give_time(
    store: Store, conversation: str, by: Actor, *, shown: datetime | None, within: timedelta, wording: Longer
) -> WaitEnd | None:
    """Move the end of a wait by `within`, at most to HELD_TIMES of it from now, and tell the patron; give the end.

    What is moved is the time that a desk counts down to: until a word is due, and, once that is past, until the end.

    `shown` is until when they had asked for as their page showed it: where that has changed since, by the same button,
    nothing is done. None when nobody owes a word any more. Raises Taken or Conflict unless the conversation is with
    this librarian, and NotFound.
    """

    def move(connection: Connection) -> WaitEnd | None:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked(connection, interaction_id_of(connection, conversation))
        if row["status"] != "with_staff" or row["assigned_staff_id"] != staff_id:
            raise refuse_taken(connection, row["id"], but=staff_id)
        end = _end(connection, row, within, now)
        if end is None or not _is_same(end.held_until, shown):
            return end
        shown_end = end.due if end.due > now else max(end.at, now)
        until = min(shown_end + within, now + HELD_TIMES * within)
        if until <= shown_end:
            return end
        change(connection, row["id"], held_until=until, wait_told_at=now)
        language = row["language"] or "fa"
        name = display_name_of(connection, staff_id)
        put_message(connection, row, "bot", wording(language, "" if name is None else name.said(language)), now)
        audited(connection, store, by, "conversation.held", row)
        return WaitEnd(max(until, end.at), until, until)

    return await store.transact(move)


def _is_same(one: datetime | None, other: datetime | None) -> bool:
    return one == other if one is None or other is None else abs(one - other) <= SAME


def _end(connection: Connection, row: RowMapping, within: timedelta, now: datetime) -> WaitEnd | None:
    since: datetime | None = row["waiting_since"]
    if since is None:
        return None
    if row["status"] == "waiting_staff":
        return WaitEnd(since + within, since + within, None)
    if row["status"] != "with_staff":
        return None
    taken = connection.scalar(
        select(func.max(_EVENT.c.occurred_at)).where(
            _EVENT.c.interaction_id == row["id"], _EVENT.c.kind == "handoff_accepted"
        )
    )
    there = there_until(connection, row["assigned_staff_id"], now) if row["assigned_staff_id"] else None
    longest, soonest = since + HELD_TIMES * within, since + within
    owed = [soonest, row["held_until"], None if taken is None else taken + within]
    due = max(each for each in owed if each is not None)
    at = due if there is None else max(due, min(longest, there))
    return WaitEnd(at, due, row["held_until"])
