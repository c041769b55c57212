"""The days for which events are asked: without those set aside, the last where one is corrected, and "from … on"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from actions.facts.days import without_set_aside
from actions.subjects.events.events_told import AHEAD_DAYS
from language.dates import DateSpan
from language.normalise import fold

__all__ = ["days_of_events"]

# Between two days of which either will do.
_OR = re.compile(r"[ ,،]{0,3}(?:یا|و|or|and|ya|va)[ ,،]{1,3}(?:(?:the|next|روز) )?", re.IGNORECASE)
# What is said after it is what was meant by what stands before it.
_MEANT = re.compile(
    r"\b(?:i mean|i meant|or rather|that is|i\.e)\b|(?<!\w)(?:یعنی|منظورم\w*)(?!\w)|\b(?:yani|yaani|manzuram|manzooram)\b"
)
_ONWARDS = re.compile(
    r"^ ?(?:onwards?|on(?=\W*$| what\b| is\b| are\b| do\b)|or (?:later|after)|and (?:later|after|beyond))\b|^ ?(?:و )?(?:به بعد|به این ?ور|به اون ?ور|یا بعدش|و بعدش|یا دیرتر)(?!\w)|^ ?be ba'?d\b"
)
_AFTER = re.compile(r"\b(?:any ?time |any day )?after ?$|(?<!\w)(?:بعد|پس) از(?: روز)? ?$|\bba'?d az ?$")
_FROM = re.compile(r"\b(?:starting|any ?time|any day) (?:from|on|with) ?$|\bas of ?$")


def days_of_events(text: str, spans: Sequence[DateSpan]) -> tuple[date, date] | None:
    """Give the first and the last of the days that are asked for: of one, or of several that are joined by "or"."""
    spans = without_set_aside(text, list(spans))
    if not spans:
        return None
    meant = next((place for place, (one, other) in enumerate(pairwise(spans), 1) if _meant(text, one, other)), 0)
    spans = spans[meant:]
    first, last = spans[0].first, spans[0].last
    ended = spans[0]
    for one, other in pairwise(spans):
        if _OR.fullmatch(text[one.end : other.start]) is None or other.last < first:
            break
        last, ended = max(last, other.last), other
    before, behind = fold(text[: spans[0].start]).rstrip(), fold(text[ended.end :]).replace("\u200c", " ")
    if _AFTER.search(before):
        first = spans[0].last + timedelta(days=1)
        return first, first + timedelta(days=AHEAD_DAYS)
    if _ONWARDS.search(behind) or _FROM.search(before):
        return first, first + timedelta(days=AHEAD_DAYS)
    return first, last


def _meant(text: str, one: DateSpan, other: DateSpan) -> bool:
    return _MEANT.search(fold(text[one.end : other.start])) is not None
