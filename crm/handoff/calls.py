"""Calls to members of staff who are not looking: who waits, what was given to them, an answer, an emergency.

What has happened is read from the store, and each browser is told of it once: what was cut off is done by the next
round, or by another gateway.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.handoff.queue import SERVING

__all__ = ["FRESH", "RINGS_FOR", "StaffCall", "claim", "forget_old_calls", "note_sent", "waiting_calls"]

# What is older is no news to anybody; an emergency stays one for longer.
FRESH = timedelta(minutes=10)
RINGS_FOR = timedelta(hours=1)
# Who sits before the conversation has seen a message by then.
LOOKS_WITHIN = timedelta(seconds=4)
# So long a call that was claimed is left to who claimed it; then it is tried again.
CLAIMED_FOR = timedelta(seconds=30)
KEPT_FOR = timedelta(days=1)

_INBOX = "/console/inbox"
_SUBSCRIPTION = table_of(records.PushSubscription)
_CALL = table_of(records.PushCall)
_SESSION = table_of(records.StaffSession)
_STAFF = table_of(records.StaffUser)
_INTERACTION = table_of(records.Interaction)
_EVENT = table_of(records.InteractionEvent)
_MESSAGE = table_of(records.Message)
_SEEN = table_of(records.SeenConversation)
_ALARM = table_of(records.Alarm)
_JOURNAL = table_of(records.Journal)


@dataclass(frozen=True, slots=True)
class StaffCall:
    """One call to one browser: for what, which place of the console shows it, and in which language it is said.

    `trace` is that of the patron's message that it is made for, where that was traced.
    """

    id: int
    subscription_id: int
    endpoint: str
    p256dh: str
    auth: str
    kind: str
    place: str
    language: str
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class _Happened:
    """One event; `staff_id` where it is for one member of staff alone, `talk_id` where a patron's message led to it."""

    name: str
    kind: str
    place: str
    at: datetime
    staff_id: int | None = None
    talk_id: int | None = None


async def waiting_calls(store: Store) -> list[StaffCall]:
    """Note what has happened for each browser that is called, and give the calls that nobody has made yet."""
    now = store.clock.now()

    def look(connection: Connection) -> tuple[list[dict[str, Any]], list[StaffCall]]:
        called = _called(connection, now)
        if not called:
            return [], []
        happened = {each.name: each for each in _happened(connection, now)}
        if not happened:
            return [], []
        query = select(_CALL).where(_CALL.c.name.in_(happened))
        known = {(row["subscription_id"], row["name"]): row for row in connection.execute(query).mappings()}
        fresh, due = [], []
        for one in called:
            for each in happened.values():
                if not _concerns(one, each):
                    continue
                row = known.get((one["id"], each.name))
                if row is None:
                    fresh.append(
                        {"subscription_id": one["id"], "name": each.name, "kind": each.kind, "place": each.place}
                    )
                elif row["sent_at"] is None and (row["claimed_at"] is None or row["claimed_at"] <= now - CLAIMED_FOR):
                    due.append(_call(one, each, row["id"], _trace(connection, each)))
        return fresh, due

    fresh, due = await store.look(look)
    if not fresh:
        return due

    def note(connection: Connection) -> None:
        for row in fresh:
            still = select(_SUBSCRIPTION.c.id).where(_SUBSCRIPTION.c.id == row["subscription_id"])
            if connection.scalar(still) is not None:
                insert_or_skip(connection, _CALL, {**row, "created_at": now}, on=["subscription_id", "name"])

    # Nothing is written while nothing happens.
    await store.transact(note)
    return (await store.look(look))[1]


async def claim(store: Store, call: StaffCall) -> bool:
    """Take a call, so that no other gateway makes it; tell whether it was there to be taken."""
    now = store.clock.now()
    taken = (
        update(_CALL)
        .where(
            _CALL.c.id == call.id,
            _CALL.c.sent_at.is_(None),
            or_(_CALL.c.claimed_at.is_(None), _CALL.c.claimed_at <= now - CLAIMED_FOR),
        )
        .values(claimed_at=now)
    )
    return await store.transact(lambda connection: bool(connection.execute(taken).rowcount))


async def note_sent(store: Store, call: StaffCall) -> None:
    """Note that a call is done with: the push service has it, or never will."""
    done = update(_CALL).where(_CALL.c.id == call.id).values(sent_at=store.clock.now())
    await store.transact(lambda connection: connection.execute(done))


async def forget_old_calls(store: Store) -> int:
    """Delete the calls of more than a day ago; give how many."""
    old = delete(_CALL).where(_CALL.c.created_at < store.clock.now() - KEPT_FOR)
    return await store.transact(lambda connection: int(connection.execute(old).rowcount))


def _called(connection: Connection, now: datetime) -> list[dict[str, Any]]:
    """Give the browsers of those who serve patrons and are signed in there: have not signed out, nor by the time."""
    query = (
        select(
            *(_SUBSCRIPTION.c[name] for name in ("id", "endpoint", "p256dh", "auth", "only_alarms", "created_at")),
            _STAFF.c.id.label("staff_id"),
            _STAFF.c.language,
            _STAFF.c.is_away,
        )
        .join(_SESSION, _SESSION.c.id == _SUBSCRIPTION.c.session_id)
        .join(_STAFF, _STAFF.c.id == _SESSION.c.staff_id)
        .where(
            _SESSION.c.ended_at.is_(None),
            _SESSION.c.expires_at > now,
            _STAFF.c.is_active.is_(True),
            _STAFF.c.role.in_(SERVING),
        )
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _concerns(one: dict[str, Any], each: _Happened) -> bool:
    if each.at <= one["created_at"] or each.staff_id not in (None, one["staff_id"]):
        return False
    if each.kind == "alarm":
        return True
    return not one["only_alarms"] and not (each.kind == "waiting" and one["is_away"])


def _call(one: dict[str, Any], each: _Happened, call_id: int, trace: str | None) -> StaffCall:
    return StaffCall(
        call_id, one["id"], one["endpoint"], one["p256dh"], one["auth"], each.kind, each.place, one["language"], trace
    )


def _trace(connection: Connection, each: _Happened) -> str | None:
    """Give the trace of the message that led to what has happened: the last one that had come by then."""
    if each.talk_id is None:
        return None
    query = select(_JOURNAL.c.trace).where(_JOURNAL.c.interaction_id == each.talk_id, _JOURNAL.c.received_at <= each.at)
    return connection.scalar(query.order_by(_JOURNAL.c.id.desc()).limit(1))


def _happened(connection: Connection, now: datetime) -> list[_Happened]:
    """Find what has happened lately; what staff try out themselves calls nobody."""
    since, real = now - FRESH, _INTERACTION.c.is_test.is_(False)
    found = []
    talks = select(_INTERACTION.c.id, _INTERACTION.c.public_id)
    waiting = talks.add_columns(_INTERACTION.c.handoff_requested_at.label("at")).where(
        _INTERACTION.c.status == "waiting_staff", real, _INTERACTION.c.handoff_requested_at > since
    )
    for row in connection.execute(waiting):
        found.append(
            _Happened(
                f"waiting:{row.id}:{row.at.timestamp():.0f}",
                "waiting",
                f"{_INBOX}?who=waiting",
                row.at,
                talk_id=row.id,
            )
        )
    given = (
        talks.add_columns(_EVENT.c.id.label("event"), _EVENT.c.occurred_at.label("at"), _EVENT.c.staff_id)
        .join(_EVENT, _EVENT.c.interaction_id == _INTERACTION.c.id)
        .join(_STAFF, _STAFF.c.id == _EVENT.c.staff_id)
        .where(
            _INTERACTION.c.status == "with_staff",
            real,
            _INTERACTION.c.assigned_staff_id == _EVENT.c.staff_id,
            _EVENT.c.kind == "handoff_accepted",
            _EVENT.c.occurred_at > since,
            # What somebody takes over themselves is no news to them.
            _EVENT.c.detail.startswith("from "),
            _EVENT.c.detail != "from " + _STAFF.c.username,
        )
    )
    for row in connection.execute(given):
        found.append(_Happened(f"given:{row.event}", "given", f"{_INBOX}/{row.public_id}", row.at, row.staff_id))
    found.extend(_answers(connection, now))
    rings = (
        select(_ALARM.c.id, _ALARM.c.raised_at, _ALARM.c.interaction_id)
        .join(_INTERACTION, _INTERACTION.c.id == _ALARM.c.interaction_id)
        .where(_ALARM.c.acknowledged_at.is_(None), real, _ALARM.c.raised_at > now - RINGS_FOR)
    )
    for row in connection.execute(rings):
        found.append(_Happened(f"alarm:{row.id}", "alarm", _INBOX, row.raised_at, talk_id=row.interaction_id))
    return found


def _answers(connection: Connection, now: datetime) -> list[_Happened]:
    """Find where a patron waits for the word of who has the conversation, who has not seen what was written last."""
    seen = (
        select(_SEEN.c.seq)
        .where(_SEEN.c.interaction_id == _INTERACTION.c.id, _SEEN.c.staff_id == _INTERACTION.c.assigned_staff_id)
        .correlate(_INTERACTION)
        .scalar_subquery()
    )
    # Told of once as given, it is not told again for what was written before.
    taken = (
        select(func.max(_EVENT.c.occurred_at))
        .where(_EVENT.c.interaction_id == _INTERACTION.c.id, _EVENT.c.kind == "handoff_accepted")
        .correlate(_INTERACTION)
        .scalar_subquery()
    )
    is_unseen = (
        _MESSAGE.c.interaction_id == _INTERACTION.c.id,
        _MESSAGE.c.sender == "patron",
        _MESSAGE.c.seq > func.coalesce(seen, 0),
        _MESSAGE.c.created_at > taken,
    )
    first = select(func.min(_MESSAGE.c.created_at)).where(*is_unseen).correlate(_INTERACTION).scalar_subquery()
    query = select(
        _INTERACTION.c.id,
        _INTERACTION.c.public_id,
        _INTERACTION.c.assigned_staff_id.label("staff_id"),
        func.coalesce(seen, 0).label("seen"),
        first.label("at"),
    ).where(
        _INTERACTION.c.status == "with_staff",
        _INTERACTION.c.is_test.is_(False),
        _INTERACTION.c.waiting_since.is_not(None),
        first.between(now - FRESH, now - LOOKS_WITHIN),
    )
    # One call for all that is written until it is looked at.
    return [
        _Happened(
            f"answered:{row.id}:{row.seen}", "answered", f"{_INBOX}/{row.public_id}", row.at, row.staff_id, row.id
        )
        for row in connection.execute(query)
    ]
