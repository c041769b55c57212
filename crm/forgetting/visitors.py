"""Forgetting who was at the other end of a chat that nobody has used for long, and links that have run out."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, null, or_, select, update

from crm import records
from crm.forgetting.batches import BATCH, in_batches
from crm.store import Store
from crm.upsert import table_of

__all__ = ["forget_links", "forget_visitors"]

# A link that somebody opens too late still says that it has run out.
LINKS_KEPT = timedelta(days=1)
# Who only opened the chat loses nothing when they begin anew.
SILENT_KEPT = timedelta(days=7)

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_CASE = table_of(records.ServiceCase)
_LINK = table_of(records.SignInLink)
_THROTTLE = table_of(records.SignInThrottle)


async def forget_visitors(store: Store, *, before: datetime) -> int:
    """Forget the chat partners last seen before a moment; give how many.

    Who is signed in to none, runs no conversation and waits for no answer to a case is deleted: with that goes what a
    channel calls them. Who never wrote is deleted after a week. Of the others the name goes that the channel gave them.
    """
    running = select(_INTERACTION.c.id).where(
        _INTERACTION.c.channel_identity_id == _IDENTITY.c.id, _INTERACTION.c.status != "closed"
    )
    waiting = (
        select(_CASE.c.id)
        .join(_INTERACTION, _INTERACTION.c.id == _CASE.c.interaction_id)
        .where(_INTERACTION.c.channel_identity_id == _IDENTITY.c.id, _CASE.c.status != "closed")
    )
    talked = select(_INTERACTION.c.id).where(_INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
    silent_since = max(before, store.clock.now() - SILENT_KEPT)
    gone = select(_IDENTITY.c.id).where(
        _IDENTITY.c.patron_id.is_(None),
        or_(
            and_(_IDENTITY.c.last_seen_at < before, ~running.exists(), ~waiting.exists()),
            and_(_IDENTITY.c.last_seen_at < silent_since, ~talked.exists()),
        ),
    )
    named = select(_IDENTITY.c.id).where(_IDENTITY.c.last_seen_at < before, _IDENTITY.c.display_name.is_not(None))

    def delete_gone(connection: Connection) -> int:
        ids = list(connection.scalars(gone.order_by(_IDENTITY.c.id).limit(BATCH)))
        connection.execute(delete(_IDENTITY).where(_IDENTITY.c.id.in_(ids)))
        return len(ids)

    def unname(connection: Connection) -> int:
        ids = list(connection.scalars(named.order_by(_IDENTITY.c.id).limit(BATCH)))
        connection.execute(update(_IDENTITY).where(_IDENTITY.c.id.in_(ids)).values(display_name=null()))
        return len(ids)

    return await in_batches(store, delete_gone) + await in_batches(store, unname)


async def forget_links(store: Store) -> int:
    """Delete links to the sign-in page, and counts of tries on cards, that no longer matter; give how many."""
    before = store.clock.now() - LINKS_KEPT
    links = delete(_LINK).where(_LINK.c.expires_at < before)
    tries = delete(_THROTTLE).where(
        _THROTTLE.c.window_started_at < before,
        or_(_THROTTLE.c.locked_until.is_(None), _THROTTLE.c.locked_until < before),
    )

    def forget(connection: Connection) -> int:
        return int(connection.execute(links).rowcount) + int(connection.execute(tries).rowcount)

    return await store.transact(forget)
