"""Appointments with a librarian: how one is had and when the desk is there is told, and the wish is passed on.

No day is settled here: the wish goes to the librarians as one case, to which further days, the way and the subject are
added.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import date
from typing import Any

from actions.dialogue.turn import Fact, LookStep, Turn, as_date, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import no, yes
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.cases.case_contact import TOKENS, read_contact
from actions.subjects.cases.case_filing import add_to_case, file_matter
from actions.subjects.facts.facts import text_put_so
from actions.subjects.library_info.desks import LIBRARY_ITSELF
from actions.subjects.library_info.hours_told import day_hours
from crm.library_info import directory
from language.dates import find_dates
from language.normalise import fold
from language.requests.library_info.appointments import (
    names_appointment,
    orders_appointment,
    sets_day_aside,
    tells_subject,
    tells_time,
    tells_way,
    wishes_appointment,
)
from language.requests.library_info.whereabouts import asks_of_opening
from language.requests.speech.yes_and_no import find_word

__all__ = ["hears_appointment"]

_TOPIC, _DESK = "research_help", "reference"
_HOW = {"fa": "وقت مشاورهٔ پژوهشی چگونه بگیرم؟", "en": "How do I get an appointment with a reference librarian?"}
_WEEK = {"fa": "میز مرجع چه ساعتی باز است؟", "en": "When is the reference desk open?"}
_ONLINE = {"fa": "مشاوره آنلاین هم هست؟", "en": "Are there consultations online?"}
_OF_RESEARCH = frozenset({"research_help", "citation_help", "human_help", "staff_contact"})
# Read as one of these, a wish for an appointment may be one.
_READ_SO = _OF_RESEARCH | frozenset(
    "room_booking visitor_access hours facilities location nlu_fallback out_of_scope chitchat help suggestion course_reserves"
    " ill eresources search_book events".split()
)
# And so may be what is said of one that was spoken of.
_GOES_ON = (_READ_SO | frozenset("case_add case_status affirm deny suggestion".split())) - {
    "search_book",
    "events",
    "ill",
    "eresources",
}
_SURELY = 0.75
_FRESH = 6  # turns
_MOST, _LONGEST = 60, 600  # words; letters that are passed on
_MOST_SAID = 30
_MOST_DAYS = 2
# What is asked or ordered of something else names no day of an appointment.
_ELSE = re.compile(
    r"\b(?:books?|novels?|titles?|copy|copies|loans?|renew\w*|films?|rooms?|events?|return\w*|fines?|cards?|library open|you open|close[sd]?)\b"
    r"|(?<!\w)(?:کتاب(?!دار|خ)\w*|رمان\w*|تمدید\w*|فیلم\w*|اتاق\w*|برنامه\w*|جریمه\w*|عضویت|کارت\w*|تعطیل\w*)(?!\w)|\b(?:ketab(?!dar|kh)\w*|tamdid|otagh|kart)\w*"
)
# Behind it stands what is meant in the place of the day before.
_INSTEAD = re.compile(
    r"\b(?:no|sorry|i mean|i meant|rather|actually|better|instead)\b|(?<!\w)(?:نه|ببخشید|یعنی|منظورم|اشتباه\w*|بهتر\w*)(?!\w)|\b(?:na|bebakhshid|yani|manzuram)\b"
)


async def hears_appointment(turn: Turn) -> LookStep:
    """Tell how an appointment is had and offer to pass on the wish, or add to a wish that was passed on."""
    if turn.is_payload or turn.recall("emergency") is not None or turn.recall("waiting"):
        return LookStep.ON
    pending: dict[str, Any] = turn.slot("pending") or {}
    if pending.get("awaits") in {"told", "words"}:
        return LookStep.ON
    offered = str((pending.get("args") or {}).get("text")) if pending.get("do") == "appointment" else None
    wishes = _wishes(turn)
    if offered is not None and (wishes or _goes_on(turn)):
        await _more_offered(turn, offered)
        return LookStep.DONE
    number = _filed(turn)
    if number is not None and (wishes or _goes_on(turn)) and await _adds(turn, number):
        return LookStep.DONE
    if not wishes:
        return LookStep.ON
    if orders_appointment(turn.text):
        await _file(turn, turn.text)
    else:
        await _offer(turn, turn.text, "utter_appointment")
    return LookStep.DONE


@pending_action("appointment")
async def appointment_wished(turn: Turn, args: dict[str, Any], _given: PatronReply) -> None:
    """Pass on the wish for an appointment that was offered to be."""
    await _file(turn, str(args["text"]), again=True)


def _wishes(turn: Turn) -> bool:
    may = turn.intent in _READ_SO or turn.confidence < _SURELY
    return (
        may
        and word_count(turn.text) <= _MOST
        and wishes_appointment(turn.text, of_research=turn.intent in _OF_RESEARCH)
    )


def _filed(turn: Turn) -> str | None:
    """Give the number of the case of an appointment that the talk is of; None where it is of none."""
    mine, case = turn.recall("appointment"), turn.recall("case") or {}
    fresh = int(case.get("age", 0)) <= _FRESH and not case.get("quiet")
    if not mine or case.get("number") != mine or not fresh:
        return None
    last = turn.thread.last
    of_it = last is not None and (last.kind == "case" or last.act in {_TOPIC, "case_add", "case_status"})
    return str(mine) if of_it or names_appointment(turn.text) else None


def _goes_on(turn: Turn) -> bool:
    """Tell whether a message says when, where, how or about what the appointment is to be."""
    said = fold(turn.text)
    if turn.intent not in _GOES_ON and turn.confidence >= _SURELY:
        return False
    if word_count(turn.text) > _MOST_SAID or asks_of_opening(turn.text):
        return False
    if tells_subject(turn.text) and not set("?؟") & set(turn.text):
        return True
    if _ELSE.search(said) and not names_appointment(turn.text):
        return False
    timed = tells_time(turn.text) or bool(find_dates(turn.text, turn.today))
    return timed or tells_way(TOKENS.sub(" ", turn.text)) or (TOKENS.search(turn.text) is None and _at_branch(turn))


def _at_branch(turn: Turn) -> bool:
    few = word_count(turn.text) <= _FEW_OF_PLACE
    return few and turn.intent in _GOES_ON - {"location", "hours"} and bool(turn.entity("branch"))


_FEW_OF_PLACE = 8


async def _more_offered(turn: Turn, before: str) -> None:
    """Put what more is said beside the wish; pass it on where it is agreed to or ordered, else ask for the yes again."""
    words = f"{before}\n{turn.text}"[-_LONGEST:]
    word = find_word(turn.text)
    if turn.intent == "affirm" or (word is not None and word.kind == "yes") or orders_appointment(turn.text):
        await _file(turn, words)
        return
    await _offer(turn, words, "utter_appointment_more")


async def _offer(turn: Turn, words: str, answer: str) -> None:
    how = await text_put_so(turn, _TOPIC, **_HOW) if answer == "utter_appointment" else None
    turn.intent, turn.settled, turn.moves = _TOPIC, True, {}
    turn.did(_TOPIC, topic=_TOPIC, result="asked")
    turn.set("pending", None)
    ref = turn.await_("appointment", "yes", text=words)
    turn.say(
        answer,
        status="clarified",
        how=how,
        way=await _way(turn),
        desk=await _desk(turn),
        choices=[yes(ref, "utter_button_pass_on"), no(ref)],
    )


async def _file(turn: Turn, words: str, *, again: bool = False) -> None:
    turn.intent, turn.settled, turn.moves = _TOPIC, True, {}
    turn.set("pending", None)
    desk, way = await _desk(turn, week=not again and tells_time(turn.text)), await _way(turn)
    await file_matter(
        turn, "question", words, anew=True, again=again, answer="utter_appointment_taken", desk=desk, way=way
    )
    case = turn.recall("case") or {}
    if any(name == "utter_appointment_taken" for name, _ in turn.answers):
        turn.remember(appointment=case.get("number"))


async def _adds(turn: Turn, number: str) -> bool:
    """Add what is said to the wish that was passed on, and tell when the desk is there then; False where it is closed."""
    if read_contact(turn.text) is not None and not (tells_time(turn.text) or find_dates(turn.text, turn.today)):
        return False
    pending = turn.slot("pending")
    if not await add_to_case(turn, number, turn.text, quietly=True):
        return False
    turn.intent, turn.settled, turn.moves = _TOPIC, True, {}
    turn.did(_TOPIC, topic=_TOPIC, result="told")
    custom: dict[str, Any] = {"custom": {"contact_for_case": number}} if TOKENS.search(turn.text) else {}
    desk, way = await _desk(turn, week=tells_time(turn.text)), await _way(turn)
    turn.say("utter_appointment_added", number=number, desk=desk, way=way, **custom)
    # How the patron is reached may still be said.
    turn.set("pending", None if custom else pending)
    return True


async def _way(turn: Turn) -> Fact:
    """Say what is known of speaking from afar, where that is asked for."""
    return await text_put_so(turn, _TOPIC, **_ONLINE) if _FROM_AFAR.search(fold(turn.text)) else None


_FROM_AFAR = re.compile(
    r"\b(?:video|online|zoom|skype|remote\w*|virtual\w*)\b|(?<!\w)(?:تصویری|آنلاین|انلاین|غیر ?حضوری|مجازی|زوم)(?!\w)|\b(?:tasviri|onlayn)\b"
)


async def _desk(turn: Turn, *, week: bool = True) -> Fact:
    """Say when the desk that helps with research is there: on the days that are named, else in a week."""
    known = await directory.branches(turn.store)
    named = await directory.find_branch(turn.store, turn.entity("branch") or turn.text)
    order = [*([named] if named is not None else []), *known]
    staffed = next(iter([one for one in order if await directory.has_desk(turn.store, one.id, _DESK)]), None)
    days = _days(turn)
    if not days:
        text = await text_put_so(turn, _TOPIC, **_WEEK) if week and staffed is not None else None
        return nested("utter_part_appointment_week", hours=text) if text else None
    if not order:
        return None
    # Without a desk of its own it is done while the house is open.
    branch, desk = (staffed, _DESK) if staffed is not None else (order[0], LIBRARY_ITSELF)
    name = nested("utter_part_desk_of_reference", branch=branch.name) if staffed is not None else branch.name
    told = [(day, await directory.opening(turn.store, branch.id, day, desk)) for day in days]
    lines = [{"desk": name, "day": as_date(day), "hours": day_hours(hours)} for day, hours in told]
    return {"list": lines, "line": "utter_line_appointment_desk"}


def _days(turn: Turn) -> list[date]:
    """Give the days that are wished: those behind a correction, and none that is set aside or past.

    A part of a message goes by the days of the whole: "I'm busy on Monday. What about Wednesday?" is told of one day.
    """
    text = turn.said if turn.said and turn.text in turn.said else turn.text
    spans = find_dates(text, turn.today)
    found: list[date] = []
    for at, span in enumerate(spans):
        end = spans[at + 1].start if at + 1 < len(spans) else len(text)
        aside = sets_day_aside(text[: span.start], text[span.end : end])
        if aside or span.first < turn.today or span.contradicted or span.is_range:
            continue
        if found and _INSTEAD.search(fold(text[spans[at - 1].end : span.start])):
            found.clear()
        found.append(span.first)
    return list(dict.fromkeys(found))[:_MOST_DAYS]
