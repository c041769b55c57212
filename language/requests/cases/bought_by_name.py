"""Whether a title that stands in a wish is what is to be bought, and not what that is about: "a study guide for Emma"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["buys_named"]

_BUY = r"(?:buy|get|order|purchase|acquire|stock|add)"
# Right before the name stands the verb, or in Persian nothing but what begins a sentence or the word for a book.
_BOUGHT = re.compile(rf"\b{_BUY} (?:(?:us|me|in) )?(?:(?:the|a) (?:book|novel|copy of) )?(?:called |named )?[“\"«]?$")
_BEGUN = re.compile(
    r"(?:^|[.?!؟،,:;\n])\s{0,2}(?:(?:سلام|لطفا|لطفن|میشه|می شه|می شود|اگه میشه|ببخشید|راستی|خب|حالا|میخواستم بگم|lotfan|salam|mishe)[،,]? ){0,3}(?:(?:کتاب|رمان|ketabe?|romane?) )?[“\"«]?$"
)
# Behind it the wish ends, or its own words go on.
_ENDS = re.compile(
    r"^[”\"»]?(?:\s{0,2}(?:[.?!؟,،;\n]|$)| (?:please|pls|for (?:us|me|the (?:library|branch|collection))|in english|in persian|too|as well)\b)"
)
_ENDS_FA = re.compile(
    r"^[”\"»]?(?:و| رو| را| ro)? (?:(?:هم|لطفا|برامون|برام|برای کتابخون\w{0,4}|واسه کتابخون\w{0,4}|ham|lotfan) ){0,2}(?:بخر|می ?خر|تهیه|سفارش|خریداری|بیار|اضافه|bekhar|mikhar|biar)\w{0,4}(?!\w)"
)
# "The Hobbit is the one my teacher mentioned. … that you buy it?"
_BEGINS = re.compile(r"^\W*$")
_IS = re.compile(r"^[”\"»]? is (?:the|a|what|my)\b")
_BUY_IT = re.compile(rf"\b{_BUY} it(?! (?:in|from|by)\b)\b")


def buys_named(text: str, name: str) -> bool:
    """Tell whether what is to be bought is the title whose name stands in a text, and nothing beside it."""
    said = fold(text).replace("’", "'")
    for found in re.finditer(rf"(?<!\w){re.escape(fold(name))}(?!\w)", said):
        before, behind = said[: found.start()], said[found.end() :]
        if (_BOUGHT.search(before) and _ENDS.match(behind)) or (_BEGUN.search(before) and _ENDS_FA.match(behind)):
            return True
        if _BEGINS.match(before) and _IS.match(behind) and _BUY_IT.search(behind):
            return True
    return False
