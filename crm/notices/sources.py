"""Sources of notices: where things of a kind come from that somebody asked to be told of, and when each is to be told.

Reservations, cards, answers, welcomes and events; of loans there are more (crm.notices.loan_sources).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, and_, cast, func, literal, null, or_, select
from sqlalchemy.types import String

from crm import records
from crm.database.lookups import is_missing
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.fallbacks import comes_by
from crm.notices.following import changes, reminder_at, reminders
from crm.notices.rules import WELCOME_NEWS, NoticeRules

__all__ = [
    "AHEAD",
    "NoticeSource",
    "answered",
    "events_changed",
    "events_soon",
    "expiring",
    "named",
    "of_subscribers",
    "ready",
    "ready_elsewhere",
    "welcome",
]

# What is told within this time is written down now: it is planned every night.
AHEAD = timedelta(hours=30)
# How long an answer that nobody has heard is news.
ANSWER_NEWS = timedelta(days=14)
# How long a reservation that became ready is news when the library system keeps no last day for it.
READY_NEWS = timedelta(days=14)

_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_HOLD = table_of(records.Hold)
_PATRON = table_of(records.Patron)
_MIRRORED = table_of(records.Mirrored)
_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)


@dataclass(frozen=True, slots=True)
class NoticeSource:
    """Where things of a kind come from: a query in order of `key`, and when each of its rows is to be told.

    `when` gives the moment and the step, or None where it is not time yet.
    """

    kind: str
    query: Select[Any]
    key: Any
    when: Callable[[RowMapping], tuple[datetime, int] | None]
    link: str | None = None
    name: Callable[[str], str] = str


_WANTED = (
    _SUBSCRIPTION.c.id.label("subscription_id"),
    _SUBSCRIPTION.c.patron_id,
    _SUBSCRIPTION.c.channel,
    _SUBSCRIPTION.c.days_before,
)


def ready(rules: NoticeRules, now: datetime) -> NoticeSource:
    """Give our own reservations that are ready."""
    until = func.coalesce(_HOLD.c.ready_until, _HOLD.c.ready_at)
    thing = named("hold", _HOLD.c.ils_hold_id)
    # Where no last day is kept, it is news for a while.
    is_new = or_(_HOLD.c.ready_until > now, and_(_HOLD.c.ready_until.is_(None), _HOLD.c.ready_at > now - READY_NEWS))
    query = of_subscribers(rules, "hold_ready", _HOLD.c.id, thing, until, _HOLD.c.id, _HOLD, _HOLD.c.patron_id).where(
        _HOLD.c.status == "ready", _HOLD.c.closed_at.is_(None), _HOLD.c.ready_at.is_not(None), is_new
    )
    return NoticeSource("hold_ready", query, _HOLD.c.id, lambda row: (rules.awake(now), 0), "hold_id")


def ready_elsewhere(rules: NoticeRules, now: datetime) -> NoticeSource:
    """Give the reservations that are ready in another library system, by its mirror."""
    hold = _MIRRORED.c
    thing = named("hold", hold.name)
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
    query = of_subscribers(
        rules, "hold_ready", hold.id, thing, hold.due_at, hold.id, _MIRRORED, hold.patron_id
    ).where(hold.kind == "hold", is_new, untold)  # fmt: skip
    return NoticeSource("hold_ready", query, hold.id, lambda row: (rules.awake(now), 0), "mirrored_id")


def expiring(store: Store, rules: NoticeRules, now: datetime) -> NoticeSource:
    """Give the cards that run out soon."""
    until = now + timedelta(days=rules.card_days + 1) + AHEAD
    query = of_subscribers(
        rules, "card_expiring", _PATRON.c.id, _PATRON.c.public_id, _PATRON.c.expires_at, None, _PATRON, _PATRON.c.id,
        once=False,
    ).where(_PATRON.c.erased_at.is_(None), _PATRON.c.expires_at > now, _PATRON.c.expires_at <= until)  # fmt: skip

    def name(public_id: str) -> str:
        # A name that leads to nobody once the patron is erased.
        return f"card:{store.subject_ref(public_id)}"

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        moment = rules.morning(rules.local_day(row["due_at"]) - timedelta(days=rules.card_days))
        return None if moment > now + AHEAD else (rules.awake(max(moment, now)), 0)

    return NoticeSource("card_expiring", query, _PATRON.c.id, when, name=name)


def answered(rules: NoticeRules, now: datetime) -> NoticeSource:
    """Give the answers to cases that no chat has taken."""
    thing = named("answer", _EVENT.c.id)
    joined = _EVENT.join(_CASE, _CASE.c.id == _EVENT.c.case_id)
    # No chat reached the patron when it was written.
    query = of_subscribers(
        rules, "case_answered", _EVENT.c.id, thing, _EVENT.c.occurred_at, _CASE.c.id, joined, _CASE.c.patron_id
    ).where(_EVENT.c.kind == "message", _EVENT.c.to_value.is_(None), _EVENT.c.occurred_at > now - ANSWER_NEWS)
    return NoticeSource("case_answered", query, _EVENT.c.id, lambda row: (rules.awake(now), 0), "case_id")


def welcome(store: Store, rules: NoticeRules, now: datetime) -> NoticeSource:
    """Give those who became patrons a while ago at most and were not welcomed."""
    untold = is_missing(
        _NOTICE,
        _NOTICE.c.patron_id == _PATRON.c.id,
        _NOTICE.c.kind == "welcome",
        _NOTICE.c.channel == _SUBSCRIPTION.c.channel,
    )
    query = of_subscribers(
        rules, "welcome", _PATRON.c.id, _PATRON.c.public_id, _PATRON.c.registered_at, None, _PATRON, _PATRON.c.id,
        once=False,
    ).where(
        _PATRON.c.erased_at.is_(None), _PATRON.c.lifecycle != "prospect", _PATRON.c.registered_at > now - WELCOME_NEWS,
        untold,
    )  # fmt: skip

    def name(public_id: str) -> str:
        # A name that leads to nobody once the patron is erased.
        return f"welcome:{store.subject_ref(public_id)}"

    return NoticeSource("welcome", query, _PATRON.c.id, lambda row: (rules.awake(now), 0), name=name)


def events_soon(rules: NoticeRules, now: datetime) -> NoticeSource:
    """Give the events that begin soon: told the morning before, or where that was over already, on the day."""
    what = reminders(now, until=now + AHEAD + timedelta(days=2))
    query = of_subscribers(
        rules, "event", what.key, what.thing, what.due_at, what.key, what.of, what.patron, once=False
    )

    def when(row: RowMapping) -> tuple[datetime, int] | None:
        moment = reminder_at(rules, row["due_at"], row["followed_at"])
        if moment is None or moment > now + AHEAD:
            return None
        if row["was_moved"] and moment <= now and (row["told_at"] is None or row["told_at"] >= moment):
            # What is told of the move tells all of it.
            return None
        return rules.awake(max(moment, now)), row["step"]

    query = query.add_columns(*what.more).where(*what.where)
    return NoticeSource("event", query, what.key, when, "followed_id")


def events_changed(rules: NoticeRules, now: datetime) -> NoticeSource:
    """Give the events that were moved or called off since they were followed: told at once."""
    what = changes(now)
    query = of_subscribers(
        rules, "event", what.key, what.thing, what.due_at, what.key, what.of, what.patron, once=False
    )
    query = query.add_columns(*what.more).where(*what.where)
    return NoticeSource("event", query, what.key, lambda row: (rules.awake(now), row["step"]), "followed_id")


def named(what: str, key: Any) -> Any:
    """Give the name of a thing in a query: what it is, and its key."""
    # By what is never another's: the store's own number of a row that was deleted may be given again.
    return literal(f"{what}:") + cast(key, String)


def of_subscribers(
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
