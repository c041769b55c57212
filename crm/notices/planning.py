"""Planning: what is to be told is written down once for each thing, date and channel, however often it is looked for.

What it reads are the store's own loans, holds, cards, cases and events, and the mirror of another library system, in
batches of one transaction each; what falls due, who wants to hear of it and what was planned before is one look at
indexes.
Planning says nothing to anybody: whether it is still true, wanted and allowed is looked at when it is sent
(crm.notices.sending).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, func, literal, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.loan_sources import ELSEWHERES, OWN, childrens, due, overdue, patrons_own
from crm.notices.rules import NoticeRules
from crm.notices.sources import (
    NoticeSource,
    answered,
    events_changed,
    events_soon,
    expiring,
    ready,
    ready_elsewhere,
    welcome,
)

__all__ = ["BATCH", "plan", "write_planned"]

BATCH = 500
ASKERS = 200

_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_PATRON = table_of(records.Patron)
_MIRRORED = table_of(records.Mirrored)


async def plan(store: Store, rules: NoticeRules, *, asked_since: datetime | None = None, soon: bool = False) -> int:
    """Write down every notice that falls due soon and was not written down before; give how many.

    `asked_since`: only for subscriptions of that moment or later. `soon`: only what happens in between, reservations
    that became ready, answers, and what was read of another library system. Both are cheap enough for every minute.
    """
    now, done = store.clock.now(), 0
    if asked_since is not None:
        # By their keys: so the few who asked are looked up, and not all that falls due is gone through.
        patrons = await store.look(partial(_askers, since=asked_since))
        if not patrons:
            return 0
        groups = [patrons[begin : begin + ASKERS] for begin in range(0, len(patrons), ASKERS)]
    most_days = await store.look(_most_days)
    for source in _sources(store, rules, now, max(most_days, rules.days_before), soon=soon):
        if source.kind not in rules.kinds:
            continue
        if asked_since is None:
            done += await _plan_source(store, source, source.query)
            continue
        for group in groups:
            done += await _plan_source(store, source, source.query.where(_SUBSCRIPTION.c.patron_id.in_(group)))
    return done


def _askers(connection: Connection, since: datetime) -> list[int]:
    query = select(_SUBSCRIPTION.c.patron_id).where(_SUBSCRIPTION.c.asked_at >= since).distinct()
    return list(connection.scalars(query.order_by(_SUBSCRIPTION.c.patron_id)))


def _most_days(connection: Connection) -> int:
    running = select(func.max(_SUBSCRIPTION.c.days_before)).where(_SUBSCRIPTION.c.ended_at.is_(None))
    return int(connection.scalar(running) or 0)


async def _plan_source(store: Store, source: NoticeSource, query: Select[Any]) -> int:
    done, after = 0, (0, 0)
    while True:
        # The first condition says nothing new, but an index knows where to go on by it.
        onward = tuple_(source.key, _SUBSCRIPTION.c.id) > tuple_(literal(after[0]), literal(after[1]))
        page = query.where(source.key >= after[0], onward)
        page = page.order_by(source.key, _SUBSCRIPTION.c.id).limit(BATCH)
        rows = await store.look(partial(_read, page=page))
        new = list(_notices(source, rows, store.clock.now()))
        if new:
            done += await store.transact(partial(_write, store, source, page))
        if len(rows) < BATCH:
            return done
        after = rows[-1]["key"], rows[-1]["subscription_id"]


def _write(store: Store, source: NoticeSource, page: Select[Any], connection: Connection) -> int:
    """Write down what is to be told of a page as it stands in the transaction that writes: something may have gone."""
    new = list(_notices(source, _read(connection, page), store.clock.now()))
    if source.link == "mirrored_id":
        new = _still_mirrored(connection, new)
    return write_planned(connection, new)


def _still_mirrored(connection: Connection, new: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out that whose row of the mirror is gone; the other rows stay until the transaction ends."""
    ids = sorted({one["mirrored_id"] for one in new})
    # Patrons before what is theirs, as a reading, an erasure and a merge lock them.
    whose = select(_MIRRORED.c.patron_id).where(_MIRRORED.c.id.in_(ids))
    patrons = or_(_PATRON.c.id.in_(sorted({one["patron_id"] for one in new})), _PATRON.c.id.in_(whose))
    connection.execute(
        select(_PATRON.c.id).where(patrons).order_by(_PATRON.c.id).with_for_update(read=True, key_share=True)
    ).all()
    rows = (
        select(_MIRRORED.c.id)
        .where(_MIRRORED.c.id.in_(ids))
        .order_by(_MIRRORED.c.id)
        .with_for_update(read=True, key_share=True)
    )
    there = set(connection.scalars(rows))
    return [one for one in new if one["mirrored_id"] in there]


def _read(connection: Connection, page: Select[Any]) -> Sequence[RowMapping]:
    return connection.execute(page).mappings().all()


def _notices(source: NoticeSource, rows: Sequence[RowMapping], now: datetime) -> Iterator[dict[str, Any]]:
    for row in rows:
        when = source.when(row)
        if when is None:
            continue
        moment, step = when
        links = {"loan_id": None, "hold_id": None, "case_id": None, "mirrored_id": None, "followed_id": None}
        yield {
            **(links if source.link is None else {**links, source.link: row["linked"]}),
            "guardianship_id": row["ward"],
            "patron_id": row["patron_id"],
            "subscription_id": row["subscription_id"],
            "kind": source.kind,
            "channel": row["channel"],
            "thing": source.name(row["thing"]),
            "due_at": row["due_at"],
            "step": step,
            "status": "queued",
            "planned_at": now,
            "send_after": moment,
        }


def write_planned(connection: Connection, new: Sequence[dict[str, Any]], *, into: Table = _NOTICE) -> int:
    """Write down what is planned and was not before, in the transaction of a connection; give how many are new."""
    if not new:
        return 0
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    # Another gateway may have planned the same a moment ago.
    statement = make(into).on_conflict_do_nothing().returning(into.c.id)
    return len(connection.execute(statement, list(new)).all())


def _sources(
    store: Store, rules: NoticeRules, now: datetime, most_days: int, *, soon: bool = False
) -> Iterator[NoticeSource]:
    if rules.own_loans:
        yield ready(rules, now)
    yield ready_elsewhere(rules, now)
    yield answered(rules, now)
    yield welcome(store, rules, now)
    # An event may be followed, moved or called off at any hour.
    yield events_changed(rules, now)
    yield events_soon(rules, now)
    # What the mirror has of loans comes at any hour.
    for lent in (ELSEWHERES,) if soon or not rules.own_loans else (OWN, ELSEWHERES):
        for whose in (patrons_own(lent), childrens(lent)):
            yield due(rules, now, most_days, whose)
            yield from overdue(rules, now, whose)
    if not soon:
        yield expiring(store, rules, now)
