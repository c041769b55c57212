"""Event actions: classes, workshops, story hours and exhibitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from actions.dialogue.turn import Fact, Turn, as_date, as_datetime, nested
from actions.facts.choices import menu
from actions.rasa.registry import handles
from actions.subjects.facts import answer_clearly, answer_from_facts
from crm.library_info import directory
from crm.library_info.directory import Event
from language.dates import find_dates
from language.requests.bare_questions import find_aspect, named_words
from language.requests.event_wishes import EventWish, audience_of, event_wish, suits_age
from language.stems import stems

__all__ = ["events"]

AHEAD_DAYS = 30
SHOWN = 6
# What is asked of events in general is a fact: what they cost, whether one has to register.
_GENERAL = frozenset({"price", "registration"})
_OF_EVENTS = {"fa": "برنامه‌ها", "en": "events"}


@handles("events")
async def events(turn: Turn) -> None:
    """List what is coming, of what was asked for: in the days that were named, or in the next month."""
    if find_aspect(turn.text) in _GENERAL and await answer_from_facts(turn, "events"):
        turn.did("events", result="told")
        return
    if await answer_clearly(turn):
        return
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    spans = find_dates(turn.text, turn.today)
    days = (spans[0].first, spans[0].last) if spans else turn.prior.day_span if turn.prior else None
    turn.did("events", branch=branch.code if branch else "", days=days or (), result="told")
    ahead = (turn.today, turn.today + timedelta(days=AHEAD_DAYS))
    coming = await _coming(turn, ahead, branch)
    wish = _wish(turn, [span.text for span in spans], branch)
    if turn.prior is not None and not named_words(turn.text):
        # What names nothing asks of those that were told.
        wish = replace(wish, subject=())
    wanted = [event for event in coming if _fits(event, wish)]
    if days and not wanted:
        # Beside a day, words that no event has are more likely no subject.
        wish = replace(wish, subject=())
        wanted = [event for event in coming if _fits(event, wish)]
    then = await _coming(turn, days, branch) if days else coming
    shown = [event for event in then if _fits(event, wish)][:SHOWN]
    # "Does one have to sign up?" is asked of these then.
    turn.remember(fact={"topic": "events", "ref": "", "asked": _OF_EVENTS[turn.language], "at": turn.first_id})
    if shown:
        turn.say("utter_events", events=_lines(shown))
    elif days:
        first, last = (as_date(day) for day in days)
        turn.say(
            "utter_events_none_then",
            days=nested("utter_part_days", first=first, last=last) if days[0] != days[1] else first,
            more=nested("utter_part_events_next", events=_lines(wanted[:1])) if wanted else None,
        )
    elif wish != EventWish():
        near = [event for event in coming if wish.audience and _audience(event) == wish.audience]
        turn.say(
            "utter_events_none_such",
            more=nested("utter_part_events_near", events=_lines(near[:2])) if near else None,
            choices=menu("events"),
        )
    else:
        turn.say("utter_events_none")


async def _coming(turn: Turn, days: tuple[date, date], branch: directory.Branch | None) -> list[Event]:
    first, last = days
    found = await directory.events(turn.store, first, last, branch.id if branch else None)
    now = turn.store.clock.now()
    return [event for event in found if event.ends_at >= now]


def _wish(turn: Turn, days: Sequence[str], branch: directory.Branch | None) -> EventWish:
    """Read what is wished; the words of days and of a branch name no subject."""
    if turn.is_payload:
        return EventWish()
    text = turn.about
    for day in days:
        text = text.replace(day, " ")
    names = stems(f"{branch.name['fa']} {branch.name['en']}") if branch else []
    return event_wish(text, frozenset(names))


def _fits(event: Event, wish: EventWish) -> bool:
    text = _text(event)
    if wish.age is not None and (not suits_age(text, wish.age) or audience_of(text) == "senior"):
        return False
    if wish.audience == "adult" and audience_of(text) == "child":
        return False
    if wish.audience in ("child", "senior") and audience_of(text) != wish.audience:
        return False
    return not wish.subject or not set(wish.subject).isdisjoint(stems(text))


def _audience(event: Event) -> str | None:
    return audience_of(_text(event))


def _text(event: Event) -> str:
    return " ".join((*event.title.values(), *event.description.values(), *event.registration.values()))


def _lines(found: Sequence[Event]) -> Fact:
    lines = [
        {
            "title": event.title,
            "when": as_datetime(event.starts_at),
            "branch": nested("utter_part_at", branch=event.branch.name) if event.branch else None,
            "registration": event.registration if event.registration["fa"] else None,
        }
        for event in found
    ]
    return {"list": lines, "line": "utter_line_event"}
