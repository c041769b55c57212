"""Whether a child is of the age for what was told: "is she old enough for that?", «به سنش می‌خوره؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.childrens_ages import ages_said
from actions.subjects.events.events_told import event_text
from actions.subjects.moves.event_meant import SUBJECT, event_named, events_shown
from language.normalise import fold
from language.requests.library_info.event_wishes import ages_of, event_wish, suits_age

__all__ = ["asks_whether_of_age", "tells_whether_of_age"]

_OF_AGE = re.compile(
    r"\b(?:old|big|young|small|little) enough\b|\btoo (?:old|young|big|small|little)\b|\b(?:right|suitable|appropriate|good|the) age\b|\b(?:for|suits?|fits?) (?:his|her|their|that) age\b|\b(?:is|would) (?:it|that|this) (?:be )?(?:suitable|right|too \w{3,8}|ok(?:ay)?|all right|appropriate) for (?:a |an |my |him|her|them|\d)"
    r"|(?<!\w)(?:به|واسه|برا|برای) ?سن(?:ش|شون|شان| او)?(?!\w)[^.؟?!]{0,20}(?:خوره|خورد|مناسب\w*|خوبه|زود\w*|دیر\w*|سنگین\w*)|(?<!\w)سن(?:ش|شون|شان)[^.؟?!]{0,12}(?:مناسب\w*|خوره|خورد|کم\w*|زیاد\w*|می ?رس\w*)|(?<!\w)(?:براش|واسش|برایش) (?:زود|دیر|مناسب)(?:ه| است| نیست)?(?!\w)"
    r"|\bbe (?:senn?esh|senesh) mikhor[ea]\b|\bsenn?esh (?:mikhore|monaseb\w*)"
)
_ACTS_BACK, _MOST = 6, 2


def asks_whether_of_age(text: str) -> bool:
    """Tell whether a text asks if somebody is of the age for something."""
    return _OF_AGE.search(fold(text).replace("’", "'")) is not None


async def tells_whether_of_age(turn: Turn) -> bool:
    """Say yes or no by the ages of the events that were told, or named; False where no age or no such event is known."""
    last = turn.thread.last
    told = last is not None and (last.kind == "event" or last.act == "events")
    if turn.is_payload or not told or not asks_whether_of_age(turn.text):
        return False
    said = [turn.text, *(act.words for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False))]
    ages = next((found for words in said if (found := _ages(words))), [])
    shown = await events_shown(turn)
    named = await event_named(turn, shown, frozenset({SUBJECT}))
    aged = [event for event in ([named] if named is not None else shown) if ages_of(event_text(event))]
    if len(ages) != 1 or not aged:
        return False
    fits = [event for event in aged if suits_age(event_text(event), ages[0])]
    meant = (fits or aged)[:_MOST]
    turn.intent, turn.confidence = "events", 1.0
    ids = [str(event.id) for event in meant]
    turn.did("events", kind="event", things=ids, result="told")
    turn.show("event", ids)
    if len(meant) == 1:
        turn.point("event", ids[0], "events")
    for event in meant:
        turn.say("utter_event_age_fits" if fits else "utter_event_age_not", title=event.title)
        if not ages_of(" ".join(event.title.values())):
            least, most = ages_of(event_text(event))[0]
            turn.say("utter_event_age", title=event.title, least=least, most=most)
    return True


def _ages(text: str) -> list[int]:
    """Give the ages that a text names."""
    age = event_wish(text).age
    return ages_said(text) or ([age] if age is not None else [])
