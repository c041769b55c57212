"""The chore that deletes leftovers of sign-ins and visits that came to nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.settings import Settings
from crm import stale
from crm.store import Store

__all__ = ["forget_stale"]


async def forget_stale(settings: Settings, store: Store) -> int:
    """Delete what is over; give how much it was."""
    before = store.clock.now() - timedelta(days=settings.silent_visitor_days)
    return await stale.forget_stale(store, visitors_before=before)
