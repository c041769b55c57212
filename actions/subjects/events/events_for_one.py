"""Which of the events that were told suits one of several children: "mine are 5 and 8" … "which suits the younger one?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import timedelta

from actions.dialogue.turn import Turn
from actions.facts.childrens_ages import age_of_one, ages_said
from actions.rasa.registry import listens
from actions.subjects.events.events_told import AHEAD_DAYS, coming, event_lines, event_text
from actions.subjects.moves.event_meant import events_shown
from crm.library_info.directory import Event
from language.normalise import fold
from language.requests.library_info.event_wishes import ages_of, audience_of, suits_age

__all__ = ["suits_one"]

# Asked of what was told, and not of when or where it is.
_SUITS = re.compile(
    r"\b(?:which|any|what|suit\w*|right|good|fit\w*|best|ok|okay|appropriate|for)\b|(?<!\w)(?:کدوم\w*|کدام\w*|مناسب\w*|خوبه|می ?خوره|به درد|برای|برا|واسه)(?!\w)|\b(?:kod[uo]+m\w*|monaseb\w*|khube|mikhore|baraye|vase)\b"
)
_ACTS_BACK, _LONGEST = 6, 100


@listens
async def suits_one(turn: Turn) -> bool:
    """Tell which of the events that were told are for the one of several children that is meant."""
    last = turn.thread.last
    if (
        turn.is_payload
        or (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
        or last is None
        or last.kind != "event"
        or not last.things
    ):
        return False
    if len(turn.text) > _LONGEST or _SUITS.search(fold(turn.text)) is None:
        return False
    said = (ages_said(act.words) for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False))
    age = age_of_one(turn.text, next((ages for ages in said if len(ages) > 1), []))
    if age is None:
        return False
    found = [event for event in await events_shown(turn) if _is_for(event, age)]
    if not found:
        # None of those: another that is coming may be.
        soon = await coming(turn, (turn.today, turn.today + timedelta(days=AHEAD_DAYS)))
        found = [event for event in soon if _is_for(event, age)]
    turn.intent, turn.confidence = "events", 1.0
    ids = [str(event.id) for event in found]
    if not found:
        turn.did("events", kind="event", things=list(last.things), result="told")
        turn.say("utter_events_none_such", more=None)
        return True
    turn.did("events", kind="event", things=ids, result="told")
    turn.show("event", ids)
    turn.say("utter_events", events=event_lines(found))
    turn.settled = True
    return True


def _is_for(event: Event, age: int) -> bool:
    """Tell whether an event is for children of an age: it names that, or is for children and names none."""
    text = event_text(event)
    return suits_age(text, age) if ages_of(text) else audience_of(text) == "child"
