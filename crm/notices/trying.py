"""Every try to send: what a message of notices tells is read again in the transaction that claims it.

Between the writing of a message and its last try hours may lie. What is true, wanted or allowed no more is left out of
it; in quiet hours it waits; into a chat that is not its patron's any more it does not go. An answer in a conversation
is sent as it was written.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages import outbox
from crm.messages.outbox import OutboxItem
from crm.notices.judging import ABOUT, Agreed, Digest, Verdicts, Worded, asked, digest_of, unwanted
from crm.notices.recalling import take_back, withdraw
from crm.notices.rules import NoticeRules
from crm.notices.things import Things
from crm.notices.things_read import things_of
from crm.notices.ways import ADDRESS_KINDS, Way, way_now

__all__ = ["take"]

# By then the library system will have been asked once more.
ASKED_AGAIN = timedelta(minutes=1)
TRIED_AGAIN = timedelta(minutes=15)

_NOTICE = table_of(records.Notice)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


async def take(
    store: Store, rules: NoticeRules, word: Callable[[Digest], Worded], item: OutboxItem
) -> OutboxItem | None:
    """Claim a message of the outbox to send it now; give it as it is to be sent, None when it is not.

    It is not when another took it, or one before it in its chat is not sent yet; and of notices, in quiet hours, or
    when nothing of what it tells is to be told here any more.
    """
    return await store.transact(partial(_take, store, rules, word, item))


def _take(
    store: Store, rules: NoticeRules, word: Callable[[Digest], Worded], item: OutboxItem, connection: Connection
) -> OutboxItem | None:
    if not outbox.claimed(connection, item.id, store.holder):
        return None
    if not item.message.custom.get(ABOUT):
        return item
    now = store.clock.now()
    message = item.message.id
    if rules.is_quiet(now):
        if item.channel in ADDRESS_KINDS:
            # Under its own name: whether the last try arrived may not be known.
            outbox.put_off(connection, item.id, rules.awake(now))
        else:
            # It would hold up what else is said in the chat.
            take_back(connection, [message], send_after=rules.awake(now))
        return None
    notices = connection.execute(asked().where(_NOTICE.c.message_id == message).with_for_update(of=_NOTICE))
    things, left = _still_to_tell(connection, rules, notices.mappings().all(), now)
    if not left:
        withdraw(connection, [message])
        return None
    if any(things.is_stale(notice, now) for notice in left):
        if item.channel in ADDRESS_KINDS and item.attempts:
            # Under its own name: whether the last try arrived may not be known.
            outbox.put_off(connection, item.id, now + ASKED_AGAIN)
        else:
            # The library system is asked once more before it is told; for a chat that takes nothing not at once.
            take_back(connection, [message], send_after=now + TRIED_AGAIN if item.attempts else None)
        return None
    until = [moment for notice in left if (moment := things.waits(notice, rules, now)) is not None]
    if until:
        # A campaign has hours of its own.
        if item.channel in ADDRESS_KINDS and item.attempts:
            # Under its own name: whether the last try arrived may not be known.
            outbox.put_off(connection, item.id, max(until))
        else:
            take_back(connection, [message], send_after=max(until))
        return None
    way = _way(connection, item, now)
    if way.identity_id != item.identity_id:
        # By another way, or later: what becomes of them is decided as for all that waits.
        take_back(connection, [message])
        return None
    return _worded(connection, word(digest_of(rules, item.channel, way, left, things)), item)


def _still_to_tell(
    connection: Connection, rules: NoticeRules, notices: Sequence[RowMapping], now: datetime
) -> tuple[Things, list[RowMapping]]:
    """Settle what is true or wanted no more; give the rest."""
    things, agreed, verdicts = things_of(connection, notices, rules), Agreed(connection, notices, now), Verdicts()
    left = []
    for notice in notices:
        if (untrue := things.untrue(notice, now)) is not None:
            verdicts.note("cancelled", untrue, notice)
        elif (why := unwanted(rules, notice, agreed)) is not None:
            verdicts.note("suppressed", why, notice)
        else:
            left.append(notice)
    verdicts.settle(connection, now)
    return things, left


def _way(connection: Connection, item: OutboxItem, now: datetime) -> Way:
    query = (
        select(_PATRON)
        .join(_INTERACTION, _INTERACTION.c.patron_id == _PATRON.c.id)
        .where(_INTERACTION.c.id == item.message.interaction_id, _PATRON.c.erased_at.is_(None))
    )
    patron = connection.execute(query).mappings().first()
    return Way(None) if patron is None else way_now(connection, item.channel, patron, item.identity_id, now)


def _worded(connection: Connection, worded: Worded, item: OutboxItem) -> OutboxItem:
    """Give the message in the words of now, and keep them when they are others."""
    if (worded.text, worded.buttons) == (item.message.text, item.message.buttons):
        return item
    change = update(_MESSAGE).where(_MESSAGE.c.id == item.message.id)
    connection.execute(change.values(body=worded.text, buttons=worded.buttons or None))
    return replace(item, message=replace(item.message, text=worded.text, buttons=worded.buttons))
