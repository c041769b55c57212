"""What it comes to where a loan is not brought back in time after all: "renew, yes, but what if I still can't make it?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.fines.fines import supposed_fee
from actions.subjects.library_info.terms import late_terms
from language.dates import find_dates
from language.normalise import fold

__all__ = ["supposes_not_back", "tells_if_not_back"]

_NOT_BACK = re.compile(
    r"\b(?:what )?if (?:i|we) (?:still |then |really |just )?(?:don't|do not|can't|cannot|can not|couldn't|won't|am not|'m not|are not) (?:still )?(?:make it|get (?:back|there|home)(?: in time)?|manage(?: it)?|be back|back(?: by then| in time)?|there (?:by then|in time))\b|\b(?:what )?if i'm (?:still )?not (?:back|there|home)\b"
    r"|(?<!\w)(?:اگه|اگر)(?: من)?(?: (?:باز|بازم|بازهم|هم|به موقع|تا (?:اون|آن) موقع|اون موقع|اصلا)){0,3}(?: [^ .؟?!]{1,12})? (?:نرسیدم|نرسم|نتونستم(?: (?:بیام|بیارم|برسم|برگردم))?|نتوانستم|برنگشتم|نیومدم|نباشم)(?!\w)"
    r"|\b(?:age|agar)(?: (?:baz|bazam|bazham|ham|be moghe)){0,3}(?: \w+)? (?:naresidam|naresam|natunestam|natoonestam|barnagashtam|nayoomadam)\b"
)
_HOLDS = re.compile(
    r"\b(?:reserv\w+|holds?|pick ?up|collect|event|room|class)\b|رزرو|نوبت|برنامه|اتاق|کلاس|تحویل بگیر|\brezerv"
)
_READ = frozenset({"loan_policy", "loans", "renew", "return", "borrow", "fines", "nlu_fallback", "out_of_scope"})


def supposes_not_back(text: str) -> bool:
    """Tell whether a text supposes that its writer does not make it in time, and speaks of nothing but loans."""
    said = fold(text).replace("’", "'")
    return _NOT_BACK.search(said) is not None and _HOLDS.search(said) is None


async def tells_if_not_back(turn: Turn) -> bool:
    """Tell what lateness comes to, on the day that is named or by day; False where loans were not spoken of."""
    # What the library told between them ("which day counts for the box?") puts no end to speaking of one's loans.
    told = any(True for _ in turn.thread.acts(kind="loan"))
    if turn.is_payload or turn.patron is None or not told or turn.slot("pending") or turn.intent not in _READ:
        return False
    if not supposes_not_back(turn.text):
        return False
    day = next((one.last for one in reversed(find_dates(turn.said, turn.today)) if one.last > turn.today), None)
    turn.intent = "fines"
    if day is not None and await supposed_fee(turn, day, None):
        return True
    return await late_terms(turn, None)
