"""Deletion of chat partners whose chat nobody has used for long."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, null, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches

__all__ = ["forget_visitors", "old_names", "old_visitors"]

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_CASE = table_of(records.ServiceCase)


async def forget_visitors(store: Store, *, before: datetime) -> int:
    """Forget the chat partners last seen before a moment; give how many.

    Who is signed in to none, runs no conversation and waits for no answer to a case is deleted: with that goes what a
    channel calls them. Of the others the name goes that the channel gave them.
    """
    gone, named = old_visitors(before), old_names(before)

    def delete_gone(connection: Connection) -> int:
        ids = list(connection.scalars(gone.order_by(_IDENTITY.c.id).limit(BATCH)))
        connection.execute(delete(_IDENTITY).where(_IDENTITY.c.id.in_(ids)))
        return len(ids)

    def unname(connection: Connection) -> int:
        ids = list(connection.scalars(named.order_by(_IDENTITY.c.id).limit(BATCH)))
        connection.execute(update(_IDENTITY).where(_IDENTITY.c.id.in_(ids)).values(display_name=null()))
        return len(ids)

    return await in_batches(store, delete_gone) + await in_batches(store, unname)


def old_visitors(before: datetime) -> Select[Any]:
    """Select the chat partners last seen before a moment who are signed in to none and wait for nothing."""
    # One in which nothing was said for so long is closed with its words (crm.forgetting.conversations).
    last = func.coalesce(_INTERACTION.c.last_message_at, _INTERACTION.c.ended_at, _INTERACTION.c.started_at)
    running = select(_INTERACTION.c.id).where(
        _INTERACTION.c.channel_identity_id == _IDENTITY.c.id, _INTERACTION.c.status != "closed", last >= before
    )
    waiting = (
        select(_CASE.c.id)
        .join(_INTERACTION, _INTERACTION.c.id == _CASE.c.interaction_id)
        .where(_INTERACTION.c.channel_identity_id == _IDENTITY.c.id, _CASE.c.status != "closed")
    )
    return select(_IDENTITY.c.id).where(
        _IDENTITY.c.last_seen_at < before, _IDENTITY.c.patron_id.is_(None), ~running.exists(), ~waiting.exists()
    )


def old_names(before: datetime) -> Select[Any]:
    """Select the chat partners last seen before a moment who still have the name that a channel gave them."""
    return select(_IDENTITY.c.id).where(_IDENTITY.c.last_seen_at < before, _IDENTITY.c.display_name.is_not(None))
