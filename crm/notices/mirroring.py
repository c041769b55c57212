"""The mirror of a library system elsewhere: whose loans are read for notices, when, and what was found.

Only those are read who asked for notices and agreed to them, or whose guardian did; what is kept of them goes when they
leave, are erased, or are made one with another. The library system always wins: what it does not name any more is gone
from here. Nothing is told of what was read longer than `FRESH` ago (crm.notices.things): it is read again first.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.guardians.ages import ages_now
from crm.guardians.standing import holding_on
from crm.notices.queue import IS_QUEUED
from crm.notices.rules import PURPOSE_OF
from crm.notices.ways import at_the_web
from crm.trust.consents import permit

__all__ = [
    "FRESH",
    "LONGEST_REF",
    "MirrorState",
    "MirroredLoan",
    "MirroredPatron",
    "ReadyHere",
    "claim_due",
    "claim_to_tell",
    "forget_mirrored",
    "is_fresh",
    "keep_up",
    "mirror_state",
    "note_failed",
    "note_read",
    "read_within",
]

# How long ago something may have been read that is told.
FRESH = timedelta(minutes=3)
# Who was read so lately is not read again to be told.
JUST_READ = timedelta(minutes=1)
# Who claims patrons to read them has done so by then, or has died.
LEASE = timedelta(minutes=5)
AGAIN_AFTER_FAILURE = timedelta(minutes=10)
# What could not be read for so long is kept no longer.
TOO_OLD = timedelta(days=7)
BATCH = 1000
LONGEST_REF = 96
# Systems that number each loan and each reservation; elsewhere they are called by the copy.
NUMBERED = frozenset({"koha", "folio"})
# What is read of a library system for; whatever else is told, our own store knows.
_OF_LOANS = ("due_soon", "overdue")
_KINDS = (*_OF_LOANS, "hold_ready", "card_expiring")
_CARD = "card_expiring"

_READ = table_of(records.MirrorRead)
_MIRRORED = table_of(records.Mirrored)
_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_OUTBOX = table_of(records.Outbox)
_PATRON = table_of(records.Patron)
_BRANCH = table_of(records.Branch)
_WARD = table_of(records.Guardianship)


@dataclass(frozen=True, slots=True)
class MirroredLoan:
    """A loan as the library system has it: its own id, and until when it is."""

    ref: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ReadyHere:
    """A reservation that is ready; `until` is None where no last day is told, `branch` the code of a branch of ours."""

    ref: str
    until: datetime | None
    branch: str | None


@dataclass(frozen=True, slots=True)
class MirroredPatron:
    """What the library system has of a patron; `expires` counts only where the system `tells_card`."""

    loans: tuple[MirroredLoan, ...]
    ready: tuple[ReadyHere, ...]
    tells_card: bool = False
    expires: datetime | None = None


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
        _forget_things(connection, _MIRRORED.c.patron_id.in_(too_old[begin : begin + BATCH]))
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
        .where(*running, *known, _SUBSCRIPTION.c.kind.in_(_OF_LOANS))
        .where(_WARD.c.reminds, _WARD.c.sees_loans, _WARD.c.child_allows != "nothing")
        # Of a child who has come of age, or whose link is over, nothing is read for anybody else.
        .where(holding_on(ages_now(connection), now.astimezone(UTC).date()))
    )
    return (own, _SUBSCRIPTION.c.patron_id), (childrens, _WARD.c.child_id)


def forget_mirrored(connection: Connection, patrons: Collection[int]) -> None:
    """Delete what the mirror has of some patrons."""
    ids = sorted(patrons)
    for begin in range(0, len(ids), BATCH):
        some = ids[begin : begin + BATCH]
        # First what says that they are read: a reading that is under way finds nobody to write it down for.
        connection.execute(delete(_READ).where(_READ.c.patron_id.in_(some)))
        _forget_things(connection, _MIRRORED.c.patron_id.in_(some))


def _forget_things(connection: Connection, which: ColumnElement[bool]) -> None:
    """Delete rows of the mirror that the library system has not ended, and what was planned of them and told nobody.

    Left there, it would be cancelled as returned, and never be planned again when they are read anew.
    """
    of = select(_MIRRORED.c.id).where(which)
    connection.execute(delete(_NOTICE).where(_NOTICE.c.mirrored_id.in_(of), _NOTICE.c.status != "sent"))
    connection.execute(delete(_MIRRORED).where(which))


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
        and_(_NOTICE.c.kind == _CARD, _NOTICE.c.patron_id.in_(select(_READ.c.patron_id).where(_READ.c.tells_card))),
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
    _forget_things(connection, _MIRRORED.c.patron_id.in_(silent))
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


def _agreed_kinds(asked: Sequence[int], now: datetime, connection: Connection) -> dict[int, frozenset[str]]:
    systems = connection.execute(select(_READ.c.patron_id, _READ.c.system).where(_READ.c.patron_id.in_(sorted(asked))))
    return {row.patron_id: frozenset(_agreed(connection, row.patron_id, row.system, now)) for row in systems.all()}


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
    return and_(or_(_NOTICE.c.mirrored_id.is_(None), fresh), or_(_NOTICE.c.kind != _CARD, ~stale_card))


async def read_within(store: Store, span: timedelta) -> int:
    """Count the patrons who were asked for within a span of time until now."""
    query = select(func.count()).where(_READ.c.tried_at > store.clock.now() - span)
    return await store.look(lambda connection: int(connection.scalar(query) or 0))


async def note_failed(
    store: Store, patrons: Sequence[int], failure: str, *, again: timedelta = AGAIN_AFTER_FAILURE
) -> None:
    """Note that some patrons could not be read, and when to try again; what is known of them stays as old as it is."""
    later = store.clock.now() + again
    change = update(_READ).where(_READ.c.patron_id.in_(sorted(patrons))).values(failure=failure, next_at=later)
    await store.transact(lambda connection: connection.execute(change))


async def note_read(
    store: Store, asked: Sequence[int], found: Mapping[int, MirroredPatron], *, began: datetime, every: timedelta
) -> int:
    """Write down what the library system has of some patrons, who were asked for at a moment; give how much changed.

    Of those asked for who are not found, the system has nobody. Who has left meanwhile, or was read later by somebody
    else, stays as they are.
    """
    # Before the transaction that writes: it looks at every consent.
    kinds = await store.look(partial(_agreed_kinds, asked, store.clock.now()))
    told = {one: _wanted_of(matter, kinds.get(one, frozenset())) for one, matter in found.items()}
    return await store.transact(partial(_note_read, store, asked, told, found, began, every))


def _wanted_of(one: MirroredPatron, kinds: frozenset[str]) -> MirroredPatron:
    """Leave out what no notice is to be told of."""
    loans = one.loans if kinds & set(_OF_LOANS) else ()
    return replace(one, loans=loans, ready=one.ready if "hold_ready" in kinds else ())


def _note_read(
    store: Store,
    asked: Sequence[int],
    told: Mapping[int, MirroredPatron],
    found: Mapping[int, MirroredPatron],
    began: datetime,
    every: timedelta,
    connection: Connection,
) -> int:
    # Patrons before what is theirs, as an erasure and a merge lock them.
    them = select(_PATRON.c.id).where(_PATRON.c.id.in_(sorted(asked))).order_by(_PATRON.c.id)
    connection.execute(them.with_for_update())
    query = select(_READ, _PATRON.c.public_id, _PATRON.c.expires_at).join(_PATRON, _PATRON.c.id == _READ.c.patron_id)
    query = query.where(_READ.c.patron_id.in_(sorted(asked))).order_by(_READ.c.patron_id)
    rows = connection.execute(query.with_for_update(of=_READ)).mappings().all()
    branches = {row.code.casefold(): row.id for row in connection.execute(select(_BRANCH.c.code, _BRANCH.c.id))}
    changed = 0
    for row in rows:
        if row["read_at"] is not None and row["read_at"] > began:
            continue
        one = told.get(row["patron_id"])
        changed += _follow(connection, store, row, one, found.get(row["patron_id"]), branches)
        if one is not None and one.tells_card and one.expires != row["expires_at"]:
            card = update(_PATRON).where(_PATRON.c.id == row["patron_id"], _PATRON.c.erased_at.is_(None))
            connection.execute(card.values(expires_at=one.expires, updated_at=store.clock.now()))
        state: dict[str, Any] = {
            "read_at": began,
            "next_at": began + every,
            "failure": None if one is not None else "unknown",
        }
        state["tells_card"] = one is not None and one.tells_card
        connection.execute(update(_READ).where(_READ.c.id == row["id"]).values(**state))
    return changed


def _follow(
    connection: Connection,
    store: Store,
    row: RowMapping,
    wanted: MirroredPatron | None,
    named: MirroredPatron | None,
    branches: Mapping[str, int],
) -> int:
    """Let the rows of a patron be what the library system says; those that stay keep their keys.

    `named` is all that it names, `wanted` what of that is kept; None where it knows nobody of that number.
    """
    one = wanted or MirroredPatron((), ())
    now, patron = store.clock.now(), row["patron_id"]
    told: dict[tuple[str, str], dict[str, Any]] = {
        ("loan", loan.ref): {"due_at": loan.due, "has_last_day": True, "branch_id": None} for loan in one.loans
    }
    for hold in one.ready:
        place = branches.get((hold.branch or "").casefold())
        told["hold", hold.ref] = {"due_at": hold.until, "has_last_day": hold.until is not None, "branch_id": place}
    kept = connection.execute(select(_MIRRORED).where(_MIRRORED.c.patron_id == patron)).mappings().all()
    before = {(old["kind"], old["ref"]): old for old in kept}
    gone = {key: old["id"] for key, old in before.items() if key not in told}
    there = set[tuple[str, str]]()
    if named is not None:
        there = {("loan", loan.ref) for loan in named.loans} | {("hold", hold.ref) for hold in named.ready}
    # Only of whom it knows, and does not name any more, is something over.
    over = [key_id for key, key_id in gone.items() if named is not None and key not in there]
    if over:
        connection.execute(delete(_MIRRORED).where(_MIRRORED.c.id.in_(over)))
    if len(over) < len(gone):
        _forget_things(connection, _MIRRORED.c.id.in_(sorted(set(gone.values()) - set(over))))
    changed = len(gone)
    for (kind, ref), values in told.items():
        old = before.get((kind, ref))
        if old is None:
            name = store.subject_ref(_called(row, kind, ref))[:32]
            new = {"patron_id": patron, "kind": kind, "ref": ref, "name": name, "seen_at": now}
            connection.execute(insert(_MIRRORED).values(**new, **{**values, "due_at": values["due_at"] or now}))
            changed += 1
            continue
        # Without a last day it is news from when it was first seen.
        values["due_at"] = values["due_at"] or old["seen_at"]
        if any(old[name] != value for name, value in values.items()):
            connection.execute(update(_MIRRORED).where(_MIRRORED.c.id == old["id"]).values(**values))
            changed += 1
    return changed


def _called(row: RowMapping, kind: str, ref: str) -> str:
    # By its number alone, so that a merge of records tells nothing twice; where the copy is all that names it, somebody
    # else may have it until the same day.
    whose = "" if row["system"] in NUMBERED else f"{row['public_id']}:"
    return f"{row['system']}:{kind}:{whose}{ref}"


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
