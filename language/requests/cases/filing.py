"""Orders to file what was talked of: "report it then", «همینو شکایت کن», "put that down as a suggestion"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.speech.sentences import only_asks

__all__ = ["COMPLAINT", "REPORT", "REQUEST", "SUGGESTION", "find_filing"]

COMPLAINT, SUGGESTION, REQUEST, REPORT = "complaint", "suggestion", "request", "report"
_IT = r"(?:it|this|that|these|those|them|the same|all (?:of )?(?:it|this|that))"
_VERBS = r"(?:file|make|lodge|register|submit|put|write|log|note|record|enter|take|count|send|pass)"
_ORDERS = re.compile(
    rf"\b{_VERBS} {_IT}(?: \w+){{0,3}}? (?:as|into) (?:a |an |my )?(?:formal |official )?(?:complaint|suggestion|request|proposal|report|case)\b"
    rf"|\breport {_IT}\b|^(?:ok |okay |well |so |then |please |yes )*report (?:then|please)?$"
    rf"|\b(?:file|make|lodge|register|submit|open|write) (?:me |us )?(?:a|the|an official|a formal) complaint(?: about {_IT}| on {_IT}| out of {_IT}| of {_IT}| then| for me)\b"
    rf"|\bturn {_IT} into a (?:complaint|suggestion|request)\b|\bcomplain about {_IT} for me\b"
    r"|(?<!\w)(?:همینو|اینو|اینا رو|همین رو|همین را|این رو|این را|همین موضوع رو|همین موضوع را|این موضوع را|این موضوع رو|این مورد رو|این مورد را|اونو)(?: \w+){0,3}? (?:شکایت|گزارش|پیشنهاد|درخواست)(?: \w+){0,2}? ?(?:کن|کنید|کنین|بده|بدید|بدین|بنویس|بنویسید|بنویسین|بزن|ثبت)\w*"
    r"|(?<!\w)(?:گزارشش|شکایتش) (?:کن|کنید|کنین|بده|بدید|بدین|رو ثبت|را ثبت)\w*|به ?عنوان (?:یه |یک )?(?:شکایت|پیشنهاد|گزارش|درخواست)\w*(?: \w+){0,3} (?:ثبت|بنویس|یادداشت|کن|بفرست)\w*"
    r"|\b(?:ino|hamino|hamin ro|in ro)(?: \w+){0,3} (?:shekayat|gozaresh|pishnahad)(?: \w+){0,2} ?(?:kon|bede|bedin|sabt)\w*|\bgozareshesh (?:kon|bede|bedin)\w*"
)
_NAMED = (
    (COMPLAINT, re.compile(r"\bcomplain|شکایت|\bshekayat")),
    (SUGGESTION, re.compile(r"\b(?:suggestion|proposal)|پیشنهاد|\bpishnahad")),
    (REQUEST, re.compile(r"\brequest|درخواست|\bdarkhast")),
)
_HOW = re.compile(
    r"\b(?:how|where|should i|do i|can i|must i)\b|(?<!\w)(?:چطور|چطوری|چجوری|چگونه|کجا|باید)(?!\w)|\bche(?:t|j)ori?\b"
)
_MOST_WORDS = 25


def find_filing(text: str) -> str | None:
    """Name as what the thing talked of is to be filed: COMPLAINT, SUGGESTION, REQUEST or REPORT; None without an order."""
    said = fold(text).replace("’", "'").strip(" .!")
    if len(said.split()) > _MOST_WORDS or _ORDERS.search(said) is None or _HOW.search(said) or only_asks(text):
        return None
    return next((name for name, pattern in _NAMED if pattern.search(said)), REPORT)
