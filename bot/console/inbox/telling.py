"""Notification of changes of an assignment: the colleagues' pages, and the patron's own."""

from __future__ import annotations

from bot.console.frame.parts import Console
from bot.jobs.feeding import feed_streams
from crm.conversations import transcript

__all__ = ["tell"]


async def tell(console: Console, public_id: str) -> None:
    """Let open pages know that a conversation has changed hands."""
    console.events.publish()
    # What the patron is told of it comes before the page says who answers now.
    await feed_streams(console.store, console.hub)
    talk = await transcript.talk(console.store, public_id)
    if talk.identity_id is not None:
        await console.hub.tell_state(talk.identity_id)
