"""Times of day in what patrons write."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from language.aligned import align
from language.numerals import ENGLISH_COUNT, PERSIAN_COUNT, number_of

__all__ = ["TimeSpan", "find_times"]


@dataclass(frozen=True)
class TimeSpan:
    """Hold a time of day and its place `text[start:end]` in the message."""

    start: int
    end: int
    time: time
    text: str


_PART_FA = "(?P<part>بامداد|صبح|قبل ?از ?ظهر|ظهر|بعد ?از ?ظهر|عصر|غروب|شب)"
_PART_EN = "(?P<part>a\\.?m\\.?|p\\.?m\\.?|in the (?:morning|afternoon|evening)|at night)"
_MINUTE = "(?::(?P<minute>[0-5]\\d))"
_HOUR_FA = f"(?P<hour>{PERSIAN_COUNT}|\\d{{1,2}})"
_HOUR_EN = f"(?P<hour>{ENGLISH_COUNT}|\\d{{1,2}})"
_AND_FA = "(?: ?و ?(?P<share>نیم|ربع|سی دقیقه|(?P<minutes>\\d{1,2}) دقیقه))"

_LATER = ("بعد", "عصر", "غروب", "شب", "p", "in the a", "in the e", "at night")


def _clock(match: re.Match[str]) -> time:
    found = match.groupdict()
    hour = number_of(match["hour"])
    minute = int(found.get("minute") or 0)
    share = found.get("share") or ""
    if found.get("minutes"):
        minute = int(found["minutes"])
    elif share.startswith(("نیم", "سی", "half")):
        minute = 30
    elif share:
        minute = 15
    part = found.get("part") or ""
    if found.get("to"):  # a quarter to six
        hour, minute = hour - 1, 60 - minute
    if hour == 12 and ((part.startswith("a") and not part.startswith("at")) or part in ("شب", "بامداد", "at night")):
        hour = 0
    elif (part.startswith(_LATER) and 1 <= hour < 12) or (part == "ظهر" and 1 <= hour <= 3):
        hour += 12
    elif not part and 1 <= hour <= 6 and not match["hour"].startswith("0"):
        hour += 12  # nobody asks a library about four in the morning
    return time(hour, minute)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], time]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (f"\\bساعت ?(?:ی )?{_HOUR_FA}{_MINUTE}?{_AND_FA}?(?: ?ی? ?{_PART_FA})?(?![\\d:])\\b", _clock),
        (f"\\b{_HOUR_FA}{_MINUTE}?{_AND_FA}? ?ی? ?{_PART_FA}\\b", _clock),
        (f"\\b(?P<hour>[01]?\\d|2[0-3]){_MINUTE}(?: ?{_PART_EN})?(?![\\d:])", _clock),
        (f"\\b{_HOUR_EN} ?{_PART_EN}(?![\\w])", _clock),
        (f"\\b{_HOUR_EN} ?o'?clock\\b(?: {_PART_EN}(?![\\w]))?", _clock),
        (
            f"\\bat {_HOUR_EN}(?![\\w:/-]| (?:days?|weeks?|books?|months?|percent|pages?|and|branch|st|street))",
            _clock,
        ),
        (
            f"\\b(?:(?P<share>half|a? ?quarter) )(?:past|(?P<to>to)) {_HOUR_EN}\\b(?: ?{_PART_EN}(?![\\w]))?",
            _clock,
        ),
        ("\\b(?:noon|midday|(?<!بعد از )(?<!بعداز)(?<!قبل از )ظهر)\\b", lambda match: time(12)),
        ("\\b(?:midnight|نیمه ?شب)\\b", lambda match: time(0)),
    )
)


def find_times(text: str) -> list[TimeSpan]:
    """Find the times of day that a text names, in order.

    An hour from one to six without a part of the day is in the afternoon.
    """
    copy = align(text)
    found: list[tuple[int, int, time]] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(copy.text):
            try:
                found.append((match.start(), match.end(), read(match)))
            except (KeyError, ValueError):
                continue  # no such time
    spans: list[TimeSpan] = []
    kept: list[tuple[int, int, time]] = []
    for one in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if all(one[1] <= other[0] or one[0] >= other[1] for other in kept):
            kept.append(one)
    for start, end, moment in sorted(kept):
        first, last = copy.span(start, end)
        spans.append(TimeSpan(first, last, moment, text[first:last]))
    return spans
