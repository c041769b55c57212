"""What became of something that was told long before, to whomever: "I said so last week already, and?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_of_earlier_telling"]

_BEFORE_EN = r"(?:last (?:week|month|year|time|winter|summer|autumn|spring|\w{3,6}day)|yesterday|(?:a|two|three|few|some|several|\d{1,2}) (?:\w{1,8} )?(?:days?|weeks?|months?) ago|weeks ago|months ago|ages ago)"
_TOLD_EN = r"\b(?:told|said|say|saying|reported|complained|mentioned|wrote|written|raised|informed)\b"
_BEFORE_FA = r"(?<!\w)(?:(?:هفته|ماه|سال|دفعه|سری|بار|شنبه|یکشنبه|دوشنبه|سه ?شنبه|چهارشنبه|پنجشنبه) ?(?:ی )?(?:پیش|قبل|گذشته)|(?:چند|دو|سه|\d{1,2}) (?:روز|هفته|ماه) (?:پیش|قبل)|دیروز|پریروز|پارسال|قبلا)(?!\w)"
_TOLD_FA = r"(?<!\w)(?:گفتم|گفتیم|گفته بودم|گفته بودیم|گزارش (?:داد|کرد)\w{1,3}|اطلاع داد\w{1,3}|شکایت کرد\w{1,3}|خبر داد\w{1,3}|نوشتم|تذکر داد\w{1,3})(?!\w)"
_EARLIER = re.compile(
    rf"{_TOLD_EN}[^.?!]{{0,40}}\b{_BEFORE_EN}\b|\b{_BEFORE_EN}\b[^.?!]{{0,40}}{_TOLD_EN}"
    rf"|{_BEFORE_FA}[^.؟?!]{{0,40}}{_TOLD_FA}|{_TOLD_FA}[^.؟?!]{{0,24}}{_BEFORE_FA}"
    r"|\b(?:hafte(?:ye)?|mahe?|dafe(?:ye)?) (?:pish|ghabl)\b[^.?!]{0,40}\b(?:goftam|gofte boodam|gozaresh dadam)\b|\bghablan\b[^.?!]{0,24}\bgoftam\b"
)
_BECAME = re.compile(
    r"\bwhat(?:'s| is| has| have)? (?:happened|happening|become|became|come|came|been done)\b|\bany (?:news|progress|update|answer|reply)\b|\bwhat about (?:it|that)\b|\b(?:did|has) (?:anything|anybody|anyone|somebody|someone)\b"
    r"|(?<!\w)(?:چی ?شد|چه شد|به کجا رسید|نتیجه\w{0,3}|خبری (?:شد|نشد|نیست|هست)|پس چی)(?!\w)|\b(?:chi ?shod|be koja resid|khabari)\b"
)


def asks_of_earlier_telling(text: str) -> bool:
    """Tell whether a text says that the same was told long before, and asks what became of that."""
    said = fold(text).replace("’", "'")
    return _EARLIER.search(said) is not None and _BECAME.search(said) is not None
