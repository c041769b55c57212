"""What kind of thing a question asks: a price, a time, a place, a person, a way to do it, leave, whether there is one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["KINDS", "PEOPLE", "asks_what_not_whether", "denied_people", "kinds_of", "named_people"]

_KINDS = {
    "price": re.compile(
        r"\bhow much\b|\bcosts?\b|\bprices?\b|\bfees?\b|\bfree\b|\bcharged?\b|\bpay\b|\bexpensive\b|\bcheaper\b"
        r"|چقدر می ?شه|(?<!\w)(?:چنده|چند ?تومن\w*|هزینه\w*|قیمت\w*|رایگان\w*|مجانی\w*|پول\w*|نرخ\w*|گرون\w*)(?!\w)|\b(?:chande|hazine\w*|pool\w*|majani|raygan)\b"
    ),
    "duration": re.compile(
        r"\bhow long\b|\bhow many (?:days|hours|weeks|minutes)\b|\btime limit\b|\blong (?:does|do|will|can|is)\b"
        r"|چقدر طول|(?<!\w)(?:چند (?:روز|ساعت|هفته|ماه|وقت)\w*|چه مدت\w*|مدت\w*|تا کی|تا چه)(?!\w)|\b(?:ta key|ta kei|chand (?:ruz|rooz|saat|hafte)\w*)\b"
    ),
    "time": re.compile(
        r"\bwhen\b|\bwhat (?:time|day|days|hours)\b|\bwhich days?\b|\b(?:open|opens|close|closes|shut|shuts)\b|\bhow (?:late|early|soon|often)\b|\buntil\b"
        r"|(?<!\w)(?:کی|چه (?:ساعت|روز|زمان|وقت)\w*|ساعت چند\w*|ساعتش|باز\w*|بسته\w*|چه موقع)(?!\w)|\b(?:key|kei|saat chand)\b"
    ),
    "place": re.compile(
        r"\bwhere\b|\bwhich (?:floor|branch|desk|room|part)\b|\bwhat floor\b|(?<!\w)(?:کجا\w*|کجان|(?:کدوم|کدام|چه) (?:شعبه|طبقه|قسمت|بخش)\w*|آدرس\w*)(?!\w)|\bkoja\w*"
    ),
    "person": re.compile(
        r"\bwho(?:m|se)?\b|\bphone number\b|\bnumber (?:to|for)\b|\bcall\b|\bcontact\b|\bspeak to\b|(?<!\w)(?:چه کسی|به کی|با کی|کیه|شماره (?:تلفن|تماس)|تلفن\w*|زنگ|تماس)(?!\w)|\b(?:be ki|ba ki|zang)\b"
    ),
    "number": re.compile(
        r"\bhow many\b|\bmaximum\b|\blimit\b|(?<!\w)(?:چند ?تا\w*|چندتا\w*|چند (?:جلد|کتاب|نفر|بار)\w*|حداکثر|سقف)(?!\w)|\bchan(?:d|) ?ta\b"
    ),
    "way": re.compile(
        r"\bhow (?:do|can|to|should|could|would|does|am)\b|\bwhat (?:do|should|must) i (?:do|bring)\b|\bwhat's the (?:way|procedure)\b|(?<!\w)(?:چطور\w*|چجور\w*|چگونه|چه ?جور\w*|چیکار|چکار|چه کار)(?!\w)|\b(?:chetor\w*|chejur\w*|chikar)\b"
    ),
    "need": re.compile(
        r"\bneed(?:ed|s)?\b|\brequired?\b|\bmust\b|\bhave to\b|\bbring\b|\bdocuments?\b|\bpapers\b|\benough\b|\bnecessary\b"
        r"|(?<!\w)(?:لازم\w*|باید|مدارک\w*|مدرک\w*|می ?خواد|نیاز\w*|کافی\w*|بسه)(?!\w)|\b(?:lazem\w*|bayad|madarek|madrak)\b"
    ),
    "leave": re.compile(
        r"\b(?:can|may|could) (?:i|we|he|she|they|it|you|a|the|my|our|somebody|someone|anybody|anyone|non|children|kids)\b|\bam i\b|\ballowed\b|\bok (?:to|if)\b|\bpossible\b|\bpermitted\b"
        r"|(?<!\w)(?:می ?شه|می ?شود|میتون\w*|می ?توان\w*|مجاز\w*|اجازه\w*|امکان\w*|اشکال\w*|آزاد\w*)(?!\w)|\b(?:mishe|mitun\w*|mitoon\w*)\b"
    ),
    "there": re.compile(
        r"\b(?:is|are) there\b|\bdo (?:you|u) (?:have|lend|offer|sell|do|take|accept)\b|\b(?:have|got) (?:you|u|a|any)\b|\bany\b|\bdoes (?:it|the \w+) have\b"
        r"|(?<!\w)(?:دارید|دارین|داره|دارد|هست|هستش|وجود دار\w*|دارن)(?!\w)|\b(?:darid|darin|dare|hast)\b"
    ),
    "what_if": re.compile(
        r"\bif\b|\bwhat happens\b|\bhappens\b|\bin case\b|(?<!\w)(?:اگر|اگه|چی می ?شه|چه می ?شود|چی میشه)(?!\w)|\b(?:age|agar)\b"
    ),
    "why": re.compile(r"\bwhy\b|\bhow come\b|(?<!\w)(?:چرا|برای چی|واسه چی)(?!\w)|\bchera\b"),
    "which": re.compile(
        r"\bwhich\b|\bwhat (?:kind|kinds|sort|sorts|books|films|programs|else)\b|(?<!\w)(?:کدوم\w*|کدام\w*|چه (?:نوع|کتاب|فیلم|چیز)\w*)(?!\w)|\bkod[uo]o?m\w*"
    ),
}
KINDS = tuple(_KINDS)

# For whom, or with whom, something is asked, and without what: what is told of nobody may not hold for them.
_PEOPLE = {
    "child": r"\b(?:child|children|kids?|son|daughter|baby|toddler|boy|girl|teenager|year old|years old|grandson|granddaughter)\b|بچه|کودک|پسر|دختر|نوجوان|نوزاد|(?<!\w)نوه|سال(?:ه|شه|ست)|\b(?:bache|pesar|dokhtar)",
    "other": r"\b(?:friend|friends|brother|sister|husband|wife|someone else|somebody else|colleague|neighbour|roommate|he|she|him|her|they|them)\b|دوست|برادر|داداش|خواهر|آبجی|همسر|شوهر|خانمم|هم ?اتاق|کسی|یکی دیگه|خودش|براش|\b(?:doost|dust|dadash|khahar|baradar|khodesh)",
    "student": r"\bstudents?\b|\buniversity\b|دانشجو|دانشگاه|\bdaneshju",
    "stranger": r"\b(?:non-?members?|guests?|visitors?|tourists?|foreign\w*|passport|(?:not|isn't|aren't|without being) (?:a |your |all )?members?|(?:without (?:a |the |my |any )?|no )(?:card|membership)(?! (?:fees?|costs?|charges?|dues|number|form))|(?:only|just) (?:one|two|three|[0-9]) of (?:us|them) (?:is|are|has|have) (?:a )?(?:member|card)s?|need to be a member|must be a member|have to be a member)\b|غیر ?عضو|مهمان|مهمون|گردشگر|خارجی|اتباع|گذرنامه|پاسپورت|(?:عضو|member) (?:نیست|نباش|نمی ?باش|نشد)|بدون (?:کارت|عضویت)|بی ?کارت|کارت ندار|(?:عضویت|عضو) ندار|باید (?:حتما )?عضو (?:باش|بش|شد)|(?<!\w)(?:فقط|تنها) (?:یکی|دو ?تا|نصف)\w{0,6} ?(?:از ما |مون |مان )?(?:کارت دار|عضو(?:ه|یم|ن)?(?!\w))|\b(?:bedoo?n[ei] (?:ozviat|kart)|ozv n[ia]\w{1,9}|bayad ozv)",
    "disabled": r"\b(?:wheelchair|disabled|blind|deaf|stairs|pram|stroller)\b|ویلچر|معلول|نابینا|ناشنوا|توان ?یاب|کالسکه|پله",
}
PEOPLE = tuple(_PEOPLE)
_PEOPLE_READ = {name: re.compile(pattern) for name, pattern in _PEOPLE.items()}


@lru_cache(maxsize=1 << 15)
def kinds_of(folded: str) -> frozenset[str]:
    """Name the kinds of things that a folded question asks."""
    return frozenset(name for name, pattern in _KINDS.items() if pattern.search(folded))


# What asks for more than a yes or a no, and what asks for just that.
_WHAT = frozenset({"price", "duration", "time", "place", "person", "number", "way", "why", "which"})
_WHETHER = frozenset({"leave", "there", "need"})


def asks_what_not_whether(folded: str) -> bool:
    """Tell whether a folded question asks for a thing, a place, a time …, so that yes or no answers none of it."""
    kinds = kinds_of(folded)
    return bool(kinds & _WHAT) and not kinds & _WHETHER


@lru_cache(maxsize=1 << 15)
def named_people(folded: str) -> frozenset[str]:
    """Name the kinds of people of whom a folded text speaks, and none of those it says that somebody is not."""
    found = frozenset(name for name, pattern in _PEOPLE_READ.items() if pattern.search(folded))
    return found - denied_people(folded)


_DENIED = re.compile(
    r"\b(?:not|isn't|aren't|wasn't|no longer|no) (?:an? )?students?\b(?! card)|دانشجو (?:نیست\w*|نباش\w*|نمی ?باش\w*)"
)


def denied_people(folded: str) -> frozenset[str]:
    """Name the kinds of people of whom a folded text says that somebody is none."""
    return frozenset({"student"}) if _DENIED.search(folded) else frozenset()
