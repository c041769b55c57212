"""Kinds of things to read, hear or watch: large print, books that are looked at, and subtitles."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = [
    "BOOK",
    "HAS_IT",
    "LOOKED_AT",
    "OF_CONTRACT",
    "ON_SIGHT",
    "READABLE",
    "SIGHT",
    "SUBTITLES",
    "well_spelt",
    "wishes_series",
]

# What can be read, or heard, by those who see no small print, in the words of reading_words.py.
READABLE = "large_print|audiobook"
OF_CONTRACT = re.compile(r"\b(?:contracts?|agreements?|terms|conditions|policy|insurance)\b|قرارداد|شرایط|مقررات|بیمه")
SIGHT = re.compile(r"\b(?:eyesight|eyes|sight|see)\b|چشم|بین|\bcheshm")
_BETWEEN = r"(?:(?!(?:for|my|because|she|he|her|i|we)\b)[\w'\u200c]+ ){0,5}?"
ON_SIGHT = re.compile(
    rf"\b(?:about|on|regarding)\b {_BETWEEN}(?:eyesight|eyes|sight|see)\b|(?<!\w)(?:درباره\w?|در مورد|راجع به|درمورد) {_BETWEEN}چشم|\b(?:darbare\w*|raje be) {_BETWEEN}cheshm"
)
BOOK = re.compile(r"\b(?:books?|ketab\w*)\b|(?<!\w)کتاب(?!خ|دار)")
LOOKED_AT = re.compile(
    r"(?<!\w)(?:کتاب|رمان|شعر|اشعار|دیوان|داستان|عکس|ورق)(?!خ|دار)|(?<!\w)ببین(?:م|یم)(?:ش|شون|شان| (?:خوبه|چیه|چطوره|چجوریه|بعد|اگه|اول))|(?<!\w)(?:اول|برم|بیام|بیایم) (?:\w{2,10} ){0,3}ببین"
)
HAS_IT = re.compile(r"\b(?:has|have|had|does|do|is|are) (?:it|that|this|they|these)\b|(?<!\w)(?:داره|دارد|دارن)$")
# The language of subtitles is not that of the film.
SUBTITLES = re.compile(
    r"\b(?:with |in |has |have |got )?(?:an? )?(?:english|persian|farsi|french|german|arabic)? ?(?:subtitles?|subtitled|subs|captions?)(?: in (?:english|persian|farsi|french|german|arabic))?\b"
    r"|(?:با |دارای )?(?:زیر ?نویس)(?: (?:انگلیسی|فارسی|فرانسه|آلمانی|عربی|داشته باشه|دار))*(?!\w)|\b(?:ba )?zir ?nevise? (?:englisi|farsi)\b"
)
# A series is wished for in a clause that says nothing else: none that was read, asked about or refused.
_SERIES = re.compile(
    r"(?:(?:and|or|but|ok|then|hi|hello|maybe|please) ?,? ?){0,2}(?P<lead>(?:preferably|ideally|i want|we want|i need|i'd like|i would like|i'm looking for|looking for|(?:(?:can|could) you )?(?:please )?(?:recommend|suggest|give)(?: me)?|do you have|have you(?: got)?|it should be|ترجیحا) )?(?:(?:an?|any|some|another) |(?<=(?:ably|ally|جیحا) ))(?:(?!tv|television|rest|mini|film|drama|whole|single|complete|last|next)\w{3,10} ){0,2}(?:series|trilog(?:y|ies))(?: (?:preferably|please|ideally|would be \w{3,9}|if possible|of any kind|باشه|باشد|(?:for|with|like) .{2,40}))? ?"
    r"|(?:(?:سلام|و|ولی|ترجیحا|اگه (?:بشه|میشه)|حالا) ){0,2}(?:یه |یک )?(?:(?:رمان|کتاب|داستان|چیز)\w{0,4} )?(?:\w{2,10} )?(?:(?:چند ?جلدی|دنباله ?دار|series|سری|مجموعه(?: ?ای)?)(?: هم)? (?:باشه|باشد|بهتره)(?: (?:بهتره|لطفا|که .{2,40}))?|(?:چند ?جلدی|دنباله ?دار|series) (?:دارید|دارین|می ?خوا\w{1,3}|معرفی \w{2,6}|پیشنهاد \w{2,6}|لطفا)) ?"
    r"|(?:(?:سلام|ترجیحا) ){0,2}(?:یه |یک )?(?:رمان|کتاب|داستان|مجموعه)\w{0,4}(?: \w{2,10}){0,2} (?:چند ?جلدی|دنباله ?دار) ?"
    r"|(?:majmu?oo?e|seri|chand ?jeldi) bashe(?: ke .{2,40})? ?"
)
_NO_SERIES = re.compile(
    r"\b(?:no|not|without|isn't|never|don't (?:want|like|need)|hate|dislike|avoid)\b[^.!?]{0,25}\b(?:series|trilog(?:y|ies))\b|\b(?:series|trilogy)\b[ ,?!.]{1,3}(?:no|not|never)\b|\b(?:stand ?-? ?alone|one-off|single (?:novel|book|volume|one)s?)\b"
    r"|(?<!\w)(?:تک ?جلدی|یه جلدی)|(?:سری|مجموعه|چند ?جلدی|دنباله ?دار|series)\w{0,2} (?:رو |را )?(?:نه(?!\w)|نباشه|نباشد|نمی ?خوا|دوست ند|خوشم ن)"
)
_CLAUSES = re.compile(r"[.!?؟،,؛;:\n]+")


def wishes_series(plain: str) -> bool:
    """Tell whether folded words wish for a series."""
    if _NO_SERIES.search(plain) is not None:
        return False
    return any(_SERIES.fullmatch(part.strip()) is not None for part in _CLAUSES.split(plain))


# Kinds that were written with a slip of the hand, as they are known.
_SLIPS = (
    (re.compile(r"\b(?:larg|lagre|larege|lareg|lrage|lage) ?-? ?(?:print|prnt|pirnt|prin)\b|\blarge ?-? ?(?:prnt|pirnt|prin|pint)\b"), "large print"),
    (re.compile(r"(?<!\w)(?:درشد|دروشت|درشط) ?(?:خط|چاپ)(?!\w)"), "درشت خط"),
)  # fmt: skip
# In fewer words the kind is asked for of the title that is spoken of.
_FEWEST = 7


def well_spelt(plain: str) -> str:
    """Give the folded words of a whole wish with the kinds in them as they are spelt."""
    if len(plain.split()) < _FEWEST:
        return plain
    for slip, known in _SLIPS:
        plain = slip.sub(known, plain)
    return plain
