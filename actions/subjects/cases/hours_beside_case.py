"""Whether it is plainly asked, right after a case was told, when the library is open."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import sentences_of
from actions.subjects.cases.case_filing import tells_fault
from language.requests.cases.grievances import find_grievance

__all__ = ["asks_hours"]

_SURE = 0.75
# Asked of the library: the house is open, and no case is.
_OPEN = re.compile(
    r"\b(?:are you|you are|you're|is (?:it|the \w+)|do you)\b[^.?!]{0,20}\b(?:open|close)\b|\b(?:opening|working) (?:hours|times?)\b|ساعت\w* کار|(?:تا|از) (?:ساعت )?(?:چند|کی)\s?(?:باز|هست)\w*|کی (?:باز|تعطیل)\w*|\bta (?:saat )?chand baz\w*",
    re.IGNORECASE,
)


# What asks is a sentence of its own: "when I came it was locked" and "when I asked if you are open" ask for nothing,
# and "stop telling me about opening times" asks for none.
_ASKS_FOR_THEM = re.compile(
    r"[?؟]\s{0,3}$|^\W*(?:(?:and|so|but|ok|okay|then|also|please)\W+){0,3}(?:(?:when|what (?:time|hour|are))\b(?! i\b)(?! we\b)|(?:just |please ){0,2}(?:tell|give) me\b)|(?<!\w)(?:بگو|بگید|بگین|بگویید)(?!\w)",
    re.IGNORECASE,
)
# What is to be written or sent to them are the hours, and neither a complaint about them nor an answer to it.
_HAS_THEM_SENT = re.compile(
    r"\b(?:write|send|list) (?:me|us)\b|\b(?:write|send|list)\b[^.?!]{0,40}\bfor (?:me|us)\b"
    r"|(?<!\w)(?:بنویس|بفرست|بده|بدید|بدین|بدهید|لیست کن)(?:ید|ین)?(?!\w)(?=[^.؟?!]{0,30}(?<!\w)(?:برام|برایم|واسم|برای من|بهم)(?!\w))|(?<!\w)(?:برام|برایم|واسم|برای من|بهم)(?!\w)[^.؟?!]{0,30}(?<!\w)(?:بنویس|بفرست|بده|بدید|بدین|بدهید|لیست کن)",
    re.IGNORECASE,
)
_NO_HOURS = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|responses?|explanations?|explain|apolog\w+|reasons?|letter|complain\w*)\b|\b(?:write|send)\b[^.?!]{0,16}\bthat\b"
    r"|(?<!\w)(?:جواب|پاسخ|توضیح|دلیل|علت|عذرخواهی|شکایت|رعایت|عوض)|(?<!\w)بنویس\w{0,3} که(?!\w)",
    re.IGNORECASE,
)
_NEVER_HOURS = frozenset({"complaint", "insult"})


def asks_hours(turn: Turn) -> LookStep:
    """Take what plainly asks when the library is open as just that."""
    if turn.intent in _NEVER_HOURS or tells_fault(turn.text) or find_grievance(turn.text) is not None:
        return LookStep.ON
    parts = sentences_of(turn.text.replace("’", "'"))
    if not any(_OPEN.search(part) and _asks_for_them(part.strip()) for part in parts):
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "hours", max(turn.confidence, _SURE), {}
    return LookStep.RUN


def _asks_for_them(part: str) -> bool:
    if _ASKS_FOR_THEM.search(part) is not None:
        return True
    return _HAS_THEM_SENT.search(part) is not None and _NO_HOURS.search(part) is None
