"""Times of day in patrons' messages."""

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
    """A time of day and its place `text[start:end]` in the message."""

    start: int
    end: int
    time: time
    text: str


_PART_FA = "(?P<part>بامداد|صبح|قبل ?از ?ظهر|ظهر|بعد ?از ?ظهر|عصر|غروب|شب)"
_PART_EN = "(?P<part>a\\.?m\\.?|p\\.?m\\.?|in the (?:morning|afternoon|evening)|at night)"
_MINUTE = "(?::(?P<minute>[0-5]\\d))"
_HOUR_FA = f"(?P<hour>{PERSIAN_COUNT}|\\d{{1,2}})"
_HOURS_EN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOUR_EN = f"(?P<hour>{ENGLISH_COUNT}|\\d{{1,2}})"
_MINUTES_FA = f"(?P<minutes>{PERSIAN_COUNT}|چهل(?: و پنج)?|پنجاه(?: و پنج)?|\\d{{1,2}}) ?دقیقه"
_AND_FA = f"(?: ?و ?(?P<share>نیم|ربع|{_MINUTES_FA}))"
# "Ten to six" may be opening hours; a few minutes before an hour are said in fives.
_MINUTES_EN = "(?P<minutes>five|ten|twenty(?:[- ]five)?|5|10|20|25)(?: minutes)?"
_TENS_EN = "(?P<minutes>ten|fifteen|twenty(?:[- ]five)?|thirty(?:[- ]five)?|forty(?:[- ]five)?|fifty(?:[- ]five)?)"
# What an hour without more can stand before; anything else makes it a number of something.
_ENDS = "(?= ?(?:$|[?!.,؟،]|(?:today|tomorrow|on|every|please|in the|sharp|every)\\b))"
# «دو و نیم ساعت» is no time of day.
_NOT_MORE_FA = (
    "(?! ?(?:ساعت(?:ه|ی)?|سال(?:ه|ی)?|روز(?:ه)?|هفته|ماه(?:ه)?|دقیقه|میلیون|هزار|برابر|درصد|کیلو\\w*|متر|نفر|تا)\\b)"
)

_LATER = ("بعد", "عصر", "غروب", "شب", "p", "in the a", "in the e", "at night")


_TENS = {"forty": 40, "fifty": 50, "چهل": 40, "پنجاه": 50}


def _minutes(words: str) -> int:
    for word, tens in _TENS.items():
        if words.startswith(word):
            return tens + (5 if words.endswith(("five", "پنج")) else 0)
    if words == "thirty-five" or words == "thirty five":
        return 35
    return number_of(words)


def _clock(match: re.Match[str]) -> time:
    found = match.groupdict()
    hour = number_of(match["hour"])
    if hour > 24:
        raise ValueError("no such hour")
    minute = int(found.get("minute") or 0)
    share = found.get("share") or ""
    if found.get("minutes"):
        minute = _minutes(found["minutes"])
    elif share.startswith(("نیم", "سی", "half")):
        minute = 30
    elif share:
        minute = 15
    part = found.get("part") or ""
    if found.get("to"):  # a quarter to six
        hour, minute = (hour - 1) or 12, 60 - minute
    if hour == 12 and ((part.startswith("a") and not part.startswith("at")) or part in ("شب", "بامداد", "at night")):
        hour = 0
    elif (part.startswith(_LATER) and 1 <= hour < 12) or (part == "ظهر" and 1 <= hour <= 3):
        hour += 12
    elif not part and 1 <= hour <= 6 and not match["hour"].startswith("0"):
        hour += 12  # nobody asks a library about four in the morning
    return time(hour % 24, minute)


def _half(match: re.Match[str]) -> time:
    hour = number_of(match["hour"])
    return time(hour + 12 if 1 <= hour <= 6 else hour, 30)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], time]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (f"\\bساعت(?: ?(?=\\d)| (?:ی )?){_HOUR_FA}{_MINUTE}?{_AND_FA}?(?: ?ی? ?{_PART_FA})?(?![\\d:])\\b", _clock),
        (f"\\b{_HOUR_FA}{_AND_FA}\\b{_NOT_MORE_FA}", _clock),
        (
            f"\\b(?:یه |یک )?(?:(?P<share>ربع)|{_MINUTES_FA}) ?(?P<to>به) ?(?:ساعت )?{_HOUR_FA}"
            f"(?: ?ی? ?{_PART_FA})?\\b",
            _clock,
        ),
        (f"\\b{_HOUR_FA}{_MINUTE}?{_AND_FA}? ?ی? ?{_PART_FA}\\b", _clock),
        (f"\\b(?P<hour>[01]?\\d|2[0-3]){_MINUTE}(?: ?{_PART_EN})?(?![\\d:])", _clock),
        (f"\\b(?P<hour>[01]?\\d|2[0-3])[.h](?P<minute>[0-5]\\d) ?{_PART_EN}(?![\\w])", _clock),
        ("\\b(?P<hour>[01]?\\d|2[0-3])h(?P<minute>[0-5]\\d)\\b", _clock),
        (f"\\b{_HOUR_EN} ?{_PART_EN}(?![\\w])", _clock),
        (f"\\b(?:at|by|until|till|before|after|from|around|about) half (?P<hour>{ENGLISH_COUNT}){_ENDS}", _half),
        (f"\\b(?P<hour>{_HOURS_EN}) {_TENS_EN}(?: ?{_PART_EN}(?![\\w])|{_ENDS})", _clock),
        (f"\\b{_MINUTES_EN} past {_HOUR_EN}\\b(?: ?{_PART_EN}(?![\\w]))?", _clock),
        (f"\\b(?:at|by|until|till|before|after|around|about|it's) {_MINUTES_EN} (?P<to>to) {_HOUR_EN}\\b", _clock),
        (f"\\b(?:by|after|before|until|till|around) {_HOUR_EN}{_ENDS}", _clock),
        (f"\\b{_HOUR_EN} ?o'?clock\\b(?: {_PART_EN}(?![\\w]))?", _clock),
        (
            f"\\bat {_HOUR_EN}(?![\\w:/-]| (?:days?|weeks?|books?|items?|loans?|people|months?|percent"
            "|pages?|and|branch|st|street))",
            _clock,
        ),
        (
            f"\\b(?:(?P<share>half|a? ?quarter) )(?:past|(?P<to>to)) {_HOUR_EN}\\b(?: ?{_PART_EN}(?![\\w]))?",
            _clock,
        ),
        ("\\b(?:noon|midday|(?<!بعد از )(?<!بعداز)(?<!قبل از )ظهر)\\b", lambda match: time(12)),
        ("\\b(?:midnight|نیمه ?شب|نصفه? ?شب)\\b", lambda match: time(0)),
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
