"""Planning: what is to be told is written down once for each thing, date and channel, however often it is looked for.

What it reads are the store's own loans, holds, cards, cases and events, and the mirror of another library system, in
batches of one transaction each; what falls due, who wants to hear of it and what was planned before is one look at
indexes.
Planning says nothing to anybody: whether it is still true, wanted and allowed is looked at when it is sent
(crm.notices.sending).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    Table,
    and_,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import String

from crm import records
from crm.database.lookups import is_missing
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.fallbacks import comes_by
from crm.notices.following import changes, reminder_at, reminders
from crm.notices.rules import WELCOME_NEWS, NoticeRules

__all__ = ["AHEAD", "BATCH", "plan", "write_planned"]

BATCH = 500
ASKERS = 200
# What is told within this time is written down now: it is planned every night.
AHEAD = timedelta(hours=30)
# An overdue loan is not brought up for the first time when all of its reminders are this long past.
TOO_LATE = timedelta(days=7)
# How long an answer that nobody has heard is news.
ANSWER_NEWS = timedelta(days=14)
# How long a reservation that became ready is news when the library system keeps no last day for it.
READY_NEWS = timedelta(days=14)

_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_PATRON = table_of(records.Patron)
_MIRRORED = table_of(records.Mirrored)
_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_WARD = table_of(records.Guardianship)


@dataclass(frozen=True, slots=True)
class _Lent:
    """Where loans are: our own, or the mirror; what each is called, and which column of a notice leads there."""

    table: Table
    name: Any
    is_out: Any
    link: str


_OWN = _Lent(_LOAN, _LOAN.c.ils_loan_id, _LOAN.c.returned_at.is_(None), "loan_id")
_ELSEWHERES = _Lent(_MIRRORED, _MIRRORED.c.name, _MIRRORED.c.kind == "loan", "mirrored_id")


@dataclass(frozen=True, slots=True)
class _Whose:
    """Loans with who is told of them, and by which link where they are another's."""

    lent: _Lent
    of: Any
    patron: Any
    ward: Any = None


def _patrons_own(lent: _Lent) -> _Whose:
    return _Whose(lent, lent.table, lent.table.c.patron_id)


def _childrens(lent: _Lent) -> _Whose:
    """Give children's loans by the links by which guardians hear of them; whether they hold is looked at later."""
    guarded = (
        _WARD.c.child_id == lent.table.c.patron_id,
        _WARD.c.ended_at.is_(None),
        _WARD.c.reminds,
        _WARD.c.sees_loans,
        _WARD.c.child_allows != "nothing",
    )
    return _Whose(lent, lent.table.join(_WARD, and_(*guarded)), _WARD.c.guardian_id, _WARD.c.id)


_WANTED = (
    _SUBSCRIPTION.c.id.label("subscription_id"),
    _SUBSCRIPTION.c.patron_id,
    _SUBSCRIPTION.c.channel,
    _SUBSCRIPTION.c.days_before,
)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where things of a kind come from: a query in order of `key`, and when each of its rows is to be told.

    `when` gives the moment and the step, or None where it is not time yet.
    """

    kind: str
    query: Select[Any]
    key: Any
    when: Callable[[RowMapping], tuple[datetime, int] | None]
    link: str | None = None
    name: Callable[[str], str] = str


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


async def _plan_source(store: Store, source: _Source, query: Select[Any]) -> int:
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


def _write(store: Store, source: _Source, page: Select[Any], connection: Connection) -> int:
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


def _notices(source: _Source, rows: Sequence[RowMapping], now: datetime) -> Iterator[dict[str, Any]]:
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
) -> Iterator[_Source]:
    if rules.own_loans:
        yield _ready(rules, now)
    yield _ready_elsewhere(rules, now)
    yield _answered(rules, now)
    yield _welcome(store, rules, now)
    # An event may be followed, moved or called off at any hour.
    yield _events_changed(rules, now)
    yield _events_soon(rules, now)
    # What the mirror has of loans comes at any hour.
    for lent in (_ELSEWHERES,) if soon or not rules.own_loans else (_OWN, _ELSEWHERES):
        for whose in (_patrons_own(lent), _childrens(lent)):
            yield _due(rules, now, most_days, whose)
            yield from _overdue(rules, now, whose)
    if not soon:
        yield _expiring(store, rules, now)


def _due(rules: NoticeRules, now: datetime, most_days: int, whose: _Whose) -> _Source:
    until = now + timedelta(days=most_days + 1) + AHEAD
    loan = whose.lent.table.c
    query = _of_loans(rules, "due_soon", whose).where(whose.lent.is_out, loan.due_at > now, loan.due_at <= until)

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        days = row["days_before"] or rules.days_before
        moment = rules.morning(rules.local_day(row["due_at"]) - timedelta(days=days))
        return None if moment > now + AHEAD else (rules.awake(max(moment, now)), 0)

    return _Source("due_soon", query, loan.id, when, whose.lent.link)


def _overdue(rules: NoticeRules, now: datetime, whose: _Whose) -> Iterator[_Source]:
    """Give a source for each of the reminders: which one is due depends on the loan's date alone.

    After days without a planner one reminder is enough: the last one whose time has come.
    """
    steps = sorted(rules.overdue_days)
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        yield _overdue_step(rules, now, step, following, whose)


def _overdue_step(rules: NoticeRules, now: datetime, step: int, following: int | None, whose: _Whose) -> _Source:
    oldest = now - (timedelta(days=step) + TOO_LATE if following is None else timedelta(days=following + 1))
    loan = whose.lent.table.c
    query = _of_loans(rules, "overdue", whose, step=step).where(
        whose.lent.is_out, loan.due_at > oldest, loan.due_at <= now + AHEAD - timedelta(days=step - 1)
    )

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        day = rules.local_day(row["due_at"])
        moment = rules.morning(day + timedelta(days=step))
        later = None if following is None else rules.morning(day + timedelta(days=following))
        if moment > now + AHEAD or (later is not None and later <= now + AHEAD):
            return None
        return rules.awake(max(moment, now)), step

    return _Source("overdue", query, loan.id, when, whose.lent.link)


def _ready(rules: NoticeRules, now: datetime) -> _Source:
    until = func.coalesce(_HOLD.c.ready_until, _HOLD.c.ready_at)
    thing = _named("hold", _HOLD.c.ils_hold_id)
    # Where no last day is kept, it is news for a while.
    is_new = or_(_HOLD.c.ready_until > now, and_(_HOLD.c.ready_until.is_(None), _HOLD.c.ready_at > now - READY_NEWS))
    query = _select(rules, "hold_ready", _HOLD.c.id, thing, until, _HOLD.c.id, _HOLD, _HOLD.c.patron_id).where(
        _HOLD.c.status == "ready", _HOLD.c.closed_at.is_(None), _HOLD.c.ready_at.is_not(None), is_new
    )
    return _Source("hold_ready", query, _HOLD.c.id, lambda row: (rules.awake(now), 0), "hold_id")


def _ready_elsewhere(rules: NoticeRules, now: datetime) -> _Source:
    hold = _MIRRORED.c
    thing = _named("hold", hold.name)
    # Where no last day is told, it is news for a while, and once however often it is seen anew; a last day that is told
    # later, of what was told without one, is no news either.
    is_new = or_(and_(hold.has_last_day, hold.due_at > now), and_(~hold.has_last_day, hold.seen_at > now - READY_NEWS))
    untold = is_missing(
        _NOTICE,
        _NOTICE.c.kind == "hold_ready",
        _NOTICE.c.thing == thing,
        _NOTICE.c.channel == _SUBSCRIPTION.c.channel,
        or_(
            _NOTICE.c.status == "queued",
            # What is seen anew at the end of one while is news for another.
            and_(_NOTICE.c.status == "sent", _NOTICE.c.settled_at > now - 2 * READY_NEWS),
        ),
        # Without a last day it was planned after the date that stands in its place.
        or_(~hold.has_last_day, _NOTICE.c.due_at <= _NOTICE.c.planned_at),
    )
    query = _select(
        rules, "hold_ready", hold.id, thing, hold.due_at, hold.id, _MIRRORED, hold.patron_id
    ).where(hold.kind == "hold", is_new, untold)  # fmt: skip
    return _Source("hold_ready", query, hold.id, lambda row: (rules.awake(now), 0), "mirrored_id")


def _expiring(store: Store, rules: NoticeRules, now: datetime) -> _Source:
    until = now + timedelta(days=rules.card_days + 1) + AHEAD
    query = _select(
        rules, "card_expiring", _PATRON.c.id, _PATRON.c.public_id, _PATRON.c.expires_at, None, _PATRON, _PATRON.c.id,
        once=False,
    ).where(_PATRON.c.erased_at.is_(None), _PATRON.c.expires_at > now, _PATRON.c.expires_at <= until)  # fmt: skip

    def name(public_id: str) -> str:
        # A name that leads to nobody once the patron is erased.
        return f"card:{store.subject_ref(public_id)}"

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        moment = rules.morning(rules.local_day(row["due_at"]) - timedelta(days=rules.card_days))
        return None if moment > now + AHEAD else (rules.awake(max(moment, now)), 0)

    return _Source("card_expiring", query, _PATRON.c.id, when, name=name)


def _answered(rules: NoticeRules, now: datetime) -> _Source:
    thing = _named("answer", _EVENT.c.id)
    joined = _EVENT.join(_CASE, _CASE.c.id == _EVENT.c.case_id)
    # No chat reached the patron when it was written.
    query = _select(
        rules, "case_answered", _EVENT.c.id, thing, _EVENT.c.occurred_at, _CASE.c.id, joined, _CASE.c.patron_id
    ).where(_EVENT.c.kind == "message", _EVENT.c.to_value.is_(None), _EVENT.c.occurred_at > now - ANSWER_NEWS)
    return _Source("case_answered", query, _EVENT.c.id, lambda row: (rules.awake(now), 0), "case_id")


def _welcome(store: Store, rules: NoticeRules, now: datetime) -> _Source:
    untold = is_missing(
        _NOTICE,
        _NOTICE.c.patron_id == _PATRON.c.id,
        _NOTICE.c.kind == "welcome",
        _NOTICE.c.channel == _SUBSCRIPTION.c.channel,
    )
    query = _select(
        rules, "welcome", _PATRON.c.id, _PATRON.c.public_id, _PATRON.c.registered_at, None, _PATRON, _PATRON.c.id,
        once=False,
    ).where(
        _PATRON.c.erased_at.is_(None), _PATRON.c.lifecycle != "prospect", _PATRON.c.registered_at > now - WELCOME_NEWS,
        untold,
    )  # fmt: skip

    def name(public_id: str) -> str:
        # A name that leads to nobody once the patron is erased.
        return f"welcome:{store.subject_ref(public_id)}"

    return _Source("welcome", query, _PATRON.c.id, lambda row: (rules.awake(now), 0), name=name)


def _events_soon(rules: NoticeRules, now: datetime) -> _Source:
    """Give the events that begin soon: told the morning before, or where that was over already, on the day."""
    what = reminders(now, until=now + AHEAD + timedelta(days=2))
    query = _select(rules, "event", what.key, what.thing, what.due_at, what.key, what.of, what.patron, once=False)

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        moment = reminder_at(rules, row["due_at"], row["followed_at"])
        if moment is None or moment > now + AHEAD:
            return None
        if row["was_moved"] and moment <= now and (row["told_at"] is None or row["told_at"] >= moment):
            # What is told of the move tells all of it.
            return None
        return rules.awake(max(moment, now)), row["step"]

    query = query.add_columns(*what.more).where(*what.where)
    return _Source("event", query, what.key, when, "followed_id")


def _events_changed(rules: NoticeRules, now: datetime) -> _Source:
    """Give the events that were moved or called off since they were followed: told at once."""
    what = changes(now)
    query = _select(rules, "event", what.key, what.thing, what.due_at, what.key, what.of, what.patron, once=False)
    query = query.add_columns(*what.more).where(*what.where)
    return _Source("event", query, what.key, lambda row: (rules.awake(now), row["step"]), "followed_id")


def _of_loans(rules: NoticeRules, kind: str, whose: _Whose, *, step: int = 0) -> Select[Any]:
    loan, name = whose.lent.table.c, whose.lent.name
    thing = _named("loan", name)
    if whose.ward is not None:
        # By the link: the child, and each guardian, are told by themselves.
        thing = literal("ward:") + cast(whose.ward, String) + literal(":") + name
    return _select(
        rules, kind, loan.id, thing, loan.due_at, loan.id, whose.of, whose.patron, step=step, ward=whose.ward
    )


def _named(what: str, key: Any) -> Any:
    # By what is never another's: the store's own number of a row that was deleted may be given again.
    return literal(f"{what}:") + cast(key, String)


def _select(
    rules: NoticeRules,
    kind: str,
    key: Any,
    thing: Any,
    due_at: Any,
    linked: Any,
    of: Any,
    patron: Any,
    *,
    once: bool = True,
    step: int = 0,
    ward: Any = None,
) -> Select[Any]:
    """Join things with the running subscriptions to their kind; `once` leaves out what was planned before.

    `ward` is the link by which somebody else hears of it.
    """
    # By no index of the kind where somebody else hears of it: SQLite would go through all who want it for each loan.
    of_kind = _SUBSCRIPTION.c.kind if ward is None else _SUBSCRIPTION.c.kind.concat("")
    wanted = and_(_SUBSCRIPTION.c.patron_id == patron, of_kind == kind, _SUBSCRIPTION.c.ended_at.is_(None))
    columns = (key.label("key"), thing.label("thing"), due_at.label("due_at"))
    linked, ward = (null() if one is None else one for one in (linked, ward))
    query = (
        select(*_WANTED, *columns, linked.label("linked"), ward.label("ward"))
        .select_from(of.join(_SUBSCRIPTION, wanted))
        .where(comes_by(rules))
    )
    if not once:
        return query
    unplanned = is_missing(
        _NOTICE,
        _NOTICE.c.kind == kind,
        _NOTICE.c.thing == thing,
        _NOTICE.c.due_at == due_at,
        _NOTICE.c.step == step,
        _NOTICE.c.channel == _SUBSCRIPTION.c.channel,
    )
    return query.where(unplanned)
