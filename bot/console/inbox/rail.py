"""The conversations beside the open one: one's own and those that wait, with what is new in each."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.console.frame.intent_names import intent_names
from bot.console.frame.reading import clipped
from bot.console.frame.visit import Visit
from bot.console.inbox.live import talks_of
from bot.covered import in_words
from crm.handoff import queue

__all__ = ["rail"]

_ENCODE = msgspec.json.Encoder().encode


async def rail(visit: Visit, at: str) -> dict[str, Any]:
    """Give one's own conversations and those that wait, in the order of the inbox, and those next to an open one."""
    # Read before the rows: what changes in between is then asked for once more, and never missed.
    stands = await queue.standings(visit.store, visit.reader.staff_id)
    found = [
        row
        for row in await queue.queue(visit.store)
        if row.status == "waiting_staff" or row.assigned_to == visit.reader.username or row.public_id == at
    ]
    place = next((number for number, row in enumerate(found) if row.public_id == at), None)
    names = await intent_names(visit)
    return {
        "rail": found,
        "rail_known": _ENCODE(talks_of(stands)).decode(),
        "unread": {each.public_id: each.unread for each in stands},
        "at": at,
        "before": found[place - 1] if place else None,
        "after": found[0 if place is None else place + 1] if found[0 if place is None else place + 1 :] else None,
        "clipped": lambda text: clipped([(in_words(visit.language, text), False)], 60),
        "intent_name": lambda intent: names(intent, visit.language),
    }
