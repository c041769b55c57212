"""What became of something that was told long before, to whomever: "I said so last week already, and?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_of_earlier_telling"]

_BEFORE_EN = r"(?:(?:just )?last (?:week|month|year|time|winter|summer|autumn|spring|\w{3,6}day)|yesterday|(?:a|two|three|few|some|several|\d{1,2}) (?:\w{1,8} )?(?:days?|weeks?|months?) ago|weeks ago|months ago|ages ago)"
# To whom it was told, and that it was the same; whatever else is named was another matter.
_THIS_EN = r"(?: (?:it|this|that|the|same|thing|so|about|of|to|you|your|a|an|one|somebody|someone|them|they|colleagues?|lady|man|woman|guards?|staff|desk|librarians?|manager|person|people|at|in|by|phone|here|there|library|already|too|also)){0,8}"
_TOLD_EN = r"\b(?:i|we)(?:'ve|'d| have| had)?(?: already| also| even)? (?:told|said|reported|complained|mentioned|wrote|written|raised|informed)"
_BEFORE_FA = r"(?:(?:هفته|ماه|سال|دفعه|سری|بار|شنبه|یکشنبه|دوشنبه|سه ?شنبه|چهارشنبه|پنجشنبه) ?(?:ی )?(?:پیش|قبل|گذشته)|(?:چند|دو|سه|\d{1,2}) (?:روز|هفته|ماه) (?:پیش|قبل)|دیروز|پریروز|پارسال|قبلا)م?"
_THIS_FA = r"(?: (?:من|ما|هم|همین|همینو|همین رو|اینو|این رو|این|رو|را|شفاهی|حضوری|تلفنی|یه ?بار|یک بار)){0,4}"
_TOLD_FA = r"(?:گفتم|گفتیم|گفته بودم|گفته بودیم|گزارش (?:داد|کرد|داده بود)\w{1,3}|اطلاع داد\w{1,3}|شکایت کرد\w{1,3}|خبر داد\w{1,3}|تذکر داد\w{1,3})"
_TO_FA = r"(?: (?:همینو|اینو|همین رو|این رو))?(?: (?:به (?:خانم|آقای?|کتابدار|مسئول|نگهبان|همکار|پذیرش|میز|شما|یکی)\w{0,5}(?: \S{1,10}){0,3}|بهتون|بهشون|بهش))?(?: گفتن\w{0,2} .{0,40})?"
_EARLIER = re.compile(
    rf"(?:.{{0,40}} )?{_TOLD_EN}{_THIS_EN} {_BEFORE_EN}|(?:.{{0,40}} )?{_BEFORE_EN} {_TOLD_EN}{_THIS_EN}"
    rf"|(?:(?:و|من|ما) )?{_BEFORE_FA}{_THIS_FA} {_TOLD_FA}{_TO_FA}"
    r"|(?:hafte(?:ye)?|mahe?|dafe(?:ye)?) (?:pish|ghabl)(?: ham)? (?:goftam|gofte boodam|gozaresh dadam)|ghablan(?: ham)? (?:goftam|gofte boodam)"
)
_BECAME = re.compile(
    r"(?:(?:and|so|but|well) )?(?:what(?:'s| is| has| have)? (?:happened|happening|become|became|come|came|been done)(?: (?:of|to|with|about) (?:it|that|this))?|any (?:news|progress|updates?|answer|reply)(?: (?:on|of|about) (?:it|that|this))?(?: yet)?|what about (?:it|that)"
    r"|(?:did|has) (?:anything|anybody|anyone|somebody|someone) (?:happen|come of it|been done|(?:do|done) (?:it|that|this|anything|something)|look(?:ed)? (?:at|into) (?:it|that|this))(?: yet| since)?)"
    r"|(?:(?:پس|خب|حالا) )?(?:نتیجه ?\w{0,3} )?(?:چی ?شد|چه شد|به کجا رسید|خبری (?:شد|نشد|نیست|هست)|پس چی)(?: پس| بالاخره)?|(?:chi ?shod|be koja resid|khabari (?:shod|nist|nashod))(?: pas)?"
)
_CLAUSE = re.compile(r"[^.,;:!?،؛؟\n]{1,200}")


def asks_of_earlier_telling(text: str) -> bool:
    """Tell whether a text says that the same was told long before, and asks what became of that."""
    said = fold(text).replace("’", "'")
    parts = [one[0].strip() for one in _CLAUSE.finditer(said)]
    return any(_EARLIER.fullmatch(part) for part in parts) and any(_BECAME.fullmatch(part) for part in parts)
