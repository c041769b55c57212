"""Lateness that is supposed: what things would cost that come back on a day, or so many days after their due day."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.deeds.lateness import days_late
from language.requests.deeds.pleas import asks_to_waive

__all__ = [
    "OF_CLOSED_DAYS", "asks_for_all", "asks_in_tomans", "asks_late_cost", "asks_of_closed_days", "counts_from_due", "if_at", "joins_named", "until_at",
]  # fmt: skip

_IF = re.compile(
    r"\b(?:if|suppos(?:e|ing)|should (?:i|we)|were i|in case|let's say|when i|would)\b"
    r"|(?<!\w)(?:اگه|اگر|اگ|چنانچه|در ?صورتی ?که|فرض\w{0,3}|وقتی|مثلا)(?!\w)|\b(?:age|agar|farz|vaghti|masalan)\b"
)
_BACK = re.compile(
    r"\b(?:bring\w{0,3}|brought|return\w{0,3}|hand\w{0,3}|drop\w{0,4}|late|overdue|manage|(?:give|take)(?: \w{1,8}){1,4} back|keep)\b"
    r"|(?<!\w)(?:ن?بیار\w{0,4}|ن?میار\w{0,4}|بیاور\w{0,3}|برگرد\w{0,7}|پس(?:ش|شون)? (?:بد|ده|می ?د)\w{0,3}|تحویل(?:ش|شون)? (?:بد|ده|می ?د)\w{0,3}|دیر\w{0,6}|تاخیر|نگه\w{0,4})(?!\w)"
    r"|\b(?:biy?ar\w{1,3}|miaram|bargard\w{0,6}|pas bed\w{1,3}|tahvil bed\w{1,3}|dir)\b"
)
_COST = re.compile(
    r"\b(?:how mu?t?ch|costs?|charges?|charged|fine[sd]?|fees?|pay|come to|add up to|total|in all|owe|sum|amount)\b"
    r"|(?<!\w)(?:چق(?:د|در)\w{0,2}|چه ?قدر|چنده|چند(?=\W{0,3}$| ?(?:می|در|ریال|تو?م[نا]))|جریم\w{0,4}|دیرکرد\w{0,2}|مبلغ\w{0,2}|هزینه\w{0,3})"
    r"|\b(?:cheghad\w{0,2}|chande?(?= (?:mish|rial|tom)|\W{0,3}$)|jarime\w{0,3})\b"
)
# What is asked beside a day and is no sum of lateness.
_ELSE = re.compile(
    r"\b(?:renew\w*|extend\w*|borrow\w*|reserv\w*|take (?:another|one more|out)|lost|lose|damag\w*|waive\w*|where|card renewal|membership)\b"
    r"|تمدید|رزرو|امانت بگیر|کتاب دیگ|گم (?:ش|کر)|خراب|پاره|کجا|عضویت|\b(?:tamdid|rezerv|gom)"
)


def asks_late_cost(text: str) -> bool:
    """Tell whether a text supposes that things come back on a day or late, and asks what that costs."""
    said = _folded(text)
    return (
        all(one.search(said) for one in (_IF, _BACK, _COST)) and _ELSE.search(said) is None and not asks_to_waive(text)
    )


_FROM_DUE = re.compile(
    r"\b(?:late\w{0,4}|overdue|(?:after|past|beyond|over)(?: (?:the|its|their|that|my))?(?: due)? (?:date|day|deadline)|after (?:it|they) (?:is|are|was|were) due)\b"
    r"|(?<!\w)(?:دیر|دیرتر|تاخیر|دیرکرد|(?:بعد|پس) از (?:موعد|مهلت|تاریخ|سررسید)\w{0,3})(?!\w)|\b(?:dir|dirtar|takhir|bad az (?:moed|mohlat|tarikh)\w{0,4})\b"
)


def counts_from_due(text: str) -> int | None:
    """Give the days after the due day that a text supposes: "two days after the date"; None where it counts from no due day."""
    return days_late(text) if _FROM_DUE.search(_folded(text)) else None


_ALL = re.compile(
    r"\b(?:both|all of (?:them|these|those)|the (?:two|three|four)(?: of them)?|the lot|everything|all (?:two|three|four|five|my)|each of them)\b"
    r"|(?<!\w)(?:هر ?(?:دو|سه|چهار)(?:تا)?\w{0,4}|هر ?(?:کدوم|کدام)\w{0,4}|جفت\w{0,4}|همه\w{0,4}|دو ?تا(?:ش|شون|یی)\w{0,2})(?!\w)|\b(?:har ?do\w{0,7}|joft\w{0,5}|hame\w{0,5}|har ?koodoo?m\w{0,4})\b"
)


def asks_for_all(text: str) -> bool:
    """Tell whether a text speaks of all of several things: "for both", «برای هر دوتاش»."""
    return _ALL.search(_folded(text)) is not None


_JOINS = re.compile(
    r"\b(?:same|also|as well|too|likewise|together with|along with)\b|(?<!\w)(?:هم|همین\w{0,4}|همون\w{0,3}|همان\w{0,3})(?!\w)|\b(?:ham|hamin\w{0,4}|hamoo?n\w{0,4})\b"
)


def joins_named(text: str) -> bool:
    """Tell whether what is named comes beside what was spoken of: "does the same hold for The Hobbit?"."""
    return _JOINS.search(_folded(text)) is not None


_UNTIL = re.compile(r"\b(?:until|till|til|up to)\b|(?<!\w)تا(?!\w)|\bta\b", re.IGNORECASE)


def until_at(text: str) -> int | None:
    """Give where a text says "until"; None where it does not."""
    found = _UNTIL.search(text)
    return found.start() if found is not None else None


_IF_WORD = re.compile(
    r"\b(?:if|should (?:i|we)|when i|age|agar|vaghti)\b|(?<!\w)(?:اگه|اگر|اگ|چنانچه|وقتی)(?!\w)", re.IGNORECASE
)


def if_at(text: str) -> int | None:
    """Give where a text begins to suppose; None where it does not."""
    found = _IF_WORD.search(text)
    return found.start() if found is not None else None


_CLOSED_DAY = r"(?:(?:fri|thurs|satur|sun)days?|weekends?|(?:public |bank )?holidays?|closed days?|days (?:that |when |on which )?(?:you|the library)(?:'re| are| is) closed?|(?:you|library)(?:'re| are| is) closed?|shut)"
_COUNTED = r"(?:count\w{0,3}|includ\w{1,3}|charged?|added|(?:be|get|am|are) fined|pay (?:the|a|any) fine)"
_CLOSED_FA = r"(?:جمعه|پنج ?شنبه|آخر هفته|تعطیل|بسته)"
_COUNTED_FA = r"(?:حساب (?:ن?می|شه|شود|بش)|حسابه|محاسبه|منظور|جزو|جزء|به ?شمار|شمرده|اضافه می|جریمه ?(?:هم )?(?:دار|می ?ش|ن?می ?خور)|count)"
OF_CLOSED_DAYS = re.compile(
    rf"\b{_CLOSED_DAY}\b[^.!?]{{0,50}}\b{_COUNTED}\b|\b{_COUNTED}\b[^.?!]{{0,30}}\b{_CLOSED_DAY}\b"
    rf"|(?<!\w){_CLOSED_FA}[^.؟?!]{{0,40}}{_COUNTED_FA}"
    r"|\b(?:jom'?e\w{0,3}|panjshanbe\w{0,3}|tatil\w{0,4})\b[^.?!]{0,30}\b(?:hesab|mohasebe|jarime|joz\w{0,2}|count)\b"
)


def asks_of_closed_days(text: str) -> bool:
    """Tell whether a text asks if days on which the library is closed count for lateness."""
    return OF_CLOSED_DAYS.search(_folded(text)) is not None


_TOMANS = re.compile(
    r"\b(?:how many|in|to|as) to+mans?\b|(?<!\w)(?:چند|به|چقدر) (?:تومن|تومان)(?!\w)|\b(?:chand|be) to+ma?n\b"
)


def asks_in_tomans(text: str) -> bool:
    """Tell whether a text asks for a sum in tomans."""
    return _TOMANS.search(_folded(text)) is not None


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
