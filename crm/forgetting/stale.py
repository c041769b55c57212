"""Deletion of expired links and counts of attempts, and of visitors who never wrote."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, delete, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches
from crm.patrons import pin_failures
from crm.sign_in import throttle

__all__ = ["forget_stale"]

# A link that somebody opens too late still says that it has run out.
LINKS_KEPT = timedelta(days=1)

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_LINK = table_of(records.SignInLink)
_DATA_LINK = table_of(records.DataLink)


async def forget_stale(store: Store, *, visitors_before: datetime) -> int:
    """Delete links that are over, counts of tries that no longer matter, and visitors who never wrote; give how much.

    `visitors_before`: only those of the website who came before that.
    """
    silent = (
        select(_IDENTITY.c.id)
        .where(
            _IDENTITY.c.channel == "web_chat",
            _IDENTITY.c.last_seen_at < visitors_before,
            _IDENTITY.c.patron_id.is_(None),
            ~select(_INTERACTION.c.id).where(_INTERACTION.c.channel_identity_id == _IDENTITY.c.id).exists(),
        )
        .order_by(_IDENTITY.c.id)
        .limit(BATCH)
    )
    before = store.clock.now() - LINKS_KEPT

    def visitors(connection: Connection) -> int:
        return int(connection.execute(delete(_IDENTITY).where(_IDENTITY.c.id.in_(silent.scalar_subquery()))).rowcount)

    def links(table: Table) -> Callable[[Connection], int]:
        over = select(table.c.id).where(table.c.expires_at < before).limit(BATCH).scalar_subquery()
        return lambda connection: int(connection.execute(delete(table).where(table.c.id.in_(over))).rowcount)

    done = await throttle.forget_old_tries(store) + await pin_failures.forget_old_failures(store)
    for table in (_LINK, _DATA_LINK):
        done += await in_batches(store, links(table))
    return done + await in_batches(store, visitors)
