"""Campaigns that wait for an approval that the reader may give, on the first page."""

from __future__ import annotations

from bot.console.frame.navigation import HomeCard
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.outreach.campaigns import campaigns

__all__ = ["cards"]


async def cards(visit: Visit) -> list[HomeCard]:
    """Count the drafts of others whose time is not over."""
    if not visit.may(Permission.APPROVE_CAMPAIGNS):
        return []
    now, me = visit.store.clock.now(), visit.reader.actor.id
    drafts = [
        one
        for one in await campaigns(visit.store)
        if one.state == "draft" and one.values.ends_at > now and me not in one.authors
    ]
    return [HomeCard("campaigns", len(drafts), "/console/campaigns")] if drafts else []
