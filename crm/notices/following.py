"""Events that patrons follow: kept on a yes, told before they begin, and at once when they are moved or called off."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.lookups import is_missing
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.notices.rules import NoticeRules
from crm.patrons.merged import joined_with

__all__ = [
    "CALLED_OFF",
    "COMING",
    "MOVED",
    "EventNews",
    "Following",
    "changes",
    "event_untrue",
    "follow_event",
    "followed",
    "followed_now",
    "reminder_at",
    "reminders",
    "told_already",
    "unfollow_events",
]

# What is told of an event.
COMING, MOVED, CALLED_OFF = "coming", "moved", "called_off"

_EVENT = table_of(records.LibraryEvent)
_FOLLOWED = table_of(records.FollowedEvent)
_NOTICE = table_of(records.Notice)
_SUBSCRIPTION = table_of(records.Subscription)
_BRANCH = table_of(records.Branch)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class Following:
    """One event that a patron follows, as it stands in the calendar now."""

    event_id: int
    title_fa: str
    title_en: str
    starts_at: datetime
    followed_at: datetime


@dataclass(frozen=True, slots=True)
class EventNews:
    """What planning asks for to tell something of events: by which key, of what, and under which conditions.

    `more` are the columns `step`, `followed_at`, `was_moved`, and `told_at`, when its latest move was written down.
    """

    key: Any
    thing: Any
    due_at: Any
    of: Any
    patron: Any
    more: tuple[Any, ...]
    where: tuple[Any, ...]


def reminder_at(rules: NoticeRules, starts_at: datetime, asked_at: datetime) -> datetime | None:
    """Give when a patron is reminded of an event: the morning before, else that of its day.

    None where it begins so soon after they asked that neither comes in between.
    """
    day = rules.local_day(starts_at)
    mornings = (rules.morning(day - timedelta(days=1)), rules.morning(day))
    return next((moment for moment in mornings if asked_at < moment < starts_at), None)


def follow_event(connection: Connection, store: Store, patron_id: int, event_id: int, *, by: Actor) -> bool:
    """Let a patron follow an event that is to come; tell whether they did not yet.

    Raises NotFound for an event that is not in the calendar, and InvalidValue when it has begun.
    """
    public_id = _locked(connection, patron_id)
    now = store.clock.now()
    # Held, so that it is neither moved nor called off while it is written down how it stands.
    query = select(_EVENT).where(_EVENT.c.id == event_id).with_for_update(read=True)
    event = connection.execute(query).mappings().first()
    if event is None:
        raise NotFound("library_event", event_id)
    if event["starts_at"] <= now:
        raise InvalidValue("event", "it has begun")
    mine = (_FOLLOWED.c.patron_id == patron_id) & (_FOLLOWED.c.event_id == event_id)
    known = connection.execute(select(_FOLLOWED).where(mine)).mappings().first()
    if known is not None and known["ended_at"] is None:
        return False
    # Asked for anew, it is told anew, under a name of its own.
    row = {"ref": str(uuid.uuid4()), "followed_at": now, "ended_at": None}
    row |= {name: event[name] for name in ("title_fa", "title_en", "branch_id", "starts_at", "moves")}
    if known is None:
        connection.execute(_FOLLOWED.insert(), row | {"patron_id": patron_id, "event_id": event_id})
    else:
        connection.execute(update(_FOLLOWED).where(_FOLLOWED.c.id == known["id"]).values(**row))
    trail.append(connection, store, by, "event.followed", trail.Subject("library_event", str(event_id), public_id))
    return True


def unfollow_events(
    connection: Connection, store: Store, patron_id: int, *, only: Collection[int] | None = None, by: Actor
) -> int:
    """Let a patron follow events no more, all of them or `only` some; give how many they had followed.

    What waits to be told of them is not told any more. Raises NotFound.
    """
    public_id = _locked(connection, patron_id)
    # What a record that was made one with theirs followed goes, too.
    whose = _FOLLOWED.c.patron_id.in_([patron_id, *joined_with(connection, patron_id)])
    those = [whose, _FOLLOWED.c.ended_at.is_(None)]
    if only is not None:
        those.append(_FOLLOWED.c.event_id.in_(sorted(only)))
    query = select(_FOLLOWED.c.id, _FOLLOWED.c.event_id).where(*those).order_by(_FOLLOWED.c.id)
    rows = connection.execute(query.with_for_update()).all()
    if not rows:
        return 0
    left = update(_FOLLOWED).where(_FOLLOWED.c.id.in_([row.id for row in rows]))
    connection.execute(left.values(ended_at=store.clock.now()))
    for event_id in sorted({row.event_id or 0 for row in rows}):
        about = trail.Subject("library_event", str(event_id) if event_id else None, public_id)
        trail.append(connection, store, by, "event.unfollowed", about)
    return len({row.event_id or -row.id for row in rows})


def _locked(connection: Connection, patron_id: int) -> str:
    # Locked, so that of two messages at once the second sees the first.
    one = select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
    public_id = connection.scalar(one.with_for_update())
    if public_id is None:
        raise NotFound("patron", patron_id)
    return str(public_id)


async def followed(store: Store, patron_id: int) -> list[Following]:
    """List the events to come that a patron follows, the soonest first."""
    query = (
        select(
            _EVENT.c.id.label("event_id"),
            *(_EVENT.c[name] for name in ("title_fa", "title_en", "starts_at")),
            _FOLLOWED.c.followed_at,
        )
        .join(_EVENT, _EVENT.c.id == _FOLLOWED.c.event_id)
        .where(
            _FOLLOWED.c.patron_id == patron_id,
            _FOLLOWED.c.ended_at.is_(None),
            _EVENT.c.starts_at > store.clock.now(),
        )
        .order_by(_EVENT.c.starts_at, _EVENT.c.id)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [Following(**row) for row in rows]


def reminders(now: datetime, *, until: datetime) -> EventNews:
    """Say of which events somebody is to be reminded who follows them: those that begin before a moment."""
    of = _FOLLOWED.join(_EVENT, _EVENT.c.id == _FOLLOWED.c.event_id)
    soon = (_EVENT.c.starts_at > now, _EVENT.c.starts_at <= until)
    return _news(of, _EVENT.c.starts_at, _EVENT.c.moves * 2, _EVENT.c.moves > _FOLLOWED.c.moves, soon)


def changes(now: datetime) -> EventNews:
    """Say which events are not as they were when somebody began to follow them: moved, or called off."""
    of = _FOLLOWED.outerjoin(_EVENT, _EVENT.c.id == _FOLLOWED.c.event_id)
    told_other = exists().where(
        _NOTICE.c.followed_id == _FOLLOWED.c.id, _NOTICE.c.status == "sent", _NOTICE.c.step % 2 == 1
    )
    elsewhere = or_(
        _EVENT.c.starts_at != _FOLLOWED.c.starts_at,
        _EVENT.c.branch_id.is_distinct_from(_FOLLOWED.c.branch_id),
        # Back where it was, after another time or place was told.
        told_other,
    )
    moved = and_(_EVENT.c.moves > _FOLLOWED.c.moves, _EVENT.c.starts_at > now, elsewhere)
    called_off = and_(_FOLLOWED.c.called_off_at.is_not(None), _FOLLOWED.c.starts_at > now)
    due_at = func.coalesce(_EVENT.c.starts_at, _FOLLOWED.c.starts_at)
    step = func.coalesce(_EVENT.c.moves, _FOLLOWED.c.moves) * 2 + 1
    return _news(of, due_at, step, literal(value=True), (or_(moved, called_off),))


def _news(of: Any, due_at: Any, step: Any, was_moved: Any, where: tuple[Any, ...]) -> EventNews:
    # Also what was planned under the name of a record that was made one with theirs.
    unplanned = is_missing(
        _NOTICE,
        _NOTICE.c.followed_id == _FOLLOWED.c.id,
        _NOTICE.c.due_at == due_at,
        _NOTICE.c.step == step,
        _NOTICE.c.channel == _SUBSCRIPTION.c.channel,
        _NOTICE.c.planned_at >= _FOLLOWED.c.followed_at,
    )
    told = select(func.max(_NOTICE.c.planned_at)).where(
        _NOTICE.c.followed_id == _FOLLOWED.c.id, _NOTICE.c.step == _EVENT.c.moves * 2 + 1
    )
    told_at = told.correlate(_FOLLOWED, _EVENT).scalar_subquery().label("told_at")
    more = (step.label("step"), _FOLLOWED.c.followed_at, was_moved.label("was_moved"), told_at)
    running = (_FOLLOWED.c.ended_at.is_(None), *where, unplanned)
    thing = literal("event:") + cast(_FOLLOWED.c.ref, String)
    return EventNews(_FOLLOWED.c.id, thing, due_at, of, _FOLLOWED.c.patron_id, more, running)


def followed_now() -> Select[Any]:
    """Give the query of what is followed as it stands now; of what is no more in the calendar, as it was last."""
    return (
        select(
            *(
                _FOLLOWED.c[name]
                for name in ("id", "patron_id", "event_id", "followed_at", "ended_at", "called_off_at")
            ),
            func.coalesce(_EVENT.c.starts_at, _FOLLOWED.c.starts_at).label("starts_at"),
            func.coalesce(_EVENT.c.moves, _FOLLOWED.c.moves).label("moves"),
            func.coalesce(_EVENT.c.title_fa, _FOLLOWED.c.title_fa).label("title_fa"),
            func.coalesce(_EVENT.c.title_en, _FOLLOWED.c.title_en).label("title_en"),
            *(_BRANCH.c[name] for name in ("time_zone", "name_fa", "name_en")),
        )
        .outerjoin(_EVENT, _EVENT.c.id == _FOLLOWED.c.event_id)
        .outerjoin(
            _BRANCH, _BRANCH.c.id == case((_EVENT.c.id.is_(None), _FOLLOWED.c.branch_id), else_=_EVENT.c.branch_id)
        )
    )


def event_untrue(notice: RowMapping, event: RowMapping | None) -> str | None:
    """Say why what a notice tells of an event is true no more; None while it is."""
    if event is None or event["patron_id"] != notice["patron_id"] or event["ended_at"] is not None:
        return "closed"
    if event["event_id"] is None and (event["called_off_at"] is None or notice["step"] % 2 == 0):
        return "closed"
    if notice["planned_at"] < event["followed_at"]:
        # They left it since and follow it anew: it is planned anew for that.
        return "closed"
    as_planned = event["starts_at"] == notice["due_at"] and event["moves"] == notice["step"] // 2
    return None if as_planned else "renewed"


def told_already(connection: Connection, ids: Sequence[int]) -> frozenset[int]:
    """Find which notices of events tell what another message of the same patron has told on the same channel.

    It may, where two records that both followed the event were made one.
    """
    if not ids:
        return frozenset()
    mine, other = _NOTICE.alias("mine"), _NOTICE.alias("other")
    same = and_(
        other.c.followed_id == mine.c.followed_id,
        *(other.c[name] == mine.c[name] for name in ("kind", "due_at", "step", "channel")),
        other.c.status == "sent",
        other.c.message_id.is_distinct_from(mine.c.message_id),
        or_(mine.c.status != "sent", other.c.id < mine.c.id),
    )
    query = (
        select(mine.c.id)
        .join(other, same)
        .join(_FOLLOWED, _FOLLOWED.c.id == mine.c.followed_id)
        .where(mine.c.id.in_(ids), other.c.planned_at >= _FOLLOWED.c.followed_at)
    )
    return frozenset(connection.scalars(query))
