"""Event actions: classes, workshops, story hours and exhibitions."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from actions.dialogue.thread import Act
from actions.dialogue.turn import Fact, Turn, as_date, as_datetime, nested
from actions.facts.childrens_ages import ages_said
from actions.facts.choices import choice, menu
from actions.facts.finding import find_facts
from actions.rasa.registry import PENDING_ACTIONS, PatronReply, handles
from actions.subjects.events.events_followed import follow_by_button, offer_reminder
from actions.subjects.events.events_held import holds_own
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.facts.facts import answer_as, answer_clearly, answer_from_facts
from actions.subjects.facts.near_facts import tell_near_of
from actions.subjects.facts.several_questions import answer_each
from actions.subjects.facts.sureness import CHOSEN, NEAR_UNREAD
from crm.knowledge.asked_kinds import kinds_of
from crm.library_info import directory
from crm.library_info.directory import Event
from language.dates import DateSpan, find_dates
from language.normalise import fold
from language.requests.library_info.event_questions import event_words, in_other_words
from language.requests.library_info.event_wishes import (
    EventWish,
    ages_of,
    audience_of,
    event_wish,
    named_subject,
    suits_age,
)
from language.requests.speech.bare_questions import find_aspect, named_words
from language.stems import stems

__all__ = ["AHEAD_DAYS", "coming", "event_lines", "event_text", "events", "tell_coming", "tell_event"]

AHEAD_DAYS = 30
SHOWN, NEAR = 6, 2
# Days may be named that are as far off.
FAR = timedelta(days=400)
# The ref of the button under a list that was cut, before the first event that it left out.
REST = "rest:"
# So many years off, an event is still worth naming.
NEAR_AGES, OLDEST_CHILD = 3, 12
# What is asked of events in general is a fact: what they cost, whether one has to register.
_GENERAL = frozenset({"price", "registration"})
# Whatever they end with, these words name no subject of an event.
_ANY = ("برنامه", "کلاس", "کارگاه", "رویداد", "ساله", "چند", "barname", "ruydad")
# Between two days of which either will do.
_OR = re.compile(r"[ ,،]{0,3}(?:یا|و|or|and|ya|va)[ ,،]{1,3}(?:(?:the|next|روز) )?", re.IGNORECASE)
_OF_EVENTS = {"fa": "برنامه‌ها", "en": "events"}


@handles("events")
async def events(turn: Turn) -> None:
    """List what is coming, of what was asked for: in the days that were named, or in the next month."""
    ref = turn.entity("ref") or ""
    if await follow_by_button(turn, ref):
        return
    if ref.startswith("event:"):
        await _one(turn, ref.removeprefix("event:"))
        return
    if ref.startswith(REST):
        await _rest(turn, ref.removeprefix(REST))
        return
    if find_aspect(turn.text) in _GENERAL and await answer_from_facts(turn, "events"):
        turn.did("events", result="told")
        return
    if not turn.is_payload and holds_own(turn.text) and await _tells_of_holding(turn):
        return
    if not turn.is_payload and await answer_each(turn, "events"):
        return
    if not _asks_for_whom(turn) and (await answer_clearly(turn) or await _answers_of_all(turn)):
        return
    await tell_coming(turn)
    priced = not turn.is_payload and "price" in kinds_of(fold(turn.text))
    if priced and turn.answers and turn.answers[-1][0] == "utter_events":
        # "Is the reading circle free?" asks for more than its day.
        acts = list(turn.acts)
        await answer_as(turn, "events", fa="شرکت در برنامه‌ها رایگان است؟", en="Are events free of charge?")
        turn.acts[:] = acts


async def _answers_of_all(turn: Turn) -> bool:
    """Tell what holds of all events where that is surely asked: "are your events free?", "can I watch talks online?"."""
    if turn.is_payload:
        return False
    found = await find_facts(turn, turn.text, "events")
    best = found[0] if found else None
    if best is None or not best.chosen or best.score < CHOSEN or best.entry.topic != "events":
        return False
    if best.entry.is_open or find_dates(turn.text, turn.today) or not _OF_ALL.search(fold(turn.text)):
        return False
    turn.did("events", topic="events", result="told")
    await tell_found(turn, found)
    return True


# What there is, and when, the calendar tells.
_OF_ALL = re.compile(
    r"^\W*(?:(?:and|also|so|ok|hi|hello|please)\W+)*(?:can|could|may|are|is|do|does|must|should|will|how much|how do|does)\b(?! you have\b| there\b)|(?<!\w)(?:می ?ش(?:ه|ود)|می ?تون\w*|می ?توان\w*|باید|رایگان\w*|پولی\w*|هزینه\w*|آنلاین|لازم\w*)(?!\w)|\b(?:mishe|mitun\w*|bayad|raygan\w*|pooli\w*)\b"
)


async def _tells_of_holding(turn: Turn) -> bool:
    """Tell how an event of one's own is held at the library: an exhibition, a circle of readers, a talk."""
    said = fold(turn.text)
    kind = next((texts for words, texts in _HELD_KINDS if words.search(said)), _HELD_ANY)
    if not await answer_as(turn, "events", **kind, alone=True):
        return False
    turn.intent = "events"
    turn.did("events", topic="events", result="told")
    return True


_HELD_ANY = {
    "fa": "می‌توانم در کتابخانه کارگاه یا سخنرانی برگزار کنم؟",
    "en": "Can I give a workshop or a talk at the library?",
}
_HELD_KINDS = (
    (
        re.compile(r"\bexhibit\w*|نمایشگاه|\bnamayeshgah"),
        {"fa": "چگونه در کتابخانه نمایشگاه برگزار کنم؟", "en": "How can I hold an exhibition at the library?"},
    ),
)


# Asked so, those that are named are whom something shall be for.
_ANYTHING = re.compile(
    r"\b(?:anything|something|what|events?|programmes?|barname\w*|chi)\b|برنامه|رویداد|چیزی|(?<!\w)(?:چی|چه|چیا)(?!\w)"
)


def _asks_for_whom(turn: Turn) -> bool:
    """Tell whether events for somebody are asked for, of whatever kind: "anything for teens?"."""
    wish = _wish(turn, (), None)
    some = wish.age is not None or wish.audience is not None
    return some and not named_subject(turn.text, wish) and _ANYTHING.search(fold(turn.text)) is not None


async def tell_coming(turn: Turn) -> None:
    """List what is coming, of what was asked for in the message or before it."""
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    spans = find_dates(turn.text, turn.today)
    days = _span(turn.text, spans) or (turn.prior.day_span if turn.prior else _day_spoken_of(turn))
    ahead = (turn.today, turn.today + timedelta(days=AHEAD_DAYS))
    soon = await coming(turn, ahead, branch)
    wish = _wish(turn, [span.text for span in spans], branch)
    if turn.prior is not None and not named_words(turn.text):
        # What names nothing asks of those that were told.
        wish = replace(wish, subject=())
    if wish.age is not None and len(ages := ages_said(turn.text)) > 1:
        # Of several children the one for whom there is the most.
        wish = max((replace(wish, age=age) for age in ages), key=lambda one: sum(_fits(event, one) for event in soon))
    exact: set[str] = set()
    other = set() if turn.is_payload or wish.subject else set(stems(in_other_words(turn.text)))
    if other and any(_is_named(event, other) for event in soon):
        # "Any book club?" names the reading circle, though all its words are common ones.
        wish, exact = replace(wish, subject=tuple(sorted(other))), other
    wanted = _titled([event for event in soon if _fits(event, wish)], wish)
    if not wanted and wish.subject:
        wish = _otherwise_named(turn.text, soon, wish, narrowed=bool(days or branch))
        wanted = [event for event in soon if _fits(event, wish)]
    soon_of_kind = wanted
    if wish.subject and _OR_ANYTHING.search(fold(turn.text)):
        # "A book club or a talk or anything for grown-ups": what else there is for them was asked for, too.
        renamed = _otherwise_named(turn.text, soon, wish, narrowed=True)
        soon_of_kind = [event for event in soon if _fits(event, wish) or (renamed.subject and _fits(event, renamed))]
        wish = replace(wish, subject=())
        wanted = [event for event in soon if _fits(event, wish)]
    if days and not wanted:
        # Beside a day, words that no event has are more likely no subject.
        wish = replace(wish, subject=())
        wanted = [event for event in soon if _fits(event, wish)]
    then = await coming(turn, days, branch) if days else soon
    fitting = [event for event in then if _fits(event, wish) and _is_named(event, exact)]
    if days and not fitting and wanted and wish != EventWish() and _HABIT.search(fold(turn.text)):
        # "Do you still have the story hour on Thursdays?" asks of no day of this week: the next ones tell.
        days, then, fitting = None, soon, wanted
    if soon_of_kind is not wanted and wish != EventWish():
        # What was named stands among it, though it is a few days off.
        beside = [event for event in soon_of_kind if event not in fitting][:NEAR]
        fitting = sorted([*fitting, *beside], key=lambda event: event.starts_at)
    shown = fitting[:SHOWN]
    before = turn.thread.last
    # "Does one have to sign up?" is asked of these then.
    turn.remember(fact={"topic": "events", "ref": "", "asked": _OF_EVENTS[turn.language], "at": turn.first_id})
    near = _near(soon, wish)
    # Where there is nothing of the kind then, that says nothing about the day.
    others, left_out = [*wanted[:NEAR], *then[: SHOWN - NEAR]], then[SHOWN - NEAR :]
    # Of a day without any, the next one is told, and what is asked then is asked of it.
    after = [event for event in wanted if days and event.starts_at.date() > days[1]][:1]
    listed = shown or ((others if then else after or wanted[:NEAR]) if days else near)
    if not listed and await _goes_on_with(turn, before, soon):
        return
    ids = [str(event.id) for event in listed]
    code = branch.code if branch else ""
    turn.did("events", kind="event", things=ids, branch=code, days=days or (), result="told")
    if listed:
        turn.show("event", ids)
    if len(listed) == 1:
        turn.point("event", ids[0], "events")
    if shown:
        _say_list(turn, "utter_events", shown, fitting[SHOWN:])
    elif days:
        if not spans and await _goes_on_with(turn, before, soon):
            # The days are those of what was told.
            return
        first, last = (as_date(day) for day in days)
        span = nested("utter_part_days", first=first, last=last) if days[0] != days[1] else first
        if then:
            _say_list(turn, "utter_events_none_such_then", others, left_out, days=span)
            return
        name = "utter_part_events_next" if after else "utter_part_events_before"
        beside = after or wanted[:NEAR]
        turn.say("utter_events_none_then", days=span, more=nested(name, events=event_lines(beside)) if beside else None)
    elif wish != EventWish():
        if not turn.is_payload and await answer_from_facts(turn, "events"):
            # Asked of events in general, or of what is no event: who may hire the hall, whether there are classes.
            return
        if await _asks_of_told(turn, before, soon):
            return
        turn.say(
            "utter_events_none_such",
            more=nested("utter_part_events_near", events=event_lines(near)) if near else None,
            choices=menu("events"),
        )
    else:
        turn.say("utter_events_none")


_OR_ANYTHING = re.compile(
    r"\bor (?:just )?(?:any|some)thing\b(?! (?:like|similar))|\bor whatever\b|(?<!\w)یا (?:هر |یه |یک )?(?:چیز|برنامه|کار)(?:ی|ه ?ای|ی)? ?(?:دیگه|دیگر|دیگه ای|که|برای|برا|واسه)|\bya (?:har |ye )?(?:chiz|barname)\w* (?:dige|ke|baraye|vase)"
)
# What is asked of something that is known: what it costs, what one needs for it, whether one may.
_ASKED_OF_IT = frozenset({"price", "need", "leave"})


# Whom somebody brings along is no audience of another event.
_ALONG = re.compile(
    r"\b(?:along|bring|with (?:me|us))\b|(?<!\w)(?:بیار\w*|همراه\w*|با خودم\w*|بیا(?:د|ن|ید)|باهام\w*)(?!\w)|\b(?:biar\w*|biyar\w*|hamrah\w*)\b"
)
_THEM = re.compile(
    r"\b(?:it|they|them|he|she|him|her|these|those)\b|(?<!\w)(?:این|اون|اینا|اونا|اینها|آن|آنها|همین|همون|همونا|همینا)(?!\w)|\b(?:in|oon|un|ina|oona|una|hamoon|hamun)\b"
)


async def _goes_on_with(turn: Turn, before: Act | None, soon: Sequence[Event]) -> bool:
    """Answer what asks of the events that were just told, and of none that there may be: by a near fact, or by them.

    "Can she come along though she is no member?" names no event that is not held.
    """
    if turn.is_payload or before is None or before.kind != "event" or not before.things:
        return False
    said, wish = fold(turn.text), _wish(turn, (), None)
    for_others = (wish.age is not None or wish.audience is not None) and _ALONG.search(said) is None
    if for_others or named_subject(turn.text, wish):
        # "How much does the pottery class cost?", "and for teenagers?": of none that was told.
        return False
    kinds = kinds_of(said)
    of_them = bool(kinds & _ASKED_OF_IT)
    if not of_them and ("there" in kinds or _ANYTHING.search(said) is not None or _THEM.search(said) is None):
        return False
    found = await find_facts(turn, turn.text, "events")
    if found and found[0].chosen and found[0].entry.topic == "events" and found[0].score >= NEAR_UNREAD:
        await tell_near_of(turn, found[0])
        return True
    told = [event for event in soon if str(event.id) in before.things]
    if told:
        turn.did("events", kind="event", things=[str(event.id) for event in told], result="told")
        _say_list(turn, "utter_events", told[:SHOWN], told[SHOWN:])
    return bool(told)


async def _asks_of_told(turn: Turn, before: Act | None, soon: Sequence[Event]) -> bool:
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

_HABIT = re.compile(
    r"\b(?:still|every|each|\w+days)\b|هنوز|هر هفته"
    r"|(?<!\w)(?:\w*شنبه|جمعه)[\s\u200c]?(?:ها|ا)(?!\w)|\b(?:hanooz|hanuz|\w*shanbeha)\b"
)


def _say_list(turn: Turn, name: str, shown: Sequence[Event], rest: Sequence[Event], **facts: Fact) -> None:
    """List events, with a button for those left out; "show me the rest" does what that button does."""
    choices = offer_reminder(turn, shown) if name == "utter_events" else []
    behind: dict[str, Any] | None = None
    if rest:
        behind = {"intent": "events", "ref": f"{REST}{rest[0].id}", "last": [str(event.id) for event in shown]}
        behind["ids"] = [event.id for event in rest]
        choices = [choice("utter_button_new_more", "events", ref=behind["ref"])]
    turn.remember(rest=behind)
    turn.say(name, events=event_lines(shown), choices=choices, **facts)


async def _rest(turn: Turn, first: str) -> None:
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
    _say_list(turn, "utter_events", shown, left[SHOWN:])


def _span(text: str, spans: Sequence[DateSpan]) -> tuple[date, date] | None:
    """Give the first and the last of the days that are named: of one, or of several that are joined by "or"."""
    if not spans:
        return None
    first, last = spans[0].first, spans[0].last
    for one, other in pairwise(spans):
        if _OR.fullmatch(text[one.end : other.start]) is None or other.last < first:
            break
        last = max(last, other.last)
    return first, last


def _otherwise_named(text: str, soon: Sequence[Event], wish: EventWish, *, narrowed: bool) -> EventWish:
    """Read a wish that nothing fits again: its subject by another name, or, where none is named, without one.

    What nothing else narrows keeps its words: all that is coming is no answer to them.
    """
    other = set(stems(in_other_words(text)))
    if any(other & set(stems(" ".join(event.title.values()))) for event in soon):
        return replace(wish, subject=tuple(sorted(other)))
    if not narrowed and wish.age is None and wish.audience is None:
        return wish
    return replace(wish, subject=named_subject(text, wish))


def _day_spoken_of(turn: Turn) -> tuple[date, date] | None:
    """Give the day whose hours were told, where the words point at it: "is there anything on for it?"."""
    last = turn.thread.last
    span = last.day_span if last is not None and last.act == "hours" else None
    points = not turn.is_payload and "then" in event_words(turn.text)
    return span if points and span is not None and span[0] == span[1] else None


def _near(soon: Sequence[Event], wish: EventWish) -> list[Event]:
    """Give the events for those who were named; of an age, those for the nearest ages."""
    audience = wish.audience or ("child" if wish.age is not None and wish.age <= OLDEST_CHILD else None)
    near = [event for event in soon if audience and _audience(event) == audience]
    if wish.age is None:
        return near[:NEAR]
    age = wish.age
    return [event for event in near if _years_off(event, age) <= NEAR_AGES][:NEAR]


def _years_off(event: Event, age: int) -> int:
    """Give by how many years somebody is too young or too old for an event."""
    return min((max(least - age, age - most, 0) for least, most in ages_of(event_text(event))), default=0)


async def _one(turn: Turn, thing: str) -> None:
    """Tell of one event, whose button was pressed."""
    known = await coming(turn, (turn.today, turn.today + timedelta(days=2 * AHEAD_DAYS)))
    event = next((one for one in known if str(one.id) == thing), None)
    waiting = turn.slot("pending") or {}
    if waiting.get("do") == "event_move" and thing in waiting["args"]["ids"]:
        # Which one it is was asked: what was asked of it is answered.
        turn.set("pending", None)
        place = waiting["args"]["ids"].index(thing)
        await PENDING_ACTIONS["event_move"](turn, waiting["args"], PatronReply("places", (place,)))
        return
    if event is None:
        turn.say("utter_event_over", choices=menu("events"))
        return
    tell_event(turn, event)


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


def _wish(turn: Turn, days: Sequence[str], branch: directory.Branch | None) -> EventWish:
    """Read what is wished; the words of days and of a branch name no subject."""
    if turn.is_payload:
        return EventWish()
    text = _GROWN_UPS.sub("adults", turn.about)
    for day in days:
        text = text.replace(day, " ")
    names = stems(f"{branch.name['fa']} {branch.name['en']}") if branch else []
    wish = event_wish(text, frozenset(names))
    if wish.age is None and _TEEN.search(fold(text)):
        # They are children of an age of their own: the story hour is nothing for them.
        wish = replace(wish, audience="child", age=_TEEN_AGE)
    subject = (each for each in wish.subject if not each.startswith(_ANY) and not _TEEN.match(each))
    return replace(wish, subject=tuple(subject))


# In two words they are adults, too, and no subject.
_GROWN_UPS = re.compile(r"\bgrown[ -]?ups?\b|\bبزرگ ?ترا?\b|بزرگ‌ترها?|بزرگترها?", re.IGNORECASE)
_TEEN, _TEEN_AGE = re.compile(r"\bteen|نوجو[او]?ن|\bnojav[ao]n|\bnojun"), 14


def _fits(event: Event, wish: EventWish) -> bool:
    text = event_text(event)
    if wish.age is not None and (not suits_age(text, wish.age) or audience_of(text) == "senior"):
        return False
    if wish.audience == "adult" and audience_of(text) == "child":
        return False
    if wish.audience in ("child", "senior") and audience_of(text) != wish.audience:
        return False
    return not wish.subject or not set(wish.subject).isdisjoint(stems(text))


def _is_named(event: Event, words: set[str]) -> bool:
    """Tell whether the title of an event has all of some stems."""
    return words <= set(stems(" ".join(event.title.values())))


def _titled(found: list[Event], wish: EventWish) -> list[Event]:
    """Keep of what fits a subject those whose titles name the most of it: "the reading circle" is no open reading."""
    named = [len(set(wish.subject) & set(stems(" ".join(event.title.values())))) for event in found]
    most = max(named, default=0)
    return [event for event, count in zip(found, named, strict=True) if count == most] if most else found


def _audience(event: Event) -> str | None:
    return audience_of(event_text(event))


def event_text(event: Event) -> str:
    """Give all that the calendar says of an event."""
    return " ".join((*event.title.values(), *event.description.values(), *event.registration.values()))


def event_lines(found: Sequence[Event], *, brief: bool = False) -> Fact:
    """Give events as lines of a list; `brief`: without how one registers."""
    lines = [
        {
            "title": event.title,
            "when": as_datetime(event.starts_at),
            "branch": nested("utter_part_at", branch=event.branch.name) if event.branch else None,
            "registration": event.registration if event.registration["fa"] and not brief else None,
        }
        for event in found
    ]
    return {"list": lines, "line": "utter_line_event"}
