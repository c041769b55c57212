"""Kinds of things to read, hear or watch: large print, books that are looked at, and subtitles."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["BOOK", "HAS_IT", "LOOKED_AT", "OF_CONTRACT", "ON_SIGHT", "READABLE", "SIGHT", "SUBTITLES"]

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
