"""Events as they are told: one with all that the calendar has of it, or a list with what it left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from actions.dialogue.turn import Fact, Turn, as_date, as_datetime, nested
from actions.facts.choices import choice, menu
from actions.subjects.events.events_followed import offer_reminder
from crm.library_info import directory
from crm.library_info.directory import Event

__all__ = [
    "AHEAD_DAYS",
    "NEAR",
    "REST",
    "SHOWN",
    "coming",
    "event_lines",
    "event_text",
    "list_events",
    "list_rest",
    "tell_event",
]

AHEAD_DAYS = 30
SHOWN, NEAR = 6, 2
# Days may be named that are as far off.
FAR = timedelta(days=400)
# The ref of the button under a list that was cut, before the first event that it left out.
REST = "rest:"


def list_events(turn: Turn, name: str, shown: Sequence[Event], rest: Sequence[Event], **facts: Fact) -> None:
    """List events, with a button for those left out; "show me the rest" does what that button does."""
    choices = offer_reminder(turn, shown) if name == "utter_events" else []
    behind: dict[str, Any] | None = None
    if rest:
        behind = {"intent": "events", "ref": f"{REST}{rest[0].id}", "last": [str(event.id) for event in shown]}
        behind["ids"] = [event.id for event in rest]
        choices = [choice("utter_button_new_more", "events", ref=behind["ref"])]
    turn.remember(rest=behind)
    turn.say(name, events=event_lines(shown, now=turn.store.clock.now()), choices=choices, **facts)


async def list_rest(turn: Turn, first: str) -> None:
    """List the events that a list left out, from the first of them; of a list of long ago all from that one on."""
    known = await coming(turn, (turn.today, turn.today + FAR))
    behind = turn.recall("rest") or {}
    if behind.get("ref") == f"{REST}{first}":
        left = [event for event in known if event.id in behind["ids"]]
    else:
        places = [place for place, event in enumerate(known) if str(event.id) == first]
        left = known[places[0] :] if places else []
    if not left:
        turn.say("utter_event_over", choices=menu("events"))
        return
    shown = left[:SHOWN]
    ids = [str(event.id) for event in shown]
    turn.did("events", kind="event", things=ids, result="told")
    turn.show("event", ids)
    if len(shown) == 1:
        turn.point("event", ids[0], "events")
    list_events(turn, "utter_events", shown, left[SHOWN:])


def tell_event(turn: Turn, event: Event) -> None:
    """Tell all that the calendar has of an event."""
    turn.point("event", str(event.id), "events")
    code = event.branch.code if event.branch else ""
    turn.did("events", kind="event", things=[str(event.id)], branch=code, result="told")
    turn.say(
        "utter_event",
        title=event.title,
        when=as_datetime(event.starts_at),
        branch=nested("utter_part_at", branch=event.branch.name) if event.branch else None,
        about=event.description if event.description["fa"] else None,
        registration=event.registration if event.registration["fa"] else None,
        choices=offer_reminder(turn, [event]),
    )


async def coming(turn: Turn, days: tuple[date, date], branch: directory.Branch | None = None) -> list[Event]:
    """List the events of some days that are not over yet, of one branch or of all."""
    first, last = days
    found = await directory.events(turn.store, first, last, branch.id if branch else None)
    now = turn.store.clock.now()
    return [event for event in found if event.ends_at >= now]


def event_text(event: Event) -> str:
    """Give all that the calendar says of an event."""
    return " ".join((*event.title.values(), *event.description.values(), *event.registration.values()))


def event_lines(found: Sequence[Event], *, brief: bool = False, now: datetime | None = None) -> Fact:
    """Give events as lines of a list; `brief`: without how one registers, `now`: with which ones have begun."""
    lines = [
        {
            "title": event.title,
            "when": as_datetime(event.starts_at),
            "branch": nested("utter_part_at", branch=event.branch.name) if event.branch else None,
            "now": _begun(event, now) if now is not None else None,
            "registration": event.registration if event.registration["fa"] and not brief else None,
        }
        for event in found
    ]
    return {"list": lines, "line": "utter_line_event"}


def _begun(event: Event, now: datetime) -> Fact:
    """Say of an event that has begun until when it lasts."""
    if not event.starts_at <= now < event.ends_at:
        return None
    today = event.ends_at.date() == now.astimezone(event.ends_at.tzinfo).date()
    return nested(
        "utter_part_event_now",
        until={"time": event.ends_at.strftime("%H:%M")} if today else as_date(event.ends_at.date()),
    )
