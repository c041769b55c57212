"""Cases on the first page: those that wait for the reader."""

from __future__ import annotations

from bot.console.frame.navigation import HomeCard
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.cases.listing import case_counts

__all__ = ["cards"]

LIST = "/console/cases"


async def cards(visit: Visit) -> list[HomeCard]:
    """Give what is late for those who read cases, and what is theirs or nobody's for those who work on them."""
    if not visit.may(Permission.READ_CASES):
        return []
    counts = await case_counts(visit.store, visit.store.clock.now(), visit.reader.username)
    found = [HomeCard("cases_breached", counts["breached"], f"{LIST}?due=breached", urgent=True)]
    if visit.may(Permission.WORK_CASES):
        found.append(HomeCard("cases_mine", counts["mine"], f"{LIST}?assignee=me"))
        found.append(HomeCard("cases_unassigned", counts["unassigned"], f"{LIST}?assignee=none&state=owing"))
    return found
