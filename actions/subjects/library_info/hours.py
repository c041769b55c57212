"""Opening hours of one branch or of all, today or on the days named."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.dialogue.branches_called import branches_called
from actions.dialogue.branches_in_talk import branch_pointed
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, word_count
from actions.facts.days import AskedDays, asked_days, days_joined
from actions.rasa.registry import HANDLERS, MOVES, handles
from actions.subjects.facts.facts import answer_service
from actions.subjects.library_info.days_of_a_kind import (
    WEEK,
    asks_of_habit,
    asks_of_week,
    ordinary_day,
    tell_kind_of_day,
)
from actions.subjects.library_info.desks import CIRCULATION, ERRAND, LIBRARY_ITSELF, desk_meant, desk_named
from actions.subjects.library_info.hours_told import tell_days, tell_now
from actions.subjects.library_info.nights import of_whole_nights, tells_of_nights
from actions.subjects.library_info.not_here import takes_time
from actions.subjects.library_info.places import note
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.library_info.place_questions import place_words
from language.requests.library_info.whereabouts import asks_for_hours, asks_of_opening
from language.requests.speech.ellipsis import find_ellipsis

__all__ = ["branch_asked", "hours"]

NOW = ("now", "right now", "currently", "at the moment", "still open", "open yet", "already open",
       "الان", "الآن", "همین الان", "اکنون", "هم اکنون", "همین حالا", "حالا بازه", "هنوز باز", "هنوز بازه")  # fmt: skip
# While one of these is spoken of, a day may be its own: when it happened, when one wants to come.
_CASES = frozenset("complaint suggestion report_fault website_problem lost_property case_add case_status".split())
_OF_DAYS = _CASES | {"room_booking", "visitor_access", "research_help", "donation", "employment", "equipment"}
# After these a day is one of opening.
_OF_THE_HOUSE = frozenset("hours location events loans renew hold hold_status fines search_book".split())
_ACTS_BACK = 3
_ASKED = ("?", "؟")
FEW_ELSEWHERE = 7  # words of a question that names another branch for the same days
MOST_LIKEWISE = 14  # and of one that says so
_LIKEWISE = re.compile(
    r"\b(?:the same|what about|how about|as well)\b|(?<!\w)(?:همون|همین|همان|اونم|اون هم|چطور|چی)(?!\w)|\b(?:hamoon|hamun|oonam|unam)\b"
)
_OF_ALL = re.compile(
    r"\b(?:(?:any|none|all|each|one) of (?:them|you|the)|(?:all|any|every|other|no) (?:the )?(?:other )?(?:branch\w*|librar\w+)|neither|which (?:one|branch\w*))\b"
    r"|(?<!\w)(?:هیچ ?کدوم|هیچ ?کدام|هیچ شعبه|همه|بقیه|کدوم|کدام|شعبه ?(?:های|ها|ا) دیگ)\w*"
    r"|\b(?:hich ?kodu?m|hame|baghie|kodu?m)\w*"
)


@handles("hours")
async def hours(turn: Turn) -> None:
    """Tell when the library is open: today and every branch, unless a day or a branch was named."""
    if not asks_for_hours(turn.text) and await answer_service(turn):
        return
    if await _of_another_matter(turn):
        return
    if not turn.is_payload and of_whole_nights(turn.text) and await tells_of_nights(turn):
        turn.intent = "facilities"
        return
    if not turn.is_payload and "crowd" in place_words(turn.text) and await MOVES["place.quiet"](turn):
        return
    named = await branch_asked(turn)
    known = await directory.branches(turn.store)
    branches = [named] if named else ([] if turn.is_payload else branches_called(turn.text, known)) or known
    named = branches[0] if len(branches) == 1 < len(known) else named
    if not branches:
        await note(turn, "hours")
        return
    asked = await asked_days(turn)
    if await tell_kind_of_day(turn, branches, asked):
        return
    if asked.unread and (turn.prior is None or turn.prior.day_span is None):
        # A day that cannot be read is never today.
        turn.did("hours", branch=named.code if named else "", result="asked")
        turn.say("utter_hours_which_day", status="clarified")
        return
    first, last = _days(turn, asked)
    if asked.first is None and not turn.is_payload and asks_of_week(turn.text):
        first, last = turn.today, turn.today + timedelta(days=WEEK - 1)
    if asked.remark:
        turn.say("utter_hours_remark", remark=asked.remark)
    desk = desk_meant(turn.about)
    if desk in (LIBRARY_ITSELF, ERRAND) and first == last and (pickup := await _fetched_at(turn)) is not None:
        # What is reserved is handed over at a desk with hours of its own.
        named = named or pickup
        branches, desk = [named], CIRCULATION
    turn.did("hours", branch=named.code if named else "", days=(first, last), result="told")
    if says(turn.about, *NOW) and first == last == turn.today:
        await tell_now(turn, branches, desk)
        return
    await tell_days(turn, branches, first, last, desk)
    if asked.first is None and first == last == turn.today and asks_of_habit(turn):
        # On a short day its hours are no answer to who comes and studies every day.
        day = await ordinary_day(turn, branches[0])
        await tell_days(turn, branches, day, day, desk)
    for day in () if turn.is_payload else days_joined(turn.text, turn.today):
        # "On Friday and Saturday" asks for both.
        if not first <= day <= last:
            await tell_days(turn, branches, day, day, desk)


async def _fetched_at(turn: Turn) -> Branch | None:
    """Give the branch where the one reservation that is ready is fetched, where they come for it; else None."""
    acts = [act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False)]
    of_hold = any(act.kind == "hold" or act.act in _OF_HOLDS for act in acts)
    if turn.patron is None or turn.is_payload or not of_hold or not _COMES_FOR_IT.search(fold(turn.text)):
        return None
    ready = [hold for hold in await turn.library.holds(turn.patron_id) if hold.ready_until and hold.pickup]
    places = {hold.pickup.code for hold in ready if hold.pickup}
    return await directory.find_branch(turn.store, places.pop()) if len(places) == 1 else None


_OF_HOLDS = frozenset({"hold", "hold_status", "cancel_hold"})
_COMES_FOR_IT = re.compile(
    r"\b(?:come|collect|pick(?: it)? up|get it|fetch|be there)\b|(?<!\w)(?:بیام|بیایم|بیاد|بیایم|بگیرم\w*|بگیرمش|تحویل\w*|میام|برسم)(?!\w)|\b(?:biam|begiram\w*|tahvil)\b"
)


async def _of_another_matter(turn: Turn) -> bool:
    """Take a day or an hour that was named while something else was spoken of as said of that, and not as a question.

    What is told after a case belongs to it; of a topic with days of its own it is said what is known of another day.
    """
    if turn.is_payload or turn.prior is not None or asks_of_opening(turn.text) or desk_named(turn.text):
        return False
    matter = _spoken_of(turn)
    asked = turn.text.rstrip().endswith(_ASKED)
    if matter is None or (asked and (matter in _CASES or find_ellipsis(turn.text) is None)):
        return False
    if matter in _CASES:
        turn.intent = "case_add"
        await HANDLERS["case_add"].handler(turn)
        return True
    return await takes_time(turn, matter)


def _spoken_of(turn: Turn) -> str | None:
    """Name the matter with days of its own that was told of in the last turns; None where hours were, since.

    To what was filed words are added only directly after it: a day may belong to what was told of in between.
    """
    for ago, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False):
        if act.act in _CASES:
            return act.act if ago == 0 else None
        if act.act in _OF_DAYS:
            return act.act
        if act.act in _OF_THE_HOUSE:
            return None
    return None


def _days(turn: Turn, asked: AskedDays) -> tuple[date, date]:
    """Give the first and the last day: those named, or those of the question that this one follows up, or today."""
    if asked.first is not None and asked.last is not None:
        return asked.first, asked.last
    return (turn.prior.day_span if turn.prior is not None else None) or _days_told(turn) or (turn.today, turn.today)


def _days_told(turn: Turn) -> tuple[date, date] | None:
    """Give the days of the hours that were just told, where a few words ask for those of another branch."""
    last = turn.thread.last
    most = MOST_LIKEWISE if _LIKEWISE.search(fold(turn.text)) else FEW_ELSEWHERE
    few = not turn.is_payload and word_count(turn.text) <= most and "today" not in place_words(turn.text)
    return last.day_span if few and last is not None and last.act == "hours" and not says(turn.text, *NOW) else None


async def branch_asked(turn: Turn) -> Branch | None:
    """Give the branch that is asked of: the one that is named, or that words point at; None where all are."""
    entity = turn.entity("branch")
    if not turn.is_payload and turn.prior is not None and _OF_ALL.search(fold(turn.text)):
        # "Is none of them open on Fridays?" asks of all, though one was told of before.
        return await directory.find_branch(turn.store, turn.text)
    if entity:
        found = await directory.find_branch(turn.store, entity)
        if found:
            return found
    return await directory.find_branch(turn.store, turn.text) or await branch_pointed(turn)
