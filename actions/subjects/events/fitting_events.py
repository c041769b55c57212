"""Events that fit a wish: its subject, an age or an audience, and those that are near to it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.turn import Turn
from actions.subjects.events.events_told import NEAR, event_text
from crm.library_info import directory
from crm.library_info.directory import Event
from language.normalise import fold
from language.requests.library_info.event_wishes import EventWish, ages_of, audience_of, event_wish, suits_age
from language.requests.reading.reading_numbers import find_ages
from language.stems import stems

__all__ = ["ANYTHING", "event_wished", "fits_wish", "is_named", "near_to_wish", "titled_most"]

# So many years off, an event is still worth naming.
NEAR_AGES, OLDEST_CHILD = 3, 12
# Whatever they end with, these words name no subject of an event.
_ANY = ("برنامه", "کلاس", "کارگاه", "رویداد", "ساله", "چند", "barname", "ruydad")
# Asked so, those that are named are whom something shall be for.
ANYTHING = re.compile(
    r"\b(?:anything|something|what|events?|programmes?|barname\w*|chi)\b|برنامه|رویداد|چیزی|(?<!\w)(?:چی|چه|چیا)(?!\w)"
)


def near_to_wish(soon: Sequence[Event], wish: EventWish) -> list[Event]:
    """Give the events for those who were named; of an age, those for the nearest ages."""
    audience = wish.audience or ("child" if wish.age is not None and wish.age <= OLDEST_CHILD else None)
    near = [event for event in soon if audience and _audience(event) == audience]
    if audience == "adult":
        # What names nobody is for them.
        near = [event for event in soon if fits_wish(event, EventWish(audience)) and _audience(event) != "senior"]
    if wish.age is None:
        return near[:NEAR]
    age = wish.age
    return [event for event in near if _years_off(event, age) <= NEAR_AGES][:NEAR]


def _years_off(event: Event, age: int) -> int:
    """Give by how many years somebody is too young or too old for an event."""
    return min((max(least - age, age - most, 0) for least, most in ages_of(event_text(event))), default=0)


def event_wished(turn: Turn, days: Sequence[str], branch: directory.Branch | None) -> EventWish:
    """Read what is wished; the words of days and of a branch name no subject."""
    if turn.is_payload:
        return EventWish()
    text = _GROWN_UPS.sub("adults", turn.about)
    said = _GROWN_UPS.sub("adults", turn.text)
    grown = audience_of(said) == "adult" or (audience_of(said) is None and _FOR_ONESELF.search(fold(said)) is not None)
    if turn.prior is not None and grown and audience_of(turn.prior.words) == "child":
        # "And for adults?" after the story hour asks for no story hour.
        text = said
    for day in days:
        text = text.replace(day, " ")
    names = stems(f"{branch.name['fa']} {branch.name['en']}") if branch else []
    wish = event_wish(text, frozenset(names))
    if wish.age is None and _TEEN.search(fold(text)):
        # They are children of an age of their own: the story hour is nothing for them.
        wish = replace(wish, audience="child", age=_TEEN_AGE)
    if wish.age is None and wish.audience is None and _FOR_ONESELF.search(fold(text)):
        # Who asks for something for oneself, too, is grown up.
        wish = replace(wish, audience="adult")
    if wish.age is not None and wish.age <= OLDEST_CHILD and wish.audience is None:
        # Of whatever is for everybody, little is for a child of four.
        wish = replace(wish, audience="child")
    # An age in words ("four year old") is no subject, nor is "I mean".
    aged = set(stems(_MEANT.sub(" ", find_ages(fold(text))[1]))) if wish.age is not None else None
    subject = (
        each
        for each in wish.subject
        if not each.startswith(_ANY) and not _TEEN.match(each) and (aged is None or each in aged)
    )
    return replace(wish, subject=tuple(subject))


_MEANT = re.compile(r"\bi mean(?:t)?\b|(?<!\w)(?:یعنی|منظورم\w*)(?!\w)")
_FOR_ONESELF = re.compile(
    r"\bfor (?:myself|me too|me as well|me to (?:do|go to|attend|join)|me (?:while|meanwhile|in the meantime|during)|me and my (?:wife|husband|friends?))\b|\b(?:any|some)thing(?: \w{1,12}){0,2} for me\b|\bfor (?:the )?(?:mums?|moms?|dads?|parents?|mothers?|fathers?)\b"
    r"|(?<!\w)(?:برا|برای|واسه|واس) ?خود(?:م|مم|مون|مونم|مان)(?: هم)?(?!\w)|(?<!\w)(?:برا|برای|واسه|واس) من هم(?!\w)|\b(?:bara|baraye|vase) ?khod(?:am|amam|emoo?n)\b"
)


# In two words they are adults, too, and no subject.
_GROWN_UPS = re.compile(r"\bgrown[ -]?ups?\b|\bبزرگ ?ترا?\b|بزرگ‌ترها?|بزرگترها?", re.IGNORECASE)
_TEEN, _TEEN_AGE = re.compile(r"\bteen|نوجو[او]?ن|\bnojav[ao]n|\bnojun"), 14


def fits_wish(event: Event, wish: EventWish) -> bool:
    """Tell whether an event is for those who are named, and of what is wished."""
    text = event_text(event)
    if wish.age is not None and (not suits_age(text, wish.age) or audience_of(text) == "senior"):
        return False
    if wish.audience == "adult" and audience_of(text) == "child":
        return False
    if wish.audience in ("child", "senior") and audience_of(text) != wish.audience:
        return False
    return not wish.subject or not set(wish.subject).isdisjoint(stems(text))


def is_named(event: Event, words: set[str]) -> bool:
    """Tell whether the title of an event has all of some stems."""
    return words <= set(stems(" ".join(event.title.values())))


def titled_most(found: list[Event], wish: EventWish) -> list[Event]:
    """Keep of what fits a subject those whose titles name the most of it: "the reading circle" is no open reading."""
    named = [len(set(wish.subject) & set(stems(" ".join(event.title.values())))) for event in found]
    most = max(named, default=0)
    return [event for event, count in zip(found, named, strict=True) if count == most] if most else found


def _audience(event: Event) -> str | None:
    return audience_of(event_text(event))
