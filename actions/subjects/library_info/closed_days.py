"""On which days the library is closed: those alone, for a month or over the public holidays."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.days import AskedDays
from actions.facts.lines import listed
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.dates import find_dates
from language.normalise import fold

__all__ = ["asks_when_closed", "keeps_closings", "names_unlisted_day", "tell_closed", "tell_unlisted"]

_MONTH, _HOLIDAYS = timedelta(days=30), timedelta(days=90)
# So many days are told at most, however many are asked for.
_LONGEST = timedelta(days=92)
_WEEK, _TWICE = 7, 2
_WHICH = re.compile(
    r"\b(?:which|what|list|any|all|how many)\b[^.?!]{0,20}\b(?:days?|dates?|closures?|holidays?)\b[^.?!]{0,60}\b(?:closed?|shut|closures?|closing)\b|\bwhen (?:are|will) you (?:be )?(?:closed|shut)\b|\bwhat (?:closures|closings)\b|\b(?:closed|closing|closure) (?:days|dates)\b"
    r"|\b(?:closed?|shut)\b[^.?!]{0,30}\b(?:any|which|what) (?:\w+ )?(?:holidays?|days?|dates?)\b|\b(?:any|which|what)\b[^.?!]{0,20}\b(?:holidays?|closures?)\b[^.?!]{0,12}\b(?:coming up|do you (?:observe|keep|have|take)|are there|ahead)\b"
    r"|(?:چه|کدام|کدوم) (?:روز|تاریخ)\w{0,8}[^.؟?!]{0,40}(?:تعطیل|بسته|نیستی)|(?<!\w)(?:تعطیلی|روز\w{0,8} تعطیل)\w{0,8}[^.؟?!]{0,30}(?:چه|کدام|کدوم|کی|لیست|فهرست|بگ|بفرمای)|کی ?ها تعطیل|(?:چه|کدام|کدوم|چن(?:د|تا)?) ?(?:تا )?(?:تعطیلی|تعطیلات)|\b(?:che|kodu?o?m|chand) (?:ta )?tatil(?:i|at)\w{0,6}|\b(?:che|kodu?o?m) ru?o?z\w{0,8}[^.?!]{0,30}tatil"
)
_HOLIDAY = re.compile(
    r"\b(?:public|bank|national|official|religious) holidays?\b|\bholidays? (?:too|as well|also|then)\b|^\W*(?:and |what about |on |how about )?holidays?\W*$"
    r"|(?:تعطیلات?|روز(?:های|ای|‌های)? تعطیل|تعطیلی(?:های|‌های|ای)?) ?(?:ی )?رسمی|تعطیل ?رسمی|\btatil\w*e? rasmi\w*"
)


def asks_when_closed(text: str, today: date, asked: AskedDays) -> tuple[date, date] | None:
    """Give the first and the last day of which it is asked on which it is closed; None where something else is asked.

    Public holidays that nobody names are those of the next three months.
    """
    said = fold(text).replace("’", "'")
    if _WHICH.search(said) and (around := _around(text, said, today, asked)) is not None:
        return around
    if _WHICH.search(said):
        if asked.first is not None and asked.last is not None and asked.last > asked.first:
            return asked.first, min(asked.last, asked.first + _LONGEST)
        return None if asked.first is not None else (today, today + _MONTH)
    if _HOLIDAY.search(said) and asked.first is None:
        return today, today + _HOLIDAYS
    return None


def _around(text: str, said: str, today: date, asked: AskedDays) -> tuple[date, date] | None:
    """Give a span that is named and holds the days of a feast, or the days around one: "around Nowruz, I am away …"."""
    if asked.first is None or asked.last is None or asked.name is None:
        return None
    for one in find_dates(text, today):
        if one.first < asked.first and one.last > asked.last:
            return max(today, one.first), min(one.last, max(today, one.first) + _LONGEST)
    if _AROUND.search(said) is None:
        return None
    return max(today, asked.first - _BESIDE), asked.last + _BESIDE


# So many days before and after a feast are around it.
_BESIDE = timedelta(days=14)
_AROUND = re.compile(
    r"\b(?:around|near|round about|before and after|either side of|over|during)\b|(?<!\w)(?:دور ?و ?بر|حوالی|اطراف|ایام|نزدیک(?:ای|های)?|قبل و بعد|تعطیلات|طرفای|طرف‌های)(?!\w)|\b(?:dor o bar\w*|havali|ayame?|nazdike?|tarafaye?)\b"
)
# A day that has a name: «روز مادر», "Mother's Day", "Yalda Night"; no day that is only told of: "a rainy day".
_NAMED = re.compile(
    r"\b(?:mother|father|student|teacher|worker|new year)(?:'s|s'|s) (?:day|eve)\b|\b(?:christmas|easter|halloween|valentine\w*|thanksgiving|hanukkah|diwali|yalda)\b"
    r"|(?<!\w)روز ?(?:ی )?(?:مادر|پدر|دانشجو|معلم|کارگر)(?!\w)|(?<!\w)(?:یلدا|کریسمس|ولنتاین|چهارشنبه ?سوری)(?!\w)|\b(?:ruze?|rooze?) (?:madar|pedar|daneshju|daneshjoo|moall?em|kargar)\b|\bcharshanbe ?suri\b"
)
_SHUT = re.compile(
    r"\b(?:closed?|closing|shut|open)\b|تعطیل\w*|(?<!\w)(?:باز|بسته)\w*|\b(?:tatil\w*|baste\w*|baz(?:e|in|id)?)\b"
)
_LONGEST_NAMED = 120


def names_unlisted_day(text: str, asked: AskedDays) -> bool:
    """Tell whether a text asks if it is open on a day that has a name and that no calendar tells: «روز مادر تعطیلین؟»."""
    said = fold(text).replace("’", "'")
    if asked.first is not None or len(text) > _LONGEST_NAMED or _SHUT.search(said) is None:
        return False
    return _NAMED.search(said) is not None


async def keeps_closings(turn: Turn, branches: Sequence[Branch]) -> bool:
    """Tell whether the calendar has a closing with its reason in the next three months: else it says nothing of a day."""
    for ahead in range(_HOLIDAYS.days):
        day = await directory.opening(turn.store, branches[0].id, turn.today + timedelta(days=ahead))
        if day.is_known and not day.spans and day.closed_reason:
            return True
    return False


async def tell_unlisted(turn: Turn, branches: Sequence[Branch]) -> None:
    """Say that no closing of that name is in the calendar, and tell those of the next three months."""
    turn.say("utter_hours_not_listed")
    await tell_closed(turn, branches, turn.today, turn.today + _HOLIDAYS)


async def tell_closed(turn: Turn, branches: Sequence[Branch], first: date, last: date) -> None:
    """Tell of each branch on which days of a span it is closed: a weekday that always is once, the others each."""
    lines = [{"branch": branch.name, "days": await _closed(turn, branch, first, last)} for branch in branches]
    turn.say(
        "utter_hours_closed",
        first=as_date(first),
        last=as_date(last),
        branches={"list": lines, "line": "utter_line_branch_closed"},
    )


async def _closed(turn: Turn, branch: Branch, first: date, last: date) -> Fact:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    hours = {day: await directory.opening(turn.store, branch.id, day) for day in days}
    shut = [day for day in days if hours[day].is_known and not hours[day].spans]
    if not shut and not all(hours[day].is_known for day in days):
        return nested("utter_part_hours_unknown")
    always = []
    for weekday in range(_WEEK):
        same = [day for day in days if day.weekday() == weekday]
        plainly = [day for day in same if day in shut and not hours[day].closed_reason]
        # What is closed once is no rule, and a reason belongs to its day alone.
        if len(plainly) >= _TWICE and all(day in shut for day in same):
            always.append(weekday)
    told: list[Fact] = [
        nested(
            "utter_part_closed_weekly",
            weekday={"weekday": next(day for day in days if day.weekday() == one).isoformat()},
        )
        for one in always
    ]
    for day in shut:
        reason = hours[day].closed_reason
        if reason or day.weekday() not in always:
            told.append(
                nested("utter_part_closed_on_because", day=as_date(day), reason=reason) if reason else as_date(day)
            )
    return listed(told) if told else nested("utter_part_closed_never")
