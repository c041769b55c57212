"""Another channel that a patron allowed, for when they cannot be reached on the one that they chose; never both."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages import outbox
from crm.notices.judging import Agreed
from crm.notices.recalling import take_back
from crm.notices.rules import NoticeRules
from crm.notices.ways import Way, way_on

__all__ = ["chat_blocked", "comes_by", "other_way"]

_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_OUTBOX = table_of(records.Outbox)


def comes_by(rules: NoticeRules) -> ColumnElement[bool]:
    """Select the subscriptions with a sender: for the channel that was chosen, or for the one in its place."""
    channels = sorted(rules.channels)
    return or_(_SUBSCRIPTION.c.channel.in_(channels), _SUBSCRIPTION.c.fallback.in_(channels))


def other_way(
    connection: Connection,
    rules: NoticeRules,
    notice: RowMapping,
    patron: RowMapping,
    agreed: Agreed,
    now: datetime,
) -> Way | None:
    """Find the way to a patron who is not reached on the channel of a notice; None where they allowed no other.

    None also where the same comes to them there by itself, or has come there already.
    """
    other = notice["fallback"]
    if other is None or other not in rules.channels or not agreed.to(notice, other):
        return None
    own = select(_SUBSCRIPTION.c.id).where(
        _SUBSCRIPTION.c.patron_id == notice["patron_id"],
        *(_SUBSCRIPTION.c[name] == value for name, value in (("kind", notice["kind"]), ("channel", other))),
        _SUBSCRIPTION.c.ended_at.is_(None),
    )
    told = select(_NOTICE.c.id).where(
        _NOTICE.c.patron_id == notice["patron_id"],
        *(_NOTICE.c[name] == notice[name] for name in ("kind", "thing", "due_at", "step")),
        _NOTICE.c.id != notice["id"],
        _NOTICE.c.status == "sent",
        func.coalesce(_NOTICE.c.via, _NOTICE.c.channel) == other,
    )
    if any(connection.scalar(query.limit(1)) is not None for query in (own, told)):
        return None
    way = way_on(connection, other, patron, None, now)
    return None if way.identity_id is None else way


async def chat_blocked(store: Store, identity_id: int, *, tried: int | None = None) -> int:
    """Note that a chat partner has blocked the library: drop what waits for them; give how many messages.

    Of notices that may come another way, what was not tried yet waits for that, and what was `tried` and refused.
    """

    def block(connection: Connection) -> int:
        of_chat = select(_OUTBOX.c.id).where(
            _OUTBOX.c.identity_id == identity_id,
            or_(_OUTBOX.c.state == "pending", (_OUTBOX.c.state == "sending") & (_OUTBOX.c.id == (tried or 0))),
        )
        back = _reroute(connection, list(connection.scalars(of_chat.with_for_update())))
        return outbox.block(connection, identity_id, store.clock.now()) + back

    return await store.transact(block)


def _reroute(connection: Connection, outbox_ids: Collection[int]) -> int:
    """Let notices wait again where another way was allowed; their messages are no more. Give how many messages."""
    query = (
        select(_OUTBOX.c.message_id)
        .join(_NOTICE, _NOTICE.c.message_id == _OUTBOX.c.message_id)
        .join(_SUBSCRIPTION, _SUBSCRIPTION.c.id == _NOTICE.c.subscription_id)
        .where(
            _OUTBOX.c.id.in_(sorted(outbox_ids)),
            _NOTICE.c.via.is_(None),
            _SUBSCRIPTION.c.fallback.is_not(None),
            _SUBSCRIPTION.c.ended_at.is_(None),
        )
        .distinct()
    )
    messages = list(connection.scalars(query))
    take_back(connection, messages)
    return len(messages)
