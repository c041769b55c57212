"""The outbox: messages still to be sent, in the order of each chat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, update

from crm import records
from crm.database.instances import is_left
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages.views import MESSAGE_COLUMNS, MessageView, message_view
from process.metrics import OUTBOX

__all__ = [
    "OutboxItem",
    "claim",
    "claimed",
    "due",
    "failed",
    "block",
    "put_off",
    "read",
    "recover",
    "retry_at",
    "sent",
    "undelivered",
]

_OUTBOX = table_of(records.Outbox)
_MESSAGE = table_of(records.Message)
_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_earlier = _OUTBOX.alias("earlier")
# What a chat partner was to get before this, and has not got: nothing may overtake it. Letters stand each by itself:
# one that waits for its hours, or for another try, keeps none back.
_held_back = exists(
    select(_earlier.c.id).where(
        _earlier.c.identity_id == _OUTBOX.c.identity_id,
        _earlier.c.id < _OUTBOX.c.id,
        or_(
            _earlier.c.state == "sending",
            and_(_earlier.c.state == "pending", _earlier.c.channel.not_in(("email", "sms"))),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One message to be sent, and to whom on the channel; `attempts` were made before.

    `conversation` is the public id of its interaction: with the message's place there a name that no other ever has.
    `trace` is what it was made for, where that was traced.
    """

    id: int
    channel: str
    identity_id: int
    external_id: str
    attempts: int
    message: MessageView
    conversation: str = ""
    trace: str | None = None


async def due(store: Store, channel: str, limit: int = 50, *, to: Collection[int] | None = None) -> list[OutboxItem]:
    """List what is to be sent now: of each chat the first message that was not, the oldest first.

    With `to`, only what is for these chat partners.
    """
    query = (
        select(
            _OUTBOX.c.id.label("outbox_id"),
            _OUTBOX.c.channel,
            _OUTBOX.c.identity_id,
            _OUTBOX.c.attempts,
            _OUTBOX.c.trace,
            _IDENTITY.c.external_id,
            _INTERACTION.c.public_id.label("conversation"),
            *MESSAGE_COLUMNS,
        )
        .join(_MESSAGE, _OUTBOX.c.message_id == _MESSAGE.c.id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .join(_IDENTITY, _OUTBOX.c.identity_id == _IDENTITY.c.id)
        .where(
            _OUTBOX.c.channel == channel,
            _OUTBOX.c.state == "pending",
            _OUTBOX.c.next_attempt_at <= store.clock.now(),
            ~_held_back,
        )
        .order_by(_OUTBOX.c.id)
        .limit(limit)
    )
    if to is not None:
        query = query.where(_OUTBOX.c.identity_id.in_(to))
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [
        OutboxItem(
            id=row["outbox_id"],
            channel=row["channel"],
            identity_id=row["identity_id"],
            external_id=row["external_id"],
            attempts=row["attempts"],
            message=message_view(row),
            conversation=row["conversation"],
            trace=row["trace"],
        )
        for row in rows
    ]


async def claim(store: Store, outbox_id: int) -> bool:
    """Take a message to send it; False when another took it, or one before it in its chat is not sent yet."""
    return await store.transact(lambda connection: claimed(connection, outbox_id, store.holder))


def claimed(connection: Connection, outbox_id: int, holder: str | None) -> bool:
    """Do what `claim` does, in the transaction of a connection; `holder` is who will send it (Store.holder)."""
    mine = and_(_OUTBOX.c.id == outbox_id, _OUTBOX.c.state == "pending", ~_held_back)
    change = update(_OUTBOX).where(mine).values(state="sending", attempts=_OUTBOX.c.attempts + 1, holder=holder)
    return connection.execute(change).rowcount == 1


def put_off(connection: Connection, outbox_id: int, when: datetime) -> None:
    """Let a claimed message wait until a moment: it was not tried."""
    back = {"state": "pending", "attempts": _OUTBOX.c.attempts - 1, "next_attempt_at": when}
    mine = and_(_OUTBOX.c.id == outbox_id, _OUTBOX.c.state == "sending")
    connection.execute(update(_OUTBOX).where(mine).values(**back))


async def sent(store: Store, outbox_id: int) -> bool:
    """Note that a claimed message was sent."""
    now = store.clock.now()
    return _counted("sent", await _change(store, _claimed(store, outbox_id), state="sent", sent_at=now, error=None))


async def read(store: Store, identity_id: int, message_ids: Collection[int]) -> int:
    """Note what a chat partner has read from the store before it could be sent; give how many messages."""
    mine = and_(_OUTBOX.c.identity_id == identity_id, _OUTBOX.c.state.in_(("pending", "sending")))
    query = select(_OUTBOX.c.id, _OUTBOX.c.message_id).where(mine)
    waiting = await store.look(lambda connection: connection.execute(query).all())
    # Mostly none: a look at an index, and nothing to write.
    known = [row.id for row in waiting if row.message_id in message_ids]
    if not known:
        return 0
    change = (
        update(_OUTBOX).where(mine, _OUTBOX.c.id.in_(known)).values(state="sent", sent_at=store.clock.now(), error=None)
    )
    done = await store.transact(lambda connection: connection.execute(change).rowcount)
    OUTBOX.labels("read").inc(done)
    return done


async def retry_at(store: Store, outbox_id: int, when: datetime, error: str) -> bool:
    """Note that a claimed message was not sent, and when to try again."""
    done = await _change(store, _claimed(store, outbox_id), state="pending", next_attempt_at=when, error=error)
    return _counted("retried", done)


async def failed(store: Store, outbox_id: int, error: str) -> bool:
    """Note that a claimed message cannot be sent; the next one of its chat goes on."""
    return _counted("failed", await _change(store, _claimed(store, outbox_id), state="failed", error=error))


def block(connection: Connection, identity_id: int, now: datetime) -> int:
    """Note that a chat partner has blocked the library: drop what waits for them; give how many messages."""
    connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(blocked_at=now))
    dropped = (
        update(_OUTBOX)
        .where(_OUTBOX.c.identity_id == identity_id, _OUTBOX.c.state.in_(("pending", "sending")))
        .values(state="dropped", error="blocked by the recipient")
    )
    count = int(connection.execute(dropped).rowcount)
    OUTBOX.labels("dropped").inc(count)
    return count


async def recover(store: Store) -> int:
    """Make what a crash left half-sent due again, at start-up and before any sender runs; give how many.

    Where others share the store, only what none of those who are there is sending: that may be asked at any time.
    """
    change = update(_OUTBOX).where(_OUTBOX.c.state == "sending", is_left(_OUTBOX, store)).values(state="pending")
    return await store.transact(lambda connection: connection.execute(change).rowcount)


def _counted(result: str, done: bool) -> bool:
    if done:
        OUTBOX.labels(result).inc()
    return done


def _claimed(store: Store, outbox_id: int) -> ColumnElement[bool]:
    mine = and_(_OUTBOX.c.id == outbox_id, _OUTBOX.c.state == "sending")
    # Who was believed to be gone may have lost it to another, whose business it is now.
    return mine if store.holder is None else and_(mine, _OUTBOX.c.holder == store.holder)


async def _change(store: Store, which: ColumnElement[bool], **values: Any) -> bool:
    change = update(_OUTBOX).where(which).values(**values)
    return await store.transact(lambda connection: connection.execute(change).rowcount == 1)


async def undelivered(store: Store, since: datetime) -> tuple[int, str]:
    """Count the messages made since a moment that were given up, and give the reason noted with the last."""
    joined = _OUTBOX.join(_MESSAGE, _MESSAGE.c.id == _OUTBOX.c.message_id)
    given_up = (_OUTBOX.c.state == "failed", _MESSAGE.c.created_at >= since)
    counted = select(func.count()).select_from(joined).where(*given_up)
    last = select(_OUTBOX.c.error).select_from(joined).where(*given_up).order_by(_OUTBOX.c.id.desc()).limit(1)
    return await store.look(lambda connection: (connection.scalar(counted) or 0, connection.scalar(last) or ""))
