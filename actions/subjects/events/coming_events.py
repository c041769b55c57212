"""Events that are coming, listed: of what was asked for, in the days that were named or in the next month."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn, as_date, nested
from actions.facts.childrens_ages import ages_said
from actions.facts.choices import menu
from actions.rasa.registry import HANDLERS
from actions.subjects.events.event_days import days_of_events
from actions.subjects.events.events_again import asks_of_told, goes_on_with_told
from actions.subjects.events.events_likewise import points_at_told, same_branch, same_day, told_last
from actions.subjects.events.events_told import AHEAD_DAYS, NEAR, SHOWN, coming, event_lines, event_text, list_events
from actions.subjects.events.fitting_events import event_wished, fits_wish, is_named, near_to_wish, titled_most
from actions.subjects.facts.facts import answer_from_facts
from crm.library_info import directory
from crm.library_info.directory import Event
from language.dates import find_dates
from language.normalise import fold
from language.requests.library_info.event_questions import event_words, in_other_words
from language.requests.library_info.event_wishes import EventWish, audience_of, named_subject
from language.requests.library_info.events_held import asks_for_event, asks_whether_shown
from language.requests.speech.bare_questions import named_words
from language.stems import stems

__all__ = ["tell_coming"]

_OF_EVENTS = {"fa": "برنامه‌ها", "en": "events"}


async def tell_coming(turn: Turn) -> None:
    """List what is coming, of what was asked for in the message or before it."""
    ahead = (turn.today, turn.today + timedelta(days=AHEAD_DAYS))
    branch = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    spans = find_dates(turn.text, turn.today)
    days = days_of_events(turn.text, spans) or (turn.prior.day_span if turn.prior else _day_spoken_of(turn))
    likewise = not turn.is_payload and points_at_told(turn.text)
    told: list[Event] = []
    if likewise:
        told = told_last(turn, await coming(turn, ahead))
        branch, days = branch or same_branch(turn.text, told), days or same_day(turn.text, told)
    soon = await coming(turn, ahead, branch)
    wish = event_wished(turn, [span.text for span in spans], branch)
    if likewise and wish.audience == "adult":
        soon = [event for event in soon if audience_of(event_text(event)) != "senior"]
    if turn.prior is not None and not named_words(turn.text):
        # What names nothing asks of those that were told.
        wish = replace(wish, subject=())
    if wish.age is not None and len(ages := ages_said(turn.text)) > 1:
        # Of several children the one for whom there is the most.
        wish = max(
            (replace(wish, age=age) for age in ages), key=lambda one: sum(fits_wish(event, one) for event in soon)
        )
    exact: set[str] = set()
    titled = any(set(wish.subject) & set(stems(" ".join(event.title.values()))) for event in soon)
    other = set() if turn.is_payload or titled else set(stems(in_other_words(turn.text)))
    if other and any(is_named(event, other) for event in soon):
        # "Any book club?" names the reading circle, though all its words are common ones.
        wish, exact = replace(wish, subject=tuple(sorted(other))), other
    wanted = titled_most([event for event in soon if fits_wish(event, wish)], wish)
    if not wanted and wish.subject:
        wish = _otherwise_named(turn.text, soon, wish, narrowed=bool(days or branch))
        wanted = titled_most([event for event in soon if fits_wish(event, wish)], wish)
    soon_of_kind = wanted
    if wish.subject and _OR_ANYTHING.search(fold(turn.text)):
        # "A book club or a talk or anything for grown-ups": what else there is for them was asked for, too.
        renamed = _otherwise_named(turn.text, soon, wish, narrowed=True)
        soon_of_kind = [
            event for event in soon if fits_wish(event, wish) or (renamed.subject and fits_wish(event, renamed))
        ]
        wish = replace(wish, subject=())
        wanted = [event for event in soon if fits_wish(event, wish)]
    if days and not wanted:
        # Beside a day, words that no event has are more likely no subject.
        wish = replace(wish, subject=())
        wanted = [event for event in soon if fits_wish(event, wish)]
    then = await coming(turn, days, branch) if days else soon
    some_then = bool(then)
    if likewise and days:
        # What is open for weeks is not what is held meanwhile.
        then = [event for event in then if days[0] <= event.starts_at.date() <= days[1]]
        if wish.audience is not None:
            # Nor is what was told for somebody else.
            then = [event for event in then if fits_wish(event, EventWish(wish.audience))]
    fitting = [event for event in then if fits_wish(event, wish) and is_named(event, exact)]
    if days and not fitting and wanted and wish != EventWish() and _HABIT.search(fold(turn.text)):
        # "Do you still have the story hour on Thursdays?" asks of no day of this week: the next ones tell.
        days, then, fitting = None, soon, wanted
    if soon_of_kind is not wanted and wish != EventWish():
        # What was named stands among it, though it is a few days off.
        beside = [event for event in soon_of_kind if event not in fitting][:NEAR]
        fitting = sorted([*fitting, *beside], key=lambda event: event.starts_at)
    shown = fitting[:SHOWN]
    before = turn.thread.last
    near = near_to_wish(soon, wish)
    if not (fitting or near or days) and wish != EventWish() and not _surely_of_events(turn):
        # "I finished the third one, which is next?" was hardly read so: that nothing is planned answers nothing.
        if not await _answers_otherwise(turn, before, soon):
            turn.intent = "nlu_fallback"
            await HANDLERS["nlu_fallback"].handler(turn)
        return
    # "Does one have to sign up?" is asked of these then.
    turn.remember(fact={"topic": "events", "ref": "", "asked": _OF_EVENTS[turn.language], "at": turn.first_id})
    # Where there is nothing of the kind then, that says nothing about the day.
    others, left_out = [*wanted[:NEAR], *then[: SHOWN - NEAR]], then[SHOWN - NEAR :]
    # Of a day without any, the next one is told, and what is asked then is asked of it.
    after = [event for event in wanted if days and event.starts_at.date() > days[1]][:1]
    listed = shown or ((others if some_then else after or wanted[:NEAR]) if days else near)
    if not listed and await goes_on_with_told(turn, before, soon):
        return
    ids = [str(event.id) for event in listed]
    if likewise:
        # Who is there meanwhile is still to be signed up for what was told.
        ids += [str(event.id) for event in told if str(event.id) not in ids]
    code = branch.code if branch else ""
    turn.did("events", kind="event", things=ids, branch=code, days=days or (), result="told")
    if listed:
        turn.show("event", ids)
    if len(ids) == 1:
        turn.point("event", ids[0], "events")
    if shown:
        list_events(turn, "utter_events", shown, fitting[SHOWN:])
    elif days:
        if not spans and await goes_on_with_told(turn, before, soon):
            # The days are those of what was told.
            return
        first, last = (as_date(day) for day in days)
        span = nested("utter_part_days", first=first, last=last) if days[0] != days[1] else first
        if some_then:
            list_events(turn, "utter_events_none_such_then", others, left_out, days=span)
            return
        name = "utter_part_events_next" if after else "utter_part_events_before"
        beside = after or wanted[:NEAR]
        turn.say("utter_events_none_then", days=span, more=nested(name, events=event_lines(beside)) if beside else None)
    elif wish != EventWish():
        if await _answers_otherwise(turn, before, soon):
            return
        turn.say(
            "utter_events_none_such",
            more=nested("utter_part_events_near", events=event_lines(near)) if near else None,
            choices=menu("events"),
        )
    else:
        turn.say("utter_events_none")


async def _answers_otherwise(turn: Turn, before: Act | None, soon: Sequence[Event]) -> bool:
    """Answer what is asked of events in general or of no event (who may hire the hall), or of those that were told."""
    if not turn.is_payload and await answer_from_facts(turn, "events"):
        return True
    return await asks_of_told(turn, before, soon)


def _surely_of_events(turn: Turn) -> bool:
    """Tell whether a message surely asks what is held."""
    asks = asks_for_event(turn.text) or asks_whether_shown(turn.text) or _NAMES.search(fold(turn.text)) is not None
    return turn.is_payload or turn.confidence >= _SURELY or asks


_SURELY = 0.95
_NAMES = re.compile(
    r"\b(?:events?|programmes?|activit(?:y|ies)|clubs?|workshops?|talks?|lectures?|meetings?|screenings?|exhibitions?|concerts?|readings? of|story ?(?:time|hour|telling)s?)\b"
    r"|برنامه|رویداد|کارگاه|کلاس|جلسه|نشست|باشگاه|نمایش|جشن|اکران|قصه ?(?:گویی|خوانی|خونی)|داستان ?نویسی|شب شعر|کتاب ?خوانی|\b(?:barname|kargah|kelas|jalase)"
)
_OR_ANYTHING = re.compile(
    r"\b(?:any|some)thing\b[^.?!]{0,60}\b(?:perhaps|maybe|for (?:example|instance))\b|(?<!\w)هر ?چی(?!\w)(?=\W{0,4}$| (?:باشه|بود|شد|هست))|(?<!\w)چیزی(?!\w)[^.؟?!]{0,40}(?<!\w)(?:مثلا|شاید)(?!\w)"
    r"|\bor (?:just )?(?:any|some)thing\b(?! (?:like|similar))|\bor whatever\b|(?<!\w)یا (?:هر |یه |یک )?(?:چیز|برنامه|کار)(?:ی|ه ?ای|ی)? ?(?:دیگه|دیگر|دیگه ای|که|برای|برا|واسه)|\bya (?:har |ye )?(?:chiz|barname)\w* (?:dige|ke|baraye|vase)"
)
_HABIT = re.compile(
    r"\b(?:still|every|each|\w+days)\b|هنوز|هر هفته"
    r"|(?<!\w)(?:\w*شنبه|جمعه)[\s\u200c]?(?:ها|ا)(?!\w)|\b(?:hanooz|hanuz|\w*shanbeha)\b"
)


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
