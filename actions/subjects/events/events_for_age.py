"""Whether a child is of the age for what was told: "is she old enough for that?", «به سنش می‌خوره؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.childrens_ages import ages_said
from actions.subjects.events.events_told import event_text
from actions.subjects.moves.event_meant import SUBJECT, event_named, events_shown
from language.digits import to_ascii
from language.normalise import fold
from language.numerals import ENGLISH_COUNT, PERSIAN_COUNT
from language.requests.library_info.event_wishes import ages_of, event_wish, suits_age

__all__ = ["asks_whether_of_age", "tells_whether_of_age"]

# Of one child and what was told: old enough for a card, too late an hour or too small a room are asked elsewhere.
_ONE = (
    r"(?:she|he|my (?:little |younger |older )?(?:son|daughter|boy|girl|kid|child|grandson|granddaughter|niece|nephew))"
)
_FOR_IT = r"(?: for (?:it|that|this)(?: one)?| for the (?:story|event|programme|program|workshop|class|session|club|film|show)(?: (?:hour|time))?)?\s{0,2}(?=$|[.,;?!])"
_FOR_ONE = r"for (?:(?:a|an|my) (?:\w{2,10} )?\w{1,6}[- ]year[- ]olds?\b)\s{0,2}(?=$|[.,;?!])"
_OF_AGE = re.compile(
    rf"\b(?:is|would|will|isn't) {_ONE} (?:be )?(?:old enough|too (?:old|young)|(?:of )?the right age){_FOR_IT}"
    rf"|\b(?:is|would) (?:it|that|this) (?:be )?(?:suitable|appropriate|right|ok|okay|all right) {_FOR_ONE}"
    r"|^\W{0,3}(?:is|would) (?:it|that|this) (?:be )?(?:suitable|appropriate) for (?:him|her)\W{0,3}$"
    r"|\b(?:is|would) (?:it|that|this) (?:be )?(?:suitable|appropriate|right|ok|okay|all right) for (?:his|her|that) age\b"
    r"|(?<!\w)(?:به|واسه|برا|برای) ?سن(?:ش|شون|شان| او)? ?(?:می ?خوره|می ?خورد|مناسبه|مناسب است|خوبه|زوده)\s{0,2}(?:یا نه\s{0,2})?(?=$|[؟?])"
    r"|(?<!\w)سن(?:ش|شون|شان) ?(?:مناسبه|مناسب است|می ?خوره|می ?خورد|کمه|می ?رسه)\s{0,2}(?:یا نه\s{0,2})?(?=$|[؟?])"
    r"|سال(?:ش|شه|ه|ه ?است|ش ?است)[^\w.؟?!]{1,3}(?:براش|واسش|برایش) (?:زوده?|مناسبه?)\s{0,2}(?:یا نه\s{0,2})?(?=$|[؟?])"
    r"|\bbe senn?esh mikhor[ea]\s{0,2}(?=$|[?؟])|\bsenn?esh (?:mikhore|monasebe)\s{0,2}(?=$|[?؟])"
)
# Something in its place is looked for, or an hour is meant.
_ELSE = re.compile(
    r"\b(?:else|other|another|instead|earlier|later|cards?|too late|too early)\b|(?<!\w)(?:دیگه\w{0,2}|دیگر\w{0,2}|زودتر|دیرتر|ساعت|کارت)(?!\w)"
)
_NUMBER = re.compile(
    rf"\b(?:\d{{1,2}}|(?!one\b)(?:{ENGLISH_COUNT}))\b|(?<!\w)(?:\d{{1,2}}|(?!یک |یه )(?:{PERSIAN_COUNT}))(?!\w)"
)
_AGE = re.compile(
    rf"\b(?:is|are|aged?|turned|'s|mine) (\d{{1,2}}|{ENGLISH_COUNT})\b|\b(\d{{1,2}}|{ENGLISH_COUNT})[- ]years?\b|(?<!\w)(\d{{1,2}}|{PERSIAN_COUNT}) ?سال"
)
_ACTS_BACK, _MOST = 6, 2
_SEVERAL = [0, 0]


def asks_whether_of_age(text: str) -> bool:
    """Tell whether a text asks if somebody is of the age for something."""
    said = fold(text).replace("’", "'").replace("\u200c", " ")
    return _OF_AGE.search(said) is not None and _ELSE.search(said) is None and len(_NUMBER.findall(to_ascii(said))) <= 1


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
    """Give the ages that a text names; no one age where it names several."""
    if len({next(filter(None, found.groups())) for found in _AGE.finditer(to_ascii(fold(text)).replace("’", "'"))}) > 1:
        return _SEVERAL
    age = event_wish(text).age
    return ages_said(text) or ([age] if age is not None else [])
