"""The backlog of the whole library in numbers: turns that are open, messages to be sent, patrons who wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, case, func, or_, select, text

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["Backlog", "backlog"]

_OUTBOX = table_of(records.Outbox)
_JOURNAL = table_of(records.Journal)
_INTERACTION = table_of(records.Interaction)
# Written out: SQLite takes a partial index only for a condition whose values it knows.
_NOT_SENT = text("outbox.state IN ('pending', 'sending')")
_OPEN = text("journal.state = 'received'")


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, and for how many seconds the oldest of it; 0 where nothing waits.

    `outbox` counts by channel what is due or being sent: what is put off to a later moment, as by the hours in which
    no notice goes out, is in `later` instead.
    """

    outbox: Mapping[str, int] = field(default_factory=dict)
    outbox_oldest: float = 0.0
    later: int = 0
    open_turns: int = 0
    open_turn_oldest: float = 0.0
    waiting: int = 0
    waiting_oldest: float = 0.0
    with_staff: int = 0


async def backlog(store: Store) -> Backlog:
    """Count what waits, by indexes over nothing else."""
    now = store.clock.now()

    def look(connection: Connection) -> Backlog:
        due = case((or_(_OUTBOX.c.state == "sending", _OUTBOX.c.next_attempt_at <= now), 1), else_=0)
        outbox = (
            select(_OUTBOX.c.channel, due.label("due"), func.count(), func.min(_OUTBOX.c.next_attempt_at))
            .where(_NOT_SENT)
            .group_by(_OUTBOX.c.channel, due)
        )
        turns = select(func.count(), func.min(_JOURNAL.c.received_at)).where(_OPEN)
        queue = (
            select(_INTERACTION.c.status, func.count(), func.min(_INTERACTION.c.handoff_requested_at))
            .where(_INTERACTION.c.status.in_(("waiting_staff", "with_staff")))
            .group_by(_INTERACTION.c.status)
        )
        rows = connection.execute(outbox).all()
        open_turns, first = connection.execute(turns).one()
        waits = {status: (count, since) for status, count, since in connection.execute(queue)}
        waiting, since = waits.get("waiting_staff", (0, None))
        return Backlog(
            outbox={channel: count for channel, is_due, count, _ in rows if is_due},
            outbox_oldest=_seconds(now, min((oldest for _, is_due, _, oldest in rows if is_due), default=None)),
            later=sum(count for _, is_due, count, _ in rows if not is_due),
            open_turns=open_turns,
            open_turn_oldest=_seconds(now, first),
            waiting=waiting,
            waiting_oldest=_seconds(now, since),
            with_staff=waits.get("with_staff", (0, None))[0],
        )

    return await store.look(look)


def _seconds(now: datetime, since: datetime | None) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
