"""The chore that forgets what is left of sign-ins and visits that came to nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.settings import Settings
from crm.database.store import Store
from crm.forgetting import stale

__all__ = ["forget_stale"]


async def forget_stale(settings: Settings, store: Store) -> int:
    """Delete what is over; give how much it was."""
    before = store.clock.now() - timedelta(days=settings.silent_visitor_days)
    return await stale.forget_stale(store, visitors_before=before)
