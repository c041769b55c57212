"""What is still to set up, on the first page."""

from __future__ import annotations

from bot.console.frame.navigation import HomeCard
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.setup.steps import left, steps

__all__ = ["cards"]


async def cards(visit: Visit) -> list[HomeCard]:
    """Give how many steps are left; nothing once all are done or left out."""
    if not visit.may(Permission.EDIT_PLACES):
        return []
    return [HomeCard("setup", left(await steps(visit)), "/console/setup")]
