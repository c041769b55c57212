"""Whose turn it is to be read in a library system elsewhere: now and then, and once more before anything is told.

Only those are read who asked for notices and agreed to them, or whose guardian did.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, union_all, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.guardians.ages import ages_now
from crm.guardians.standing import holding_on
from crm.notices.mirror import BATCH, CARD, forget_mirrored, forget_things
from crm.notices.queue import IS_QUEUED
from crm.notices.rules import PURPOSE_OF
from crm.notices.ways import at_the_web
from crm.trust.consents import permit

__all__ = ["OF_LOANS", "agreed_kinds", "claim_due", "claim_to_tell", "keep_up", "read_within"]

# Who was read so lately is not read again to be told.
JUST_READ = timedelta(minutes=1)
# Who claims patrons to read them has done so by then, or has died.
LEASE = timedelta(minutes=5)
# What could not be read for so long is kept no longer.
TOO_OLD = timedelta(days=7)
# What is read of a library system for; whatever else is told, our own store knows.
OF_LOANS = ("due_soon", "overdue")
_KINDS = (*OF_LOANS, "hold_ready", "card_expiring")

_READ = table_of(records.MirrorRead)
_MIRRORED = table_of(records.Mirrored)
_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_OUTBOX = table_of(records.Outbox)
_PATRON = table_of(records.Patron)
_WARD = table_of(records.Guardianship)


async def keep_up(store: Store, system: str) -> int:
    """Let whoever wants notices now be read, and forget whoever does not; "" reads nobody. Give how many are new."""
    now = store.clock.now()
    if not any(await store.look(partial(_to_do, now, system))):
        # As in nearly every minute: nobody waits for a transaction that writes nothing.
        return 0
    return await store.transact(partial(_keep_up, now, system))


def _to_do(now: datetime, system: str, connection: Connection) -> tuple[list[int], list[int], list[int]]:
    """Give who wants nothing any more, whose rows are too old to be kept, and who is new."""
    own, childrens = _askers(connection, system, now)
    wanted = or_(*(one.where(whose == _READ.c.patron_id).exists() for one, whose in (own, childrens)))
    over = select(_READ.c.patron_id).where(or_(_READ.c.system != system, ~wanted)).order_by(_READ.c.patron_id)
    old = _READ.c.read_at < now - TOO_OLD
    kept = exists().where(_MIRRORED.c.patron_id == _READ.c.patron_id)
    too_old = select(_READ.c.patron_id).where(old, kept).order_by(_READ.c.patron_id)
    new = union_all(
        *(
            one.with_only_columns(whose.label("patron_id")).where(~exists().where(_READ.c.patron_id == whose))
            for one, whose in (own, childrens)
        )
    ).subquery()
    fresh = select(new.c.patron_id).distinct().order_by(new.c.patron_id).limit(BATCH) if system else None
    return (
        list(connection.scalars(over)),
        list(connection.scalars(too_old)),
        [] if fresh is None else list(connection.scalars(fresh)),
    )


def _keep_up(now: datetime, system: str, connection: Connection) -> int:
    gone, too_old, fresh = _to_do(now, system, connection)
    forget_mirrored(connection, gone)
    for begin in range(0, len(too_old), BATCH):
        forget_things(connection, _MIRRORED.c.patron_id.in_(too_old[begin : begin + BATCH]))
    rows = [{"patron_id": one, "system": system, "next_at": now, "tells_card": False} for one in fresh]
    return sum(insert_or_skip(connection, _READ, row, on=["patron_id"]) for row in rows)


def _askers(connection: Connection, system: str, now: datetime) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Give who is to be read for which kind and channel, and who asked for it: themselves, and guardians for them.

    Each is a query of `asker`, `kind` and `channel`, with the column whose patron is read.
    """
    running = (_SUBSCRIPTION.c.ended_at.is_(None), _SUBSCRIPTION.c.kind.in_(_KINDS))
    # A number of this system's own, by which it can be asked of them.
    known = (
        _PATRON.c.ils_patron_id.startswith(f"{system}:", autoescape=True),
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.merged_into_id.is_(None),
    )
    what = (_SUBSCRIPTION.c.kind, _SUBSCRIPTION.c.channel)
    own = (
        select(_SUBSCRIPTION.c.patron_id.label("asker"), *what)
        .join(_PATRON, _PATRON.c.id == _SUBSCRIPTION.c.patron_id)
        .where(*running, *known)
    )
    childrens = (
        select(_WARD.c.guardian_id.label("asker"), *what)
        .join(_SUBSCRIPTION, _SUBSCRIPTION.c.patron_id == _WARD.c.guardian_id)
        .join(_PATRON, _PATRON.c.id == _WARD.c.child_id)
        .where(*running, *known, _SUBSCRIPTION.c.kind.in_(OF_LOANS))
        .where(_WARD.c.reminds, _WARD.c.sees_loans, _WARD.c.child_allows != "nothing")
        # Of a child who has come of age, or whose link is over, nothing is read for anybody else.
        .where(holding_on(ages_now(connection), now.astimezone(UTC).date()))
    )
    return (own, _SUBSCRIPTION.c.patron_id), (childrens, _WARD.c.child_id)


async def claim_due(store: Store, most: int) -> list[int]:
    """Take patrons whose time has come, those who have waited longest first; nobody else reads them meanwhile."""
    now = store.clock.now()
    query = select(_READ).where(_READ.c.next_at <= now).order_by(_READ.c.next_at, _READ.c.id).limit(most)
    return await _claimed(store, now, query)


async def claim_to_tell(store: Store, most: int) -> list[int]:
    """Take patrons who are to be told something now, and were not read a moment ago."""
    now = store.clock.now()
    told = or_(
        _NOTICE.c.mirrored_id.is_not(None),
        and_(_NOTICE.c.kind == CARD, _NOTICE.c.patron_id.in_(select(_READ.c.patron_id).where(_READ.c.tells_card))),
    )
    # A child's loan is read of the child.
    whose = func.coalesce(_MIRRORED.c.patron_id, _NOTICE.c.patron_id)
    of = select(whose).select_from(_NOTICE.outerjoin(_MIRRORED, _MIRRORED.c.id == _NOTICE.c.mirrored_id))
    # Whoever has closed the web page is told nothing before they come back: until then nothing is read for that.
    reached = or_(_NOTICE.c.channel != "web_chat", _NOTICE.c.patron_id.in_(at_the_web(now)))
    waiting = of.where(told, reached, IS_QUEUED, _NOTICE.c.send_after <= now)
    # A message to an address whose last try may have arrived waits under its own name.
    tried = (
        select(whose)
        .select_from(
            _NOTICE.join(_OUTBOX, _OUTBOX.c.message_id == _NOTICE.c.message_id).outerjoin(
                _MIRRORED, _MIRRORED.c.id == _NOTICE.c.mirrored_id
            )
        )
        .where(told, _OUTBOX.c.channel != "web_chat", _OUTBOX.c.state == "pending", _OUTBOX.c.attempts > 0)
        .where(_OUTBOX.c.next_attempt_at <= now)
    )
    query = (
        select(_READ)
        .where(
            or_(_READ.c.patron_id.in_(waiting), _READ.c.patron_id.in_(tried)),
            or_(_READ.c.tried_at.is_(None), _READ.c.tried_at < now - JUST_READ),
            # Who could not be read a moment ago waits as in every round.
            or_(_READ.c.failure.is_(None), _READ.c.next_at <= now),
        )
        .order_by(_READ.c.tried_at, _READ.c.id)
        .limit(most)
    )
    return await _claimed(store, now, query)


async def _claimed(store: Store, now: datetime, query: Select[Any]) -> list[int]:
    # Nobody waits for a transaction that writes nothing.
    if await store.look(lambda connection: connection.execute(query).first()) is None:
        return []
    return await store.transact(partial(_claim, now, query))


def _claim(now: datetime, query: Select[Any], connection: Connection) -> list[int]:
    rows = connection.execute(query.with_for_update(of=_READ, skip_locked=True)).mappings().all()
    systems = {row["patron_id"]: row["system"] for row in rows}
    allowed = {one for one, system in systems.items() if _is_agreed(connection, one, system, now)}
    connection.execute(update(_READ).where(_READ.c.patron_id.in_(allowed)).values(next_at=now + LEASE, tried_at=now))
    silent = [one for one in systems if one not in allowed]
    # They left it open what they hear, and took back that it may be told: nothing is read, and nothing kept.
    forget_things(connection, _MIRRORED.c.patron_id.in_(silent))
    connection.execute(
        update(_READ).where(_READ.c.patron_id.in_(silent)).values(next_at=now + timedelta(hours=1), read_at=None)
    )
    return [row["patron_id"] for row in rows if row["patron_id"] in allowed]


def _is_agreed(connection: Connection, patron_id: int, system: str, now: datetime) -> bool:
    return next(_agreed(connection, patron_id, system, now), None) is not None


def _agreed(connection: Connection, patron_id: int, system: str, now: datetime) -> Iterator[str]:
    """Give the kinds that were asked for and may be told."""
    for query, whose in _askers(connection, system, now):
        for row in connection.execute(query.where(whose == patron_id)).all():
            if permit(connection, row.asker, PURPOSE_OF[row.kind], row.channel, now):
                yield row.kind


def agreed_kinds(asked: Sequence[int], now: datetime, connection: Connection) -> dict[int, frozenset[str]]:
    """Give the kinds that may be told of each of some patrons, in the transaction of a connection."""
    systems = connection.execute(select(_READ.c.patron_id, _READ.c.system).where(_READ.c.patron_id.in_(sorted(asked))))
    return {row.patron_id: frozenset(_agreed(connection, row.patron_id, row.system, now)) for row in systems.all()}


async def read_within(store: Store, span: timedelta) -> int:
    """Count the patrons who were asked for within a span of time until now."""
    query = select(func.count()).where(_READ.c.tried_at > store.clock.now() - span)
    return await store.look(lambda connection: int(connection.scalar(query) or 0))
