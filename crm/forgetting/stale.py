"""Deletion of expired links and contact data, old attempts, what was kept to undo imports, and silent visitors."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches
from crm.patrons import pin_failures
from crm.sign_in import throttle

__all__ = ["forget_changes", "forget_held_contacts", "forget_silent", "forget_stale", "old_changes", "silent_visitors"]

# A link that somebody opens too late still says that it has run out.
LINKS_KEPT = timedelta(days=1)
# Rows as they were before an import tell of patrons: an import that is so old is not taken back any more.
CHANGES_KEPT = timedelta(days=30)
# A message or a form is repeated within minutes, or not at all; what was wished for and refused is nobody's business
# for longer.
HOLD_ATTEMPTS_KEPT = timedelta(days=7)

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_LINK = table_of(records.SignInLink)
_DATA_LINK = table_of(records.DataLink)
_CHANGE = table_of(records.ImportChange)
_RUN = table_of(records.ImportRun)
_HOLD_ATTEMPT = table_of(records.HoldAttempt)
_HELD = table_of(records.HeldContact)
_SEEN = table_of(records.SeenConversation)


async def forget_stale(store: Store, *, visitors_before: datetime, imports_before: datetime | None = None) -> int:
    """Delete links that are over, tries, attempts and notes of imports that no longer matter, and silent visitors.

    Gives how much. `visitors_before`: only those of the website who came before that. `imports_before`: what is kept
    to take back the imports that ended before that; a month ago when it is not given.
    """
    now = store.clock.now()

    def older(table: Table, column: str, before: datetime) -> Callable[[Connection], int]:
        over = select(table.c.id).where(table.c[column] < before).limit(BATCH).scalar_subquery()
        return lambda connection: int(connection.execute(delete(table).where(table.c.id.in_(over))).rowcount)

    done = await throttle.forget_old_tries(store) + await pin_failures.forget_old_failures(store)
    for table in (_LINK, _DATA_LINK):
        done += await in_batches(store, older(table, "expires_at", now - LINKS_KEPT))
    done += await in_batches(store, older(_HOLD_ATTEMPT, "requested_at", now - HOLD_ATTEMPTS_KEPT))
    done += await in_batches(store, _forget_seen)
    done += await forget_changes(store, before=imports_before or now - CHANGES_KEPT)
    return done + await forget_silent(store, before=visitors_before)


async def forget_held_contacts(store: Store) -> int:
    """Delete contact data whose case was not filed in time; give how many."""
    over = delete(_HELD).where(_HELD.c.expires_at <= store.clock.now())
    return int(await store.transact(lambda connection: connection.execute(over).rowcount, aside=True))


async def forget_silent(store: Store, *, before: datetime) -> int:
    """Delete the visitors of the website who came before a moment and never wrote; give how many."""
    silent = silent_visitors(before).order_by(_IDENTITY.c.id).limit(BATCH)

    def forget(connection: Connection) -> int:
        return int(connection.execute(delete(_IDENTITY).where(_IDENTITY.c.id.in_(silent.scalar_subquery()))).rowcount)

    return await in_batches(store, forget)


async def forget_changes(store: Store, *, before: datetime) -> int:
    """Delete what is kept to take back imports that ended before a moment; give how many rows."""
    old = old_changes(before).limit(BATCH).scalar_subquery()

    def forget(connection: Connection) -> int:
        return int(connection.execute(delete(_CHANGE).where(_CHANGE.c.id.in_(old))).rowcount)

    return await in_batches(store, forget)


def silent_visitors(before: datetime) -> Select[Any]:
    """Select the visitors of the website who came before a moment and never wrote."""
    return select(_IDENTITY.c.id).where(
        _IDENTITY.c.channel == "web_chat",
        _IDENTITY.c.last_seen_at < before,
        _IDENTITY.c.patron_id.is_(None),
        ~select(_INTERACTION.c.id).where(_INTERACTION.c.channel_identity_id == _IDENTITY.c.id).exists(),
    )


def old_changes(before: datetime) -> Select[Any]:
    """Select what is kept to take back imports that ended before a moment."""
    old_runs = select(_RUN.c.id).where(_RUN.c.finished_at < before)
    return select(_CHANGE.c.id).where(_CHANGE.c.run_id.in_(old_runs))


def _forget_seen(connection: Connection) -> int:
    """Delete how far staff have seen conversations that are over: in the inbox nothing of them is new any more."""
    over = (
        select(_SEEN.c.id)
        .join(_INTERACTION, _INTERACTION.c.id == _SEEN.c.interaction_id)
        .where(_INTERACTION.c.status == "closed")
        .limit(BATCH)
        .scalar_subquery()
    )
    return int(connection.execute(delete(_SEEN).where(_SEEN.c.id.in_(over))).rowcount)
