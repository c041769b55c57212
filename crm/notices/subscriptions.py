"""Subscriptions: which kinds of notices a patron wants on which channel; leaving takes back what still waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.notices.following import unfollow_events
from crm.notices.recalling import take_back
from crm.notices.rules import KINDS_ON, PURPOSE_OF
from crm.notices.ways import patron_of_chat
from crm.records.values import FALLBACKS, MESSENGERS
from crm.trust.consents import add_consent
from crm.trust.purposes import purpose_of

__all__ = [
    "MOST_DAYS",
    "Subscribed",
    "ToldIn",
    "end_fallbacks",
    "end_subscriptions",
    "subscribe",
    "subscriptions",
    "told_in",
    "unsubscribe",
]

MOST_DAYS = 14
# What was kept back longer ago than this is not brought up again by a new subscription.
STILL_NEWS = timedelta(days=14)

_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_OUTBOX = table_of(records.Outbox)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class Subscribed:
    """One kind of notice that a patron gets on a channel; `days_before` is None for the library's own."""

    kind: str
    channel: str
    days_before: int | None
    language: str | None
    asked_at: datetime
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class ToldIn:
    """A patron, and the chat in which they asked to be told."""

    patron_id: int
    identity_id: int


async def subscriptions(store: Store, patron_id: int, *, identity_id: int | None = None) -> list[Subscribed]:
    """List what a patron gets, by channel; with `identity_id`, only what comes into that chat."""
    names = Subscribed.__dataclass_fields__
    query = (
        select(*(_SUBSCRIPTION.c[name] for name in names))
        .where(_running(patron_id, identity_id=identity_id))
        .order_by(_SUBSCRIPTION.c.channel, _SUBSCRIPTION.c.id)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [Subscribed(**row) for row in rows]


def subscribe(
    connection: Connection,
    store: Store,
    patron_id: int,
    kinds: Collection[str],
    channel: str,
    *,
    identity_id: int | None = None,
    days_before: int | None = None,
    language: str | None = None,
    fallback: str | None = None,
    source: str,
    by: Actor,
    interaction_id: int | None = None,
) -> None:
    """Note which kinds a patron asked for on a channel, with their consent to each, in one transaction.

    `fallback` is the channel by which they are to be told when they cannot be reached on that one.

    Asked again, the days, the chat and the language are the new ones, and so is a fallback that is named. `source` is
    where they agreed (crm.trust.consents). Raises InvalidValue, NotFound.
    """
    allowed = KINDS_ON.get(channel, ())
    if not kinds or any(kind not in allowed for kind in kinds):
        raise InvalidValue("kind", f"on {channel} one of {', '.join(allowed)}")
    if days_before is not None and not 1 <= days_before <= MOST_DAYS:
        raise InvalidValue("days_before", f"between 1 and {MOST_DAYS}")
    if fallback is not None and (fallback not in FALLBACKS or fallback == channel):
        raise InvalidValue("fallback", f"another of {', '.join(FALLBACKS)}")
    public_id = _public_id(connection, patron_id)
    now = store.clock.now()
    values: dict[str, Any] = {"identity_id": identity_id, "language": language, "asked_at": now}
    for kind in sorted(kinds):
        mine = _running(patron_id, (channel,), (kind,))
        if days_before is not None and kind == "due_soon":
            values["days_before"] = days_before
        if fallback is not None:
            _end_fallback(connection, store, mine, source, by, interaction_id, but=fallback)
            values["fallback"] = fallback
            _consent(connection, store, patron_id, kind, fallback, "granted", source, by, interaction_id)
        if not connection.execute(update(_SUBSCRIPTION).where(mine).values(**values)).rowcount:
            row = {"patron_id": patron_id, "kind": kind, "channel": channel, **values}
            connection.execute(_SUBSCRIPTION.insert(), row)
        values.pop("days_before", None)
        _revive(connection, patron_id, kind, channel, now)
        _consent(connection, store, patron_id, kind, channel, "granted", source, by, interaction_id)
    trail.append(
        connection,
        store,
        by,
        "notices.subscribed",
        trail.Subject("subscription", channel, public_id),
        sorted(kinds),
    )


async def told_in(store: Store, conversation: str) -> ToldIn | None:
    """Give the patron who asked to be told in the chat of a conversation, signed in or not; None when nobody did.

    Whoever holds the chat may stop what comes into it, and nothing of somebody whose chat it is no more.
    """
    query = (
        select(_SUBSCRIPTION.c.patron_id, _SUBSCRIPTION.c.identity_id)
        .distinct()
        .join(_INTERACTION, _INTERACTION.c.channel_identity_id == _SUBSCRIPTION.c.identity_id)
        .where(
            or_(_INTERACTION.c.engine_conversation == conversation, _INTERACTION.c.public_id == conversation),
            _SUBSCRIPTION.c.channel.in_(MESSENGERS),
            _SUBSCRIPTION.c.ended_at.is_(None),
        )
    )

    def look(connection: Connection) -> ToldIn | None:
        for row in connection.execute(query).all():
            if patron_of_chat(connection, row.identity_id) == row.patron_id:
                return ToldIn(row.patron_id, row.identity_id)
        return None

    return await store.look(look)


async def unsubscribe(
    store: Store,
    patron_id: int,
    *,
    channels: Sequence[str] = (),
    kinds: Collection[str] = (),
    identity_id: int | None = None,
    source: str,
    by: Actor,
) -> int:
    """End subscriptions (without channels or kinds: all of them) at once, also for what waits; give how many.

    With `identity_id`, only those of that chat. The consent to each is withdrawn with it. Raises NotFound.
    """
    return await store.transact(
        lambda connection: end_subscriptions(
            connection,
            store,
            patron_id,
            channels=channels,
            kinds=kinds,
            identity_id=identity_id,
            source=source,
            by=by,
        )
    )


def end_subscriptions(
    connection: Connection,
    store: Store,
    patron_id: int,
    *,
    channels: Sequence[str] = (),
    kinds: Collection[str] = (),
    identity_id: int | None = None,
    source: str,
    by: Actor,
    interaction_id: int | None = None,
) -> int:
    """End subscriptions in the transaction of a connection, also for what is planned or not sent yet.

    What came by one of the `channels` in place of another comes by it no more. Gives how many subscriptions ended or,
    where none did, how many lost the other channel.
    """
    now = store.clock.now()
    mine = _running(patron_id, channels, kinds, identity_id)
    # Whoever wants nothing more by a channel gets nothing by it in place of another, either.
    instead = _running(patron_id, kinds=kinds, identity_id=identity_id)
    if channels:
        instead &= _SUBSCRIPTION.c.fallback.in_(sorted(channels))
    fallbacks = _end_fallback(connection, store, or_(mine, instead), source, by, interaction_id)
    columns = (_SUBSCRIPTION.c.id, _SUBSCRIPTION.c.kind, _SUBSCRIPTION.c.channel)
    rows = connection.execute(select(*columns).where(mine).with_for_update()).all()
    if not rows and fallbacks:
        about = trail.Subject("subscription", ",".join(channels) or None, _public_id(connection, patron_id))
        trail.append(connection, store, by, "notices.fallback_ended", about, sorted(kinds))
    if not rows:
        return fallbacks
    ended = [row.id for row in rows]
    left = update(_SUBSCRIPTION).where(_SUBSCRIPTION.c.id.in_(ended)).values(ended_at=now, end_reason="asked")
    connection.execute(left)
    for row in rows:
        _consent(connection, store, patron_id, row.kind, row.channel, "withdrawn", source, by, interaction_id)
    _take_back(connection, ended)
    waiting = update(_NOTICE).where(_NOTICE.c.subscription_id.in_(ended), _NOTICE.c.status == "queued")
    connection.execute(waiting.values(status="suppressed", reason="unsubscribed", settled_at=now))
    if any(row.kind == "event" for row in rows) and not _has_running(connection, patron_id, "event"):
        # Nobody would tell of what is followed.
        unfollow_events(connection, store, patron_id, by=by)
    trail.append(
        connection,
        store,
        by,
        "notices.unsubscribed",
        trail.Subject("subscription", ",".join(channels) or None, _public_id(connection, patron_id)),
        sorted(kinds),
    )
    return len(ended)


async def end_fallbacks(
    store: Store,
    patron_id: int,
    *,
    channel: str | None = None,
    kinds: Collection[str] = (),
    identity_id: int | None = None,
    source: str,
    by: Actor,
) -> int:
    """Let nothing come to a patron by another channel than they chose any more; give for how many kinds it did.

    With `channel` or `kinds`, only what came by that one, or was of these.
    """

    def end(connection: Connection) -> int:
        mine = _running(patron_id, kinds=kinds, identity_id=identity_id)
        if channel is not None:
            mine &= _SUBSCRIPTION.c.fallback == channel
        done = _end_fallback(connection, store, mine, source, by, None)
        if done:
            about = trail.Subject("subscription", None, _public_id(connection, patron_id))
            trail.append(connection, store, by, "notices.fallback_ended", about)
        return done

    return await store.transact(end)


def _end_fallback(
    connection: Connection,
    store: Store,
    which: ColumnElement[bool],
    source: str,
    by: Actor,
    interaction_id: int | None,
    *,
    but: str | None = None,
) -> int:
    """Take the other channel from subscriptions, with the consent to it unless others need it; give of how many.

    What lies in the outbox for it and was told to nobody waits again.
    """
    columns = (_SUBSCRIPTION.c[name] for name in ("id", "patron_id", "kind", "fallback"))
    query = select(*columns).where(which, _SUBSCRIPTION.c.fallback.is_not(None))
    rows = [row for row in connection.execute(query.with_for_update()).all() if row.fallback != but]
    if not rows:
        return 0
    ids = [row.id for row in rows]
    connection.execute(update(_SUBSCRIPTION).where(_SUBSCRIPTION.c.id.in_(ids)).values(fallback=None))
    # Once, however many were to come by it.
    for row in {(row.patron_id, row.kind, row.fallback): row for row in rows}.values():
        running = _running(row.patron_id, kinds=(row.kind,))
        needs = running & or_(_SUBSCRIPTION.c.channel == row.fallback, _SUBSCRIPTION.c.fallback == row.fallback)
        if connection.scalar(select(_SUBSCRIPTION.c.id).where(needs).limit(1)) is None:
            _consent(connection, store, row.patron_id, row.kind, row.fallback, "withdrawn", source, by, interaction_id)
    _take_back(connection, ids, via=True)
    return len(rows)


def _revive(connection: Connection, patron_id: int, kind: str, channel: str, now: datetime) -> None:
    """Let what was kept back before be told after all, and what waits be planned anew, as with other days before.

    Nothing of it has told anybody; whether it is still true is looked at when it is sent.
    """
    mine = (_NOTICE.c.patron_id == patron_id) & (_NOTICE.c.kind == kind) & (_NOTICE.c.channel == channel)
    connection.execute(delete(_NOTICE).where(mine, _NOTICE.c.status == "queued"))
    running = select(_SUBSCRIPTION.c.id).where(_running(patron_id, (channel,), (kind,))).scalar_subquery()
    again = {"status": "queued", "reason": None, "settled_at": None, "send_after": now, "subscription_id": running}
    kept_back = (_NOTICE.c.status == "suppressed", _NOTICE.c.due_at > now - STILL_NEWS)
    connection.execute(update(_NOTICE).where(mine, *kept_back).values(**again))


def _consent(
    connection: Connection,
    store: Store,
    patron_id: int,
    kind: str,
    channel: str,
    action: str,
    source: str,
    by: Actor,
    interaction_id: int | None,
) -> None:
    purpose = purpose_of(connection, PURPOSE_OF[kind])
    # Of what the library owes in any case there is nothing to agree to: the subscription alone says how it comes.
    if purpose.can_opt_out:
        add_consent(
            connection, store, patron_id, purpose.code, channel, action,
            source=source, by=by, interaction_id=interaction_id,
        )  # fmt: skip


def _take_back(connection: Connection, ended: Sequence[int], *, via: bool = False) -> None:
    """Let what lies in the outbox and has told nobody yet wait again: what else its message told is told without it.

    What was put into a web page that is open has been told.
    """
    query = (
        select(_MESSAGE.c.id)
        .join(_OUTBOX, _OUTBOX.c.message_id == _MESSAGE.c.id)
        .join(_NOTICE, _NOTICE.c.message_id == _MESSAGE.c.id)
        .where(_NOTICE.c.subscription_id.in_(ended), _OUTBOX.c.state == "pending", _OUTBOX.c.channel != "web_chat")
        .with_for_update(of=_OUTBOX)
    )
    if via:
        query = query.where(_NOTICE.c.via.is_not(None))
    take_back(connection, {row.id for row in connection.execute(query)})


def _running(
    patron_id: int, channels: Collection[str] = (), kinds: Collection[str] = (), identity_id: int | None = None
) -> ColumnElement[bool]:
    mine = (_SUBSCRIPTION.c.patron_id == patron_id) & _SUBSCRIPTION.c.ended_at.is_(None)
    if channels:
        mine &= _SUBSCRIPTION.c.channel.in_(sorted(channels))
    if kinds:
        mine &= _SUBSCRIPTION.c.kind.in_(sorted(kinds))
    if identity_id is not None:
        mine &= _SUBSCRIPTION.c.identity_id == identity_id
    return mine


def _has_running(connection: Connection, patron_id: int, kind: str) -> bool:
    running = select(_SUBSCRIPTION.c.id).where(_running(patron_id, kinds=(kind,)))
    return connection.scalar(running.limit(1)) is not None


def _public_id(connection: Connection, patron_id: int) -> str:
    found = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id))
    if found is None:
        raise NotFound("patron", patron_id)
    return str(found)
