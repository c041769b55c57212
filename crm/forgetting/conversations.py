"""Erasure of the words of conversations; what figures count stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, delete, func, literal, null, select, update

from crm import records
from crm.conversations.outcomes import close_interaction
from crm.database.many import among
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import by_number
from crm.messages import search

__all__ = ["erase_late_notes", "erase_old_conversations", "erase_talks", "late_notes", "old_conversations"]

_INTERACTION = table_of(records.Interaction)
_ALARM = table_of(records.Alarm)
_MESSAGE = table_of(records.Message)
_JOURNAL = table_of(records.Journal)
_OUTBOX = table_of(records.Outbox)
_RENEWAL = table_of(records.RenewalAttempt)
_HOLD = table_of(records.Hold)
_HELD = table_of(records.HeldContact)
_HOLD_ATTEMPT = table_of(records.HoldAttempt)
_SEEN = table_of(records.SeenConversation)
_ITEM = table_of(records.ReviewItem)
_VERDICT = table_of(records.ReviewVerdict)

# A patron's program names its messages itself: what it calls them may be words too.
_NOTHING = {
    "body": null(),
    "payload": null(),
    "buttons": null(),
    "custom": null(),
    "analysis": null(),
    "client_message_id": null(),
    "body_redacted": True,
}


async def erase_old_conversations(store: Store, *, before: datetime) -> int:
    """Erase what was said in conversations in which nothing was said since a moment; give how many.

    One that was never closed is closed with it: nobody can be waiting any more. Intent, confidence, answer status,
    times and outcome stay: they are what is counted, and name nobody.
    """

    def erase(connection: Connection, ids: Sequence[int]) -> None:
        now = store.clock.now()
        still_open = select(_INTERACTION.c.id).where(_INTERACTION.c.id.in_(ids), _INTERACTION.c.status != "closed")
        for interaction_id in list(connection.scalars(still_open.order_by(_INTERACTION.c.id))):
            close_interaction(connection, interaction_id, now)
        erase_talks(connection, ids, now)

    return await by_number(store, old_conversations(before), erase, by=(_INTERACTION.c.started_at,))


def old_conversations(before: datetime) -> Select[Any]:
    """Select the conversations with words in which nothing was said since a moment, with their status."""
    last = func.coalesce(_INTERACTION.c.last_message_at, _INTERACTION.c.ended_at, _INTERACTION.c.started_at)
    query = select(_INTERACTION.c.id, _INTERACTION.c.status)
    # Nothing is said before the beginning, of which there is an index: what lost its words in other years is not read.
    return query.where(_INTERACTION.c.started_at < before, last < before, _INTERACTION.c.redacted_at.is_(None))


def late_notes(before: datetime) -> Select[Any]:
    """Select what staff noted before a moment in conversations whose words were erased already."""
    return (
        select(_MESSAGE.c.id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .where(
            _MESSAGE.c.is_internal,
            _MESSAGE.c.body.is_not(None),
            _MESSAGE.c.created_at < before,
            _INTERACTION.c.redacted_at.is_not(None),
        )
    )


async def erase_late_notes(store: Store, *, before: datetime) -> int:
    """Erase what staff noted before a moment in conversations whose words were erased already; give how many."""

    def erase(connection: Connection, ids: Sequence[int]) -> None:
        search.forget_messages(connection, ids)
        connection.execute(update(_MESSAGE).where(_MESSAGE.c.id.in_(ids)).values(**_NOTHING))

    return await by_number(store, late_notes(before), erase)


def erase_talks(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    """Erase every word of some conversations, wherever it was written down with them; give how many messages.

    What the engine remembers of them is another process's to forget, see `crm.forgetting.ended`.
    """
    if not ids:
        return 0
    search.forget(connection, ids)
    messages = select(_MESSAGE.c.id).where(_MESSAGE.c.interaction_id.in_(ids))
    items = select(_ITEM.c.id).where(_ITEM.c.message_id.in_(messages))
    connection.execute(update(_VERDICT).where(_VERDICT.c.item_id.in_(items)).values(note=null(), entities=null()))
    connection.execute(delete(_OUTBOX).where(_sent(connection, messages)))
    connection.execute(delete(_JOURNAL).where(_JOURNAL.c.interaction_id.in_(ids)))
    # Keys of deeds are made of the message's name; nobody sends that message again.
    named = literal("erased:", type_=Text) + cast(_RENEWAL.c.id, Text)
    connection.execute(update(_RENEWAL).where(_RENEWAL.c.interaction_id.in_(ids)).values(idempotency_key=named))
    connection.execute(update(_HOLD).where(_HOLD.c.interaction_id.in_(ids)).values(idempotency_key=null()))
    connection.execute(delete(_HOLD_ATTEMPT).where(_HOLD_ATTEMPT.c.interaction_id.in_(ids)))
    connection.execute(delete(_SEEN).where(_SEEN.c.interaction_id.in_(ids)))
    connection.execute(delete(_HELD).where(_HELD.c.interaction_id.in_(ids)))
    connection.execute(update(_ALARM).where(_ALARM.c.interaction_id.in_(ids)).values(last_message=""))
    said = and_(_MESSAGE.c.interaction_id.in_(ids), _MESSAGE.c.body_redacted.is_(False))
    erased = connection.execute(update(_MESSAGE).where(said).values(**_NOTHING)).rowcount
    connection.execute(update(_INTERACTION).where(_INTERACTION.c.id.in_(ids)).values(subject=null(), redacted_at=now))
    return int(erased)


def _sent(connection: Connection, messages: Select[Any]) -> ColumnElement[bool]:
    """Tell what of the outbox belongs to some messages."""
    if connection.dialect.name == "sqlite":
        return _OUTBOX.c.message_id.in_(messages)
    # Told their numbers, PostgreSQL looks these up; by the query it took them for so many that it read all of it.
    return among(connection, _OUTBOX.c.message_id, connection.scalars(messages).all())
