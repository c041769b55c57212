"""Notification of changes of an assignment: the colleagues' pages, and the patron's own."""

from __future__ import annotations

from contextlib import suppress

from bot.console.frame.visit import Visit
from bot.jobs.feeding import feed_streams
from crm.conversations import transcript
from crm.errors import StoreError

__all__ = ["feed", "tell"]


async def feed(visit: Visit) -> None:
    """Pass on at once what open streams wait for; what fails here, the next round of the job passes on."""
    with suppress(StoreError):
        await feed_streams(visit.store, visit.console.hub, visit.console.settings.notice_rules)


async def tell(visit: Visit, public_id: str) -> None:
    """Let open pages know that a conversation has changed hands."""
    visit.console.events.publish()
    # What the patron is told of it comes before the page says who answers now.
    await feed(visit)
    # It is done already: that a page hears of it later is no failure of it.
    with suppress(StoreError):
        talk = await transcript.talk(visit.store, public_id)
        if talk.identity_id is not None:
            await visit.console.hub.tell_state(talk.identity_id)
