"""What staff see of notices: what waits, what was told and kept back, and what did not arrive; never of whom."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.queue import IS_QUEUED

__all__ = ["Failure", "Overview", "Settled", "WaitingNotices", "failed_since", "overview"]

MOST_FAILURES = 50

_NOTICE = table_of(records.Notice)
_SUBSCRIPTION = table_of(records.Subscription)
_OUTBOX = table_of(records.Outbox)
_MESSAGE = table_of(records.Message)


@dataclass(frozen=True, slots=True)
class WaitingNotices:
    """Notices of a kind that wait on a channel: how many, to how many patrons, and from when on they go out."""

    kind: str
    channel: str
    notices: int
    patrons: int
    first_at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """Notices that were told, or kept back and why, in a span of time."""

    status: str
    reason: str | None
    kind: str
    channel: str
    notices: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that did not arrive: on which channel, when it was made, what became of it, and why."""

    channel: str
    made_at: datetime
    state: str
    error: str | None
    things: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it at one moment; `subscribed` is how many patrons get something on each channel."""

    waiting: tuple[WaitingNotices, ...]
    settled: tuple[Settled, ...]
    failures: tuple[Failure, ...]
    subscribed: dict[str, int]


async def failed_since(store: Store, since: datetime) -> int:
    """Count the messages of notices made since a moment that were given up."""
    query = (
        select(func.count(_OUTBOX.c.id.distinct()))
        .join(_MESSAGE, _MESSAGE.c.id == _OUTBOX.c.message_id)
        .join(_NOTICE, _NOTICE.c.message_id == _MESSAGE.c.id)
        .where(_OUTBOX.c.state == "failed", _MESSAGE.c.created_at >= since)
    )
    return await store.look(lambda connection: connection.scalar(query) or 0)


async def overview(store: Store, since: datetime) -> Overview:
    """Give what waits now, and what became of notices since a moment."""
    return await store.look(lambda connection: _overview(connection, since))


def _overview(connection: Connection, since: datetime) -> Overview:
    kind = (_NOTICE.c.kind, _NOTICE.c.channel)
    count = func.count().label("notices")
    waiting = (
        select(
            *kind,
            count,
            func.count(_NOTICE.c.patron_id.distinct()).label("patrons"),
            func.min(_NOTICE.c.send_after).label("first_at"),
        )
        .where(IS_QUEUED)
        .group_by(*kind)
        .order_by(*kind)
    )
    settled = (
        select(_NOTICE.c.status, _NOTICE.c.reason, *kind, count)
        .where(_NOTICE.c.status != "queued", _NOTICE.c.settled_at >= since)
        .group_by(_NOTICE.c.status, _NOTICE.c.reason, *kind)
        .order_by(_NOTICE.c.status, _NOTICE.c.reason, *kind)
    )
    failures = (
        select(
            _OUTBOX.c.channel,
            _MESSAGE.c.created_at.label("made_at"),
            _OUTBOX.c.state,
            _OUTBOX.c.error,
            func.count(_NOTICE.c.id).label("things"),
        )
        .join(_MESSAGE, _MESSAGE.c.id == _OUTBOX.c.message_id)
        .join(_NOTICE, _NOTICE.c.message_id == _MESSAGE.c.id)
        .where(_OUTBOX.c.error.is_not(None), _MESSAGE.c.created_at >= since)
        .group_by(_OUTBOX.c.id, _OUTBOX.c.channel, _MESSAGE.c.created_at, _OUTBOX.c.state, _OUTBOX.c.error)
        .order_by(_MESSAGE.c.created_at.desc(), _OUTBOX.c.id.desc())
        .limit(MOST_FAILURES)
    )
    subscribed = (
        select(_SUBSCRIPTION.c.channel, func.count(_SUBSCRIPTION.c.patron_id.distinct()).label("patrons"))
        .where(_SUBSCRIPTION.c.ended_at.is_(None))
        .group_by(_SUBSCRIPTION.c.channel)
    )
    return Overview(
        tuple(WaitingNotices(**row) for row in connection.execute(waiting).mappings()),
        tuple(Settled(**row) for row in connection.execute(settled).mappings()),
        tuple(Failure(**row) for row in connection.execute(failures).mappings()),
        {row.channel: row.patrons for row in connection.execute(subscribed)},
    )
