"""Notification of changes of an assignment: the colleagues' pages, and the patron's own."""

from __future__ import annotations

from bot.console.frame.visit import Visit
from bot.jobs.feeding import feed_streams
from crm.conversations import transcript

__all__ = ["tell"]


async def tell(visit: Visit, public_id: str) -> None:
    """Let open pages know that a conversation has changed hands."""
    visit.console.events.publish()
    # What the patron is told of it comes before the page says who answers now.
    await feed_streams(visit.store, visit.console.hub, visit.console.settings.notice_rules)
    talk = await transcript.talk(visit.store, public_id)
    if talk.identity_id is not None:
        await visit.console.hub.tell_state(talk.identity_id)
