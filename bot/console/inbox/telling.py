"""Notification of changes of an assignment: the colleagues' pages, and the patron's own."""

from __future__ import annotations

from bot.channels.web import wire
from bot.console.frame.visit import Visit
from bot.jobs.feeding import feed_streams
from crm.conversations import identities, transcript, turn_state

__all__ = ["tell"]


async def tell(visit: Visit, public_id: str) -> None:
    """Let open pages know that a conversation has changed hands."""
    visit.console.events.publish()
    # What the patron is told of it comes before the page says who answers now.
    await feed_streams(visit.store, visit.console.hub)
    talk = await transcript.talk(visit.store, public_id)
    if talk.identity_id is not None and visit.console.hub.listening(talk.identity_id):
        partner = await identities.identity(visit.store, talk.identity_id)
        status = await turn_state.current_status(visit.store, talk.identity_id)
        visit.console.hub.tell(talk.identity_id, [], wire.state_of(partner, status))
