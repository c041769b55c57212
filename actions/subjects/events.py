"""Event actions: classes, workshops, story hours and exhibitions."""

from __future__ import annotations

from datetime import timedelta

from actions.dialogue.turn import Turn, as_datetime, nested
from actions.rasa.registry import handles
from crm.library_info import directory
from language.dates import find_dates

__all__ = ["events"]

AHEAD_DAYS = 30
SHOWN = 6


@handles("events")
async def events(turn: Turn) -> None:
    """List what is coming: in the days that were named, or in the next month."""
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    spans = find_dates(turn.text, turn.today)
    days = (spans[0].first, spans[0].last) if spans else turn.prior.day_span if turn.prior else None
    first, last = days or (turn.today, turn.today + timedelta(days=AHEAD_DAYS))
    turn.did("events", branch=branch.code if branch else "", days=days or (), result="told")
    found = await directory.events(turn.store, first, last, branch.id if branch else None)
    now = turn.store.clock.now()
    coming = [event for event in found if event.ends_at >= now][:SHOWN]
    if not coming:
        turn.say("utter_events_none_then" if days else "utter_events_none")
        return
    lines = [
        {
            "title": event.title,
            "when": as_datetime(event.starts_at),
            "branch": nested("utter_part_at", branch=event.branch.name) if event.branch else None,
            "registration": event.registration if event.registration["fa"] else None,
        }
        for event in coming
    ]
    turn.say("utter_events", events={"list": lines, "line": "utter_line_event"})
