"""Changes of the queue as server-sent events for open pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec
from litestar import get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from bot.console.frame.access import BY_ITSELF, needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.errors import StoreError
from crm.handoff import alarms, queue
from crm.records.staff_names import StaffName
from crm.staff.presence import is_away, note_present

__all__ = ["live_events", "talks_of"]

# What another process wrote is seen after so long; what this one did, at once.
LOOK_SECONDS = 1.0
# Several things that happen together are one change.
GATHER_SECONDS = 0.05
HEARTBEAT_SECONDS = 15.0
# Who listens is there: said so often.
PRESENT_SECONDS = 60.0
# The browser comes back by itself, and its session is looked at anew.
MOST_SECONDS = 300.0

_ENCODE = msgspec.json.Encoder().encode


@get("/events", opt={**needs(Permission.WORK_INBOX), **BY_ITSELF}, media_type="text/event-stream")
async def live_events(visit: Visit) -> ServerSentEvent:
    """Stream how the queue stands, whole each time that it has changed: nothing is missed by coming back."""
    return ServerSentEvent(_changes(visit), headers={"Cache-Control": "no-store"})


async def _changes(visit: Visit) -> AsyncIterator[ServerSentEventMessage]:
    loop = asyncio.get_running_loop()
    ends = loop.time() + MOST_SECONDS
    told: bytes | None = None
    spoke = noted = loop.time()
    with visit.console.events.subscribe() as stream:
        yield ServerSentEventMessage(data=None, retry=2000)
        while loop.time() < ends and not stream.ended:
            try:
                if loop.time() >= noted:
                    noted = loop.time() + PRESENT_SECONDS
                    await note_present(visit.store, visit.reader.staff_id)
                now: bytes | None = _ENCODE(await _state(visit))
            except StoreError:
                # Too busy just now: the next look tells.
                now = told
            if now is not None and now != told:
                told, spoke = now, loop.time()
                yield ServerSentEventMessage(now, event="queue")
            elif loop.time() - spoke > HEARTBEAT_SECONDS:
                spoke = loop.time()
                yield ServerSentEventMessage(data=None, comment="still here")
            await stream.wait(LOOK_SECONDS, GATHER_SECONDS)


async def _state(visit: Visit) -> dict[str, Any]:
    """Say how the queue stands for a reader: how many wait, how many of one's own, and each one's last message.

    `here`: in which conversations the patron is writing, and who else looks at them.
    """
    found = await queue.standings(visit.store, visit.reader.staff_id)
    mine = [each for each in found if each.assigned_to == visit.reader.username]
    here = {each.public_id: signs_at(visit, each) for each in found}
    return {
        "waiting": sum(each.status == "waiting_staff" for each in found),
        "mine": sum(each.waits for each in mine),
        "alarms": await alarms.ringing(visit.store),
        "talks": talks_of(found),
        "here": {public_id: signs for public_id, signs in here.items() if any(signs.values())},
        "me": visit.reader.username,
        # Asked anew: another tab's stream goes on while it is said in this one.
        "away": await is_away(visit.store, visit.reader.staff_id),
    }


def talks_of(found: Sequence[queue.QueueState]) -> dict[str, list[Any]]:
    """Give what pages compare: status, holder, last message, whether the patron waits, and how much is new."""
    return {each.public_id: [each.status, each.assigned_to, each.last_seq, each.waits, each.unread] for each in found}


def signs_at(visit: Visit, talk: queue.QueueState) -> dict[str, Any]:
    """Say whether a patron is writing, who else of the staff looks at the conversation, and who writes there."""
    there = visit.console.signs.at(talk.public_id, but=visit.reader.username)
    others = [(StaffName.kept(each.name).said(visit.language), each.writes) for each in there]
    return {
        "patron": visit.console.signs.is_writing(talk.identity_id),
        "looking": [name for name, writes in others if not writes],
        "writing": [name for name, writes in others if writes],
    }
