"""Days that are asked for by their kind: working days, closed ones, the days of a week, those with a name."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.days import AskedDays
from actions.subjects.library_info.closed_days import (
    asks_when_closed,
    keeps_closings,
    names_unlisted_day,
    tell_closed,
    tell_unlisted,
)
from actions.subjects.library_info.desks import FEW, desk_meant
from actions.subjects.library_info.hours_told import tell_days
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.library_info.place_questions import place_words

__all__ = ["WEEK", "asks_of_habit", "asks_of_week", "ordinary_day", "tell_kind_of_day"]

WEEK = 7  # days, from today on, where it is asked on which days one can come
# Asked on which days it is open, or on how many: no day is named, and today alone is no answer.
_DAYS_OF_WEEK = re.compile(
    r"\b(?:what|which) (?:week)?days\b|\bhow many days (?:a|per|in (?:a|the)|each|of the) week\b|\bdays (?:a|per|in the|of the) week\b"
    r"|\b(?:every|each) day\b|\b(?:all|throughout the|during the|through the) week\b|\bweekly (?:hours|schedule|timetable)\b|\bopening days\b"
    r"|چند روز (?:(?:در|تو|توی|از) )?هفته|(?:چه|کدام|کدوم) روز ?(?:ها|ا)\w*|روزهای هفته|(?<!\w)(?:هر روز|همه روزه|هرروز)(?!\w)|(?:برنامه|ساعت)\w* (?:کار\w* )?(?:هفتگی|کل هفته|طول هفته)"
    r"|\b(?:chand ruz|chand rooz)\w* (?:dar |tu )?hafte|\b(?:che|kodum|kodoom) (?:ruz|rooz)a\w*|\bhar (?:ruz|rooz)\b"
)


def asks_of_week(text: str) -> bool:
    """Tell whether a text asks on which days, or on how many, it is open."""
    return _DAYS_OF_WEEK.search(fold(text)) is not None


async def tell_kind_of_day(turn: Turn, branches: Sequence[Branch], asked: AskedDays) -> bool:
    """Tell when it is closed, on holidays or in a month, or the hours of any working day; False where a day is named."""
    if turn.is_payload:
        return False
    if (span := asks_when_closed(turn.text, turn.today, asked)) is not None:
        if turn.prior is None and await _is_of_all(turn):
            branches = await directory.branches(turn.store)
        turn.intent = "hours"
        turn.did("hours", branch=branches[0].code if len(branches) == 1 else "", result="told")
        await tell_closed(turn, branches, *span)
        return True
    if names_unlisted_day(turn.text, asked) and await keeps_closings(turn, branches):
        turn.intent = "hours"
        turn.did("hours", branch=branches[0].code if len(branches) == 1 else "", result="told")
        await tell_unlisted(turn, branches)
        return True
    if asked.first is not None or not _ORDINARY_DAY.search(fold(turn.text)):
        return False
    # "How late on a weekday?" is not asked of today, which may be shorter.
    day, desk = await ordinary_day(turn, branches[0]), desk_meant(turn.about)
    turn.intent = "hours"
    turn.did("hours", branch=branches[0].code if len(branches) == 1 else "", days=(day, day), result="told")
    await tell_days(turn, branches, day, day, desk)
    return True


async def _is_of_all(turn: Turn) -> bool:
    """Tell whether a whole question names and points at no branch: "which holidays are you closed?" is of all."""
    named = await directory.find_branch(turn.store, turn.text) is not None
    return not named and word_count(turn.text) >= FEW and _THERE.search(fold(turn.text)) is None


_THERE = re.compile(
    r"\b(?:there|it|its|that (?:one|branch)|this (?:one|branch))\b|(?<!\w)(?:اونجا\w*|آنجا\w*|همونجا\w*|همان ?جا\w*|این ?جا\w*|اون شعبه|همین شعبه|این شعبه)(?!\w)|\b(?:unja|oonja|hamunja|hamoonja|inja)\w*"
)
_ORDINARY_DAY = re.compile(
    r"\b(?:weekdays?|week ?days?|(?:normal|regular|ordinary|usual|typical|working|business) (?:(?:working|week|business) ?)?days?|on a normal day|during the week|mid-?week)\b"
    r"|(?<!\w)(?:روز(?:های|هاى|ای|‌های)? (?:عادی|معمولی|کاری|وسط هفته)|وسط ?(?:های|‌های|ای)? ?هفته|طی هفته|در طول هفته)(?!\w)|\bru[zo]+(?:haye)? (?:adi|kari)\b|\bvasate hafte\b"
)


def asks_of_habit(turn: Turn) -> bool:
    """Tell whether, on a Thursday or a Friday, the hours of any day are asked, as by who wants to study there."""
    short = turn.today.weekday() in _SHORT_DAYS and not turn.is_payload and turn.prior is None
    said = fold(turn.text)
    return short and _HABIT.search(said) is not None and "today" not in place_words(turn.text)


_HABIT = re.compile(
    r"\b(?:reading|study|quiet|silent) (?:rooms?|halls?|areas?)\b|\bhow late can (?:i|we|one|you)\b|\b(?:latest|how long) (?:i|we|one) (?:can|could|may) (?:stay|study|sit|work)\b|\b(?:usually|normally|generally)\b|\bi work (?:till|until)\b"
    r"|سالن ?(?:های?|ه)? ?(?:ی )?(?:مطال\w*|قرائت|سکوت)|قرائت ?خانه|قرائتخونه|تا چند شب|(?<!\w)(?:معمولا|همیشه|کلا)(?!\w)|\bsalone? (?:e )?(?:motale\w*|gheraat)\b|\bta chande? shab\b"
)


async def ordinary_day(turn: Turn, branch: Branch) -> date:
    """Give the next working day of a branch with hours that nothing changes: no Thursday, Friday, closing or notice."""
    for ahead in range(1, 2 * WEEK + 1):
        day = turn.today + timedelta(days=ahead)
        hours = await directory.opening(turn.store, branch.id, day)
        if day.weekday() not in _SHORT_DAYS and hours.is_open and not hours.special_reason:
            return day
    return turn.today


# Thursday and Friday, by the number of a weekday.
_SHORT_DAYS = frozenset({3, 4})
