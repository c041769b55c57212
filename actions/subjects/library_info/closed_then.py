"""Who says when they come for a title: that the branch is closed then is told with it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import date, time

from actions.dialogue.turn import Turn, as_date
from actions.facts.days import asked_days, without_set_aside
from actions.subjects.library_info.hours_told import day_hours
from crm.library_info import directory
from language.aligned import in_place
from language.dates import DateSpan, find_dates
from language.normalise import fold
from language.times import find_times

__all__ = ["tell_if_closed"]

_COMES = re.compile(
    r"\b(?:come|coming|pass(?:ing)? by|drop(?:ping)? (?:by|in)|stop(?:ping)? by|swing by|call in|pick(?:ing)? (?:it|that|this|them)? ?up|collect|fetch|be there|get there|pop in|head(?:ing)? (?:over|there))\b"
    r"|(?<!\w)(?:(?:می|ب)یا[مي]\w{0,2}|میایم|بیایم|سر ?می ?زنم|می ?رسم|می ?برم|برمی ?دارم|بگیرمش|دنبالش|تحویل (?:می ?)?ب?گیر\w{1,2})(?!\w)|\b(?:miy?am|biy?am|miresam|mibaram|donbalesh)\b"
)
# Words that go on behind an hour: "around 4 if it's there".
_GOES_ON = re.compile(
    r"(?<=\d) (?=(?:if|when|to|then|but|and|so|since|because|for|with|and|اگه|اگر|که|و|می|ب|دنبال|بیا|age|ke|miy?am|biy?am)\b)"
)
_LATE = re.compile(r"\b(?:tonight|evening|night|p\.?m\.?)\b|(?<!\w)(?:امشب|شب|عصر|غروب)(?!\w)|\b(?:emshab|shab|asr)\b")
_EARLY = re.compile(r"\b(?:morning|a\.?m\.?)\b|(?<!\w)(?:صبح|بامداد)(?!\w)|\bsobh\b")
_NOON = 12


async def tell_if_closed(turn: Turn, code: str) -> None:
    """Say that a branch is closed at the time, or on the day, at which somebody says to come; else nothing."""
    said = fold(turn.said).replace("’", "'")
    if turn.is_payload or _COMES.search(said) is None:
        return
    branch = next((one for one in await directory.branches(turn.store) if one.code == code), None)
    (day, known), times = await _day_of_coming(turn), find_times(_GOES_ON.sub(" , ", said))
    if branch is None or not known or (day is None and not times):
        return
    day = day or turn.today
    hours = await directory.opening(turn.store, branch.id, day)
    if not hours.is_known:
        return
    maybe = _meant(times[-1].time, said) if times else []
    if hours.is_open and (not maybe or any(opens <= at < closes for at in maybe for opens, closes in hours.spans)):
        return
    turn.say("utter_hold_closed_then", branch=branch.name, day=as_date(day), hours=day_hours(hours))


async def _day_of_coming(turn: Turn) -> tuple[date | None, bool]:
    """Give the day on which somebody says to come, none where they name none, and whether that is known.

    Of several it is the one next to the coming: "my sister arrives on Friday, we'll pick it up on Saturday". In a week,
    or in a day that was not read, the branch may well be open.
    """
    spans = without_set_aside(turn.said, find_dates(turn.said, turn.today))
    if not spans:
        asked = await asked_days(turn)
        return asked.first, not asked.unread and asked.first == asked.last
    plain = in_place(turn.said)
    comings = list(_COMES.finditer(plain))
    span = min(spans, key=lambda one: min((_apart(plain, one, coming) for coming in comings), default=one.start))
    return span.first, span.first == span.last


def _apart(text: str, day: DateSpan, coming: re.Match[str]) -> int:
    """Count the letters between a day and a coming; those of another clause are further away."""
    between = text[min(day.end, coming.end()) : max(day.start, coming.start())]
    return len(between) + _CLAUSE * len(_CLAUSES.findall(between))


_CLAUSE, _CLAUSES = 40, re.compile(r"[.,;:!?؟،؛]|\b(?:and|but|so|و)\b")


def _meant(at: time, said: str) -> list[time]:
    """Give the times of day that an hour may mean: "half past eight" is one of two."""
    if at.hour >= _NOON or _EARLY.search(said):
        return [at]
    later = at.replace(hour=at.hour + _NOON)
    return [later] if _LATE.search(said) else [at, later]
