"""The mirror of a library system elsewhere: what is in it, how old that may be to be told, and how it is forgotten.

What is kept of patrons goes when they leave, are erased, or are made one with another. Nothing is told of what was read
longer than `FRESH` ago (crm.notices.things): it is read again first.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["BATCH", "CARD", "FRESH", "MirrorState", "forget_mirrored", "forget_things", "is_fresh", "mirror_state"]

# How long ago something may have been read that is told.
FRESH = timedelta(minutes=3)
BATCH = 1000
CARD = "card_expiring"

_READ = table_of(records.MirrorRead)
_MIRRORED = table_of(records.Mirrored)
_NOTICE = table_of(records.Notice)


@dataclass(frozen=True, slots=True)
class MirrorState:
    """The mirror at a glance: how many patrons are in it, how many of them wait to be read, and how old it is.

    `oldest` is when the one was read who was read longest ago, None when nobody was; `failures` counts by reason.
    """

    patrons: int
    unread: int
    waiting: int
    oldest: datetime | None
    newest: datetime | None
    loans: int
    overdue: int
    ready: int
    failures: Mapping[str, int]


async def mirror_state(store: Store) -> MirrorState:
    """Say how much is in the mirror, and how old it is."""
    return await store.look(partial(_state, store.clock.now()))


def _state(now: datetime, connection: Connection) -> MirrorState:
    is_loan = _MIRRORED.c.kind == "loan"
    reads = connection.execute(
        select(
            func.count().label("patrons"),
            func.count().filter(_READ.c.read_at.is_(None)).label("unread"),
            func.count().filter(_READ.c.next_at <= now).label("waiting"),
            func.min(_READ.c.read_at).label("oldest"),
            func.max(_READ.c.read_at).label("newest"),
        ).select_from(_READ)
    ).one()
    things = connection.execute(
        select(
            func.count().filter(is_loan).label("loans"),
            func.count().filter(is_loan, _MIRRORED.c.due_at < now).label("overdue"),
            func.count().filter(~is_loan).label("ready"),
        ).select_from(_MIRRORED)
    ).one()
    failures = connection.execute(
        select(_READ.c.failure, func.count()).where(_READ.c.failure.is_not(None)).group_by(_READ.c.failure)
    )
    return MirrorState(
        reads.patrons, reads.unread, reads.waiting, reads.oldest, reads.newest,
        things.loans, things.overdue, things.ready, {name: int(count) for name, count in failures},
    )  # fmt: skip


def is_fresh(now: datetime) -> ColumnElement[bool]:
    """Give the condition that what a notice tells is our own store's, or was read lately enough to be told."""
    since = now - FRESH
    fresh = exists().where(
        _MIRRORED.c.id == _NOTICE.c.mirrored_id, _READ.c.patron_id == _MIRRORED.c.patron_id, _READ.c.read_at >= since
    )
    stale_card = exists().where(
        _READ.c.patron_id == _NOTICE.c.patron_id,
        _READ.c.tells_card,
        or_(_READ.c.read_at.is_(None), _READ.c.read_at < since),
    )
    return and_(or_(_NOTICE.c.mirrored_id.is_(None), fresh), or_(_NOTICE.c.kind != CARD, ~stale_card))


def forget_mirrored(connection: Connection, patrons: Collection[int]) -> None:
    """Delete what the mirror has of some patrons."""
    ids = sorted(patrons)
    for begin in range(0, len(ids), BATCH):
        some = ids[begin : begin + BATCH]
        # First what says that they are read: a reading that is under way finds nobody to write it down for.
        connection.execute(delete(_READ).where(_READ.c.patron_id.in_(some)))
        forget_things(connection, _MIRRORED.c.patron_id.in_(some))


def forget_things(connection: Connection, which: ColumnElement[bool]) -> None:
    """Delete rows of the mirror that the library system has not ended, and what was planned of them and told nobody.

    Left there, it would be cancelled as returned, and never be planned again when they are read anew.
    """
    of = select(_MIRRORED.c.id).where(which)
    connection.execute(delete(_NOTICE).where(_NOTICE.c.mirrored_id.in_(of), _NOTICE.c.status != "sent"))
    connection.execute(delete(_MIRRORED).where(which))
