"""Whether a message asks to be clear with the library: that nothing is out, reserved or owed, and in writing."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_clearance"]

_PAPER = r"(?:letter|certificate|paper|slip|note|statement|form|document|proof|confirmation|written)"
_CLEAR = re.compile(
    r"\bclearance\b(?! (?:sale|rack|shelf|of books|books|price))"
    rf"|\bno[- ]dues?\b|\b(?:debt|dues)[- ]free {_PAPER}\b"
    rf"|\b{_PAPER}\b[^.?!]{{0,40}}\b(?:owe (?:you |the library )?nothing|(?:don't|do not) owe|nothing (?:is )?(?:owed|outstanding|due)|no (?:debts?|loans|books))\b"
    r"|\b(?:am i|if i'm|whether i'm|if i am|whether i am) (?:all )?clear(?:ed)?\b(?! (?:about|on|that|how))"
    r"|(?<!\w)تسویه ?ی? ?حساب\w*"
    r"|(?<!\w)(?:گواهی|برگه|فرم|نامه|امضا|امضای|مهر|کاغذ|تاییدیه)ی? (?:تسویه|عدم بدهی|بی ?بدهی|بدهکار ?نبودن)\w*"
    r"|(?<!\w)عدم بدهی(?!\w)|(?<!\w)تسویه ?(?:ام|هستم|شدم|شده ?ام)(?!\w)"
    r"|\btas[vf]i[ey]e?h?[ -]?hesab\w*|\b(?:govahi|barge)\w* tas[vf]i\w*|\badame? bedehi\b"
)
# Who, where, how long, what comes after: the library's own rules, and no look at anybody's record.
_OF_THE_HOUSE = re.compile(
    r"\b(?:where|who|whom|whose|which (?:desk|room|office|branch|counter)|how long|how many days|what documents|cost|after)\b"
    r"|کجا|کدو?م|چه ?کسی|(?<!\w)(?:کی|کیه|کیست)(?!\w)|مسئول|مسوول|کارمند|اتاق|چقدر طول|چند روز|چه مدارک|هزینه|(?:بعد|پس) از تسویه"
    r"|\b(?:koja\w*|kodum|kodom|kie|chand ruz)\b"
)
_UNWANTED = re.compile(
    r"\b(?:don't|do not|no longer) (?:need|want) (?:a |an |the |my |any )?(?:\w+ )?clearance\b"
    r"|تسویه ?ی? ?حساب (?:رو |را )?(?:نمی ?خوا\w*|نمیخوا\w*|لازم ندار\w*)"
)


def asks_clearance(text: str) -> bool:
    """Tell whether a text asks for one's own clearance, or for its certificate."""
    said = fold(text)
    return bool(_CLEAR.search(said)) and not _OF_THE_HOUSE.search(said) and not _UNWANTED.search(said)
