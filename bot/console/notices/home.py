"""Notices that did not arrive, on the first page."""

from __future__ import annotations

from datetime import timedelta

from bot.console.frame.navigation import HomeCard
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.notices.reading import failed_since

__all__ = ["cards"]

SPAN = timedelta(hours=24)


async def cards(visit: Visit) -> list[HomeCard]:
    """Give how many messages of the last day could not be delivered; nothing while all arrive."""
    if not visit.may(Permission.READ_CASES):
        return []
    failed = await failed_since(visit.store, visit.store.clock.now() - SPAN)
    return [HomeCard("failed_notices", failed, "/console/notices", urgent=True)] if failed else []
