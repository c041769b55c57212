"""Wishes for a book on a subject: looked for, and never filed as something to be bought."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["wishes_a_subject"]

_SUBJECT = re.compile(
    r"\b(?:an?|any|some|good|the best|more|your|something|anything|books?|novels?|reading|titles?|material|films?|documentar(?:y|ies)|dvds?)\b[^.?!]{0,30}\b(?:about|on|regarding|concerning|dealing with|for learning|to learn|for beginners)\b"
    r"|(?:کتاب|کتابی|کتابا|کتاب ?هایی|منبع\w*|منابع\w*|رمان\w*|فیلم\w*|مستند\w*|چیز\w*|مطلب\w*)(?: \w+){0,3} (?:راجب|راجبه|راجع|درباره\w*|در ?باره\w*|در مورد|درمورد|در زمینه\w*|در خصوص|پیرامون|برای (?:یادگیری|یاد گرفتن|مبتدی\w*))(?!\w)|(?<!\w)(?:راجب|راجع به|درباره\w*|در مورد|در زمینه\w*)(?: \w+){1,8} (?:کتاب|رمان|فیلم|چیزی|منبع)\w*"
    r"|\b(?:ketab\w*|film\w*|roman\w*)(?: \w+){0,3} (?:rajeb\w*|raje|darbare\w*|dar more?d)\b"
)
# It is wished for oneself, and proposed to nobody.
_WISHES = re.compile(
    r"\b(?:i|we|my \w+)(?:'m| am|'re| are)? (?:want|wants|need|needs|would like|search|searching|look|looking|after|interested|love|like|likes)\b|\bi'd (?:like|love)\b|\b(?:do you have|have you got|got any|is there|are there|any|give me|show me|find me|recommend)\b"
    r"|(?<!\w)(?:می ?خوام|می ?خام|می ?خواهم|می ?خواستم|میخوایم|می ?خواد|خواستم|دنبال\w*|دارید|دارین|هست|پیدا|معرفی|لازم|لازمه|نیاز|بده|بدید|بدین|علاقه\w*)(?!\w)|\b(?:mikha(?:m|ham|stam)|donbal\w*|darid|darin|lazem)\b"
)
# What is to be bought is said to be.
_BUYING = re.compile(
    r"\b(?:buy\w*|bought|purchas\w*|order\w*|acquir\w*|stock|suggest\w*|propos\w*|get (?:it|this|that|one|some) (?:in|for the)|add (?:it|this|that|one|some|more) to|should have|request\w*|you (?:need|lack|should|could|only have|have (?:no|few|so few))|get (?:more|some)|more (?:books|titles))\b"
    r"|بخر\w*|بخرید|خرید\w*|تهیه|سفارش|پیشنهاد\w*|درخواست\w*|بیارید|بیارین|بیاورید|اضافه (?:کنید|کنین)|بگیرید|بگیرین|کم دارید|کم دارین|ندارید|ندارین|\b(?:bekhar\w*|kharid\w*|tahie|sefaresh|pishnahad\w*|darkhast\w*)\b"
)


def wishes_a_subject(text: str) -> bool:
    """Tell whether a text asks for something to read or see on a subject, and says nothing of its being bought."""
    said = fold(text).replace("’", "'")
    wishes = _SUBJECT.search(said) is not None and _WISHES.search(said) is not None
    return wishes and _BUYING.search(said) is None
