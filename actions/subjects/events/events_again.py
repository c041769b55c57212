"""What is asked of the events that were just told, and of none that there may be."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.facts.finding import find_facts
from actions.subjects.events.events_told import SHOWN, list_events, tell_event
from actions.subjects.events.fitting_events import ANYTHING, event_wished
from actions.subjects.facts.near_facts import tell_near_of
from actions.subjects.facts.sureness import NEAR_UNREAD
from crm.knowledge.asked_kinds import kinds_of
from crm.library_info.directory import Event
from language.normalise import fold
from language.requests.library_info.event_wishes import named_subject

__all__ = ["asks_of_told", "goes_on_with_told"]

# What is asked of something that is known: what it costs, what one needs for it, whether one may.
_ASKED_OF_IT = frozenset({"price", "need", "leave"})
# Whom somebody brings along is no audience of another event.
_ALONG = re.compile(
    r"\b(?:along|bring|with (?:me|us))\b|(?<!\w)(?:بیار\w*|همراه\w*|با خودم\w*|بیا(?:د|ن|ید)|باهام\w*)(?!\w)|\b(?:biar\w*|biyar\w*|hamrah\w*)\b"
)
_THEM = re.compile(
    r"\b(?:it|they|them|he|she|him|her|these|those)\b|(?<!\w)(?:این|اون|اینا|اونا|اینها|آن|آنها|همین|همون|همونا|همینا)(?!\w)|\b(?:in|oon|un|ina|oona|una|hamoon|hamun)\b"
)


async def goes_on_with_told(turn: Turn, before: Act | None, soon: Sequence[Event]) -> bool:
    """Answer what asks of the events that were just told, and of none that there may be: by a near fact, or by them.

    "Can she come along though she is no member?" names no event that is not held.
    """
    if turn.is_payload or before is None or before.kind != "event" or not before.things:
        return False
    said, wish = fold(turn.text), event_wished(turn, (), None)
    for_others = (wish.age is not None or wish.audience is not None) and _ALONG.search(said) is None
    if for_others or named_subject(turn.text, wish):
        # "How much does the pottery class cost?", "and for teenagers?": of none that was told.
        return False
    kinds = kinds_of(said)
    of_them = bool(kinds & _ASKED_OF_IT)
    if not of_them and ("there" in kinds or ANYTHING.search(said) is not None or _THEM.search(said) is None):
        return False
    found = await find_facts(turn, turn.text, "events")
    if found and found[0].chosen and found[0].entry.topic == "events" and found[0].score >= NEAR_UNREAD:
        await tell_near_of(turn, found[0])
        return True
    told = [event for event in soon if str(event.id) in before.things]
    if told:
        turn.did("events", kind="event", things=[str(event.id) for event in told], result="told")
        list_events(turn, "utter_events", told[:SHOWN], told[SHOWN:])
    return bool(told)


async def asks_of_told(turn: Turn, before: Act | None, soon: Sequence[Event]) -> bool:
    """Answer of the one event that was just told what surely leans on it, and names no event of its own."""
    leans, about = turn.sides.get("leans") or {}, turn.sides.get("about") or {}
    surely = leans.get("true", 0.0) >= _LEANS and about.get("event", 0.0) >= _OF_EVENT
    if turn.is_payload or not surely or before is None or before.kind != "event" or len(before.things) != 1:
        return False
    event = next((one for one in soon if str(one.id) == before.things[0]), None)
    if event is None or _NAMES_KIND.search(fold(turn.text)):
        return False
    tell_event(turn, event)
    return True


# So likely a message leans on what was told, and so likely it is of an event.
_LEANS, _OF_EVENT = 0.9, 0.6
# Who names a kind of event, or whom one is for, asks for another.
_NAMES_KIND = re.compile(
    r"\b(?:events?|programmes?|clubs?|workshops?|class(?:es)?|courses?|exhibitions?|circles?|readings?|concerts?|contests?|films?|movies?|tours?|lessons?|anything|something|else|other|another)\b"
    r"|برنامه|باشگاه|کارگاه|کلاس|دوره|نمایشگاه|مسابقه|کنسرت|فیلم|جلسه|نشست|چیز|دیگه|دیگر|\b(?:barname|kelas|kargah|dige)\w*"
)
