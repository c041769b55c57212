"""Applications that wait for the desk, on the first page."""

from __future__ import annotations

from bot.console.frame.navigation import HomeCard
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.joining.desk import waiting

__all__ = ["cards"]


async def cards(visit: Visit) -> list[HomeCard]:
    """Give how many applications wait; nothing while none does."""
    if not visit.may(Permission.WORK_APPLICATIONS):
        return []
    count = await waiting(visit.store)
    return [HomeCard("applications", count, "/console/joining?state=sent")] if count else []
