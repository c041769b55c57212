"""Questions whether a title is there: "is that one in?", «الان تو قفسه هست؟», "only one? where is it?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_where_it_stands", "asks_whether_in"]

_IN = re.compile(
    r"\b(?:is|are|was) (?:it|this|that|they|one|there|any|the)\b(?: \w+){0,5} (?:in|available|there|free|out|on loan|on the shelf|at|left|one)\b"
    r"|\b(?:is|are) (?:it|this|that|that one|this one|they|the \w+(?: one)?) (?:still |also |currently )?(?:in|available|free|out|on)\b"
    r"|\b(?:do|does) (?:you|they|\w+) (?:have|got) (?:it|that|this|that one|this one|one|a copy)\b|\b(?:got|have) (?:it|that one|this one|one)(?: in)?(?: at| in|$|\?)"
    r"|\bwhere(?:'s| is| are| can i find| do i find) (?:it|that|this|they|that one|this one|the book)\b|\bwhich branch(?:es)?\b|\b(?:other|another|different) (?:branch|library)(?:es)?\b|\b(?:only|just) one\b|\bhow many copies\b|\bon the shelf\b|^(?:still |now )?available\b|^in now\b"
    r"|(?<!\w)(?:(?:الان|الآن|حالا|هنوز|همین الان|تو قفسه|توی قفسه|در قفسه|سر جاش)(?: \S+){0,3} (?:هست|هستش|موجوده?|داری[دن]|دارین|آزاده)|(?:هست|هستش|موجوده?|موجود است|دارینش|داریدش|داریش)$"
    r"|(?:کجاست|کجاس|کجا هست|کدوم شعبه|کدام شعبه|تو کدوم|چند (?:تا|نسخه)(?:ش)? (?:هست|دارین|دارید|موجوده)|فقط (?:همین )?یکی|همین یکی|شعبه ?(?:ی|های)? ?(?:دیگه|دیگر)\w*|(?:الان )?دست ?(?:ِ )?(?:کسی|کسیه|کسی است|کیه))"
    r"|(?:alan|hala)(?: \S+){0,3} (?:hast|mojude|darin|darid)|(?:hast|hastesh|mojude|kojast|kojas|kodum shobe|kodoom shobe)$|kodum shobe|kodoom shobe|shobe\w* dige|daste? k[ae]s(?:i|ie|iye))(?!\w)"
)


@kept
def asks_whether_in(text: str) -> bool:
    """Tell whether a text asks if, or where, a title is on the shelf."""
    return _IN.search(fold(text).strip(" ?؟.!")) is not None


_WHERE = re.compile(
    r"(?<!know )(?<!live )(?<!forgot )\bwhere(?: exactly)?(?:'s| is| are)? (?:it|that|they|this|the book|that one)(?:'s| is| are)?\b|\bwhere (?:do|can|could) i (?:find|see|read|look)\b|\bwhere in the library\b"
    r"|\b(?:which|what) (?:shelf|floor|section|aisle|rack)\b|\b(?:the |its )(?:shelf|call) number\b|\bshelved\b"
    r"|^where(?:'s| is)\b(?!.*\b(?:branch|library|toilets?|entrance|printer|desk)\b)"
    r"|(?<!شعبه )(?<!سعدی )(?<!مرکزی )(?<!فردوس )(?<!\w)(?:کجاست|کجاس|کجا هست\w*)(?!\w)|(?<!\w)(?:قفسه ?(?:اش|ش|شو)?|قفسش|جاش|جاشو|جای (?:اون|این|آن|کتاب)\w{0,3}) ?(?:رو|را|و)? ?(?:بگو|بگید|بگین|بگویید|کجا\w*|کدوم\w*|کدام\w*|چیه)"
    r"|(?<!\w)(?:کدوم|کدام) (?:طبقه|قفسه|بخش|ردیف)\w{0,3}|شماره ?(?:ی )?راهنما\w{0,3}"
    r"|\b(?:kojas?t?|koja has\w{0,3})\b|\b(?:ghafas\w{0,5}|jas?h(?:o|sh|esho)?) (?:ro )?be?g\w+|\b(?:kodum|kodoom|kodam) (?:tabaghe|ghafase|bakhsh)\b"
)
_TO_COLLECT = re.compile(r"\b(?:collect|pick (?:it |them )?up|fetch|else)\b|تحویل|بگیر|\btahvil|\bbegir")


@kept
def asks_where_it_stands(text: str) -> bool:
    """Tell whether a text asks for the place of a book, whatever else it says: "don't reserve it, which shelf?"."""
    said = fold(text)
    return _WHERE.search(said) is not None and _TO_COLLECT.search(said) is None
