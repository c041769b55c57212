"""Notification of changes of an assignment: the colleagues' pages, and the patron's own."""

from __future__ import annotations

from bot.channels.web import wire
from bot.console.frame.parts import Console
from bot.jobs.feeding import feed_streams
from crm.conversations import identities, transcript, turn_state

__all__ = ["tell"]


async def tell(console: Console, public_id: str) -> None:
    """Let open pages know that a conversation has changed hands."""
    console.events.publish()
    # What the patron is told of it comes before the page says who answers now.
    await feed_streams(console.store, console.hub)
    talk = await transcript.talk(console.store, public_id)
    if talk.identity_id is not None and console.hub.listening(talk.identity_id):
        partner = await identities.identity(console.store, talk.identity_id)
        status = await turn_state.current_status(console.store, talk.identity_id)
        console.hub.tell(talk.identity_id, [], wire.state_of(partner, status))
