"""Files that used to come day after day and have not come, on the first page."""

from __future__ import annotations

from bot.console.frame.navigation import HomeCard
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from library.values import Capability

__all__ = ["cards"]


async def cards(visit: Visit) -> list[HomeCard]:
    """Give for each such kind the days since its last file; of accounts known by files the first page tells anyway."""
    library = visit.console.library
    if not visit.may(Permission.IMPORT) or Capability.CURRENT not in library.capabilities():
        return []
    from library.imports.runs import late_routines

    late = await late_routines(visit.store)
    return [HomeCard(f"import_late.{kind}", days, "/console/imports") for kind, days in late.items()]
