"""Cases on the first page: those that wait for the reader."""

from __future__ import annotations

from bot.console.frame.navigation import HomeCard
from bot.console.frame.parts import Console
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from crm.cases.listing import case_counts

__all__ = ["cards"]

LIST = "/console/cases"


async def cards(console: Console, reader: Reader) -> list[HomeCard]:
    """Give what is late for those who read cases, and what is theirs or nobody's for those who work on them."""
    if not reader.may(Permission.READ_CASES):
        return []
    counts = await case_counts(console.store, console.store.clock.now(), reader.username)
    found = [HomeCard("cases_breached", counts["breached"], f"{LIST}?due=breached", urgent=True)]
    if reader.may(Permission.WORK_CASES):
        found.append(HomeCard("cases_mine", counts["mine"], f"{LIST}?assignee=me"))
        found.append(HomeCard("cases_unassigned", counts["unassigned"], f"{LIST}?assignee=none&state=owing"))
    return found
