"""Whom of several children the events suit that were told: "which suits the younger one?", "is her sister too old?"."""

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
from language.requests.speech.sentences import sentences

__all__ = ["asks_whether_too_old", "is_too_old", "suits_one"]

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


# Whether another child, who is named as one of several, may come or is of the age for it.
_CHILD_EN = r"(?:(?:her|his|their) (?:(?:older|elder|big|bigger|younger|little|twin|other) )?(?:sister|brother|sibling)s?|the (?:older|elder|oldest|younger|youngest|little|big|bigger|other) (?:one|boy|girl|child)|my (?:older|elder|oldest|younger|youngest|little|big|other) (?:one|boy|girl|child|son|daughter))"
_CHILD_FA = r"(?:خواهر|برادر|داداش|آبجی)(?:ش|شم|شو)|بزرگ ?تر(?:ه|ی)|بزرگه|کوچیکه|کوچیک ?تر(?:ه|ی)"
_END = r"(?= or\b| یا(?!\w)|\W{0,4}$| [,،])"
_TOO_OLD = re.compile(
    rf"\b(?:is|are|will|would|can|could|may|might) {_CHILD_EN} (?:(?:be|also|still|perhaps) ){{0,2}}(?:too (?:old|young|big|small|little)|(?:old|young|big) enough|allowed|welcome|come|join)(?: (?:to come|to join|to take part|along|too|as well|in|for (?:it|that|this)|with (?:her|him|us|them))){{0,2}}{_END}"
    rf"|(?<!\w)(?:{_CHILD_FA})(?!\w)[^؟?.]{{0,30}}(?<!\w)(?:(?:می ?تونه|می ?تواند|می ?شه|اجازه داره)(?: هم)? (?:بیاد|بیاید|شرکت کنه|شرکت کند)|راه ?(?:ش )?(?:ن?می ?د)\w{{1,3}}|(?:بزرگ|کوچیک|کوچک) (?:نیست|حساب (?:می ?شه|نمی ?شه)))(?: باهاش| با ما| برای این| براش)?{_END}"
    rf"|\b(?:(?:khahar|baradar|dadash)(?:esh)|bozorge|koochike|kuchike)(?: ham)? (?:mitoo?ne|mishe)(?: ham)? biad{_END}"
)
_OF_PLACES = re.compile(r"(?<!\w)(?:شعبه|سالن|اتاق|کتابخانه|کتابخونه|قفسه)")


def is_too_old(text: str) -> bool:
    """Tell whether a sentence asks if one of several children may come, or is too old or too young."""
    return any(
        one.asked and _TOO_OLD.search(said) and not _OF_PLACES.search(said)
        for one in sentences(text)
        for said in (fold(" ".join(one.words)).replace("’", "'"),)
    )


@listens
async def asks_whether_too_old(turn: Turn) -> bool:
    """Tell for which ages the one event is that was told, where it is asked whether another child may come."""
    waits = (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
    last = turn.thread.last
    told = last is not None and (last.kind == "event" or last.act == "events")
    if turn.is_payload or turn.intent != "events" or waits or not told or not is_too_old(turn.text):
        return False
    aged = [event for event in await events_shown(turn) if ages_of(event_text(event))]
    if len(aged) != 1:
        return False
    least, most = ages_of(event_text(aged[0]))[0]
    turn.intent, turn.confidence = "events", 1.0
    turn.point("event", str(aged[0].id), "events")
    turn.did("events", kind="event", things=[str(aged[0].id)], result="told")
    turn.say("utter_event_age", title=aged[0].title, least=least, most=most)
    return True


def _is_for(event: Event, age: int) -> bool:
    """Tell whether an event is for children of an age: it names that, or is for children and names none."""
    text = event_text(event)
    return suits_age(text, age) if ages_of(text) else audience_of(text) == "child"
