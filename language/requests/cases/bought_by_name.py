"""Whether a title that stands in a wish is what is to be bought, and not what that is about: "a study guide for Emma"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["buys_named", "called_names"]

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
# What it is called, or what is not had or found, before a wish that it be bought: "title is …", "you don't have …".
_CALLED = re.compile(
    r"(?:\b(?:title|name)(?: of (?:it|this|that|the (?:book|novel)|this (?:book|novel)))?(?: is|'s|:)|\b(?:is|it's|its|book|novel|one) (?:called|titled|named|entitled)|\bthe (?:book|novel) is"
    r"|\b(?:do not|don't|dont|does not|doesn't|didn't|did not|could not|couldn't|cannot|can't|can not) (?:seem to )?(?:have|own|find|stock)(?: (?:a copy of|the (?:book|novel)|any copy of))?"
    r"|\b(?:have not|haven't|has not|hasn't) got(?: the (?:book|novel))?) [“\"«]?(?P<name>[^.?!؟,،;:\n“”\"«»]{2,80}?)(?=[”\"»]?(?:\s{0,2}(?:[.?!؟,،;\n]|$)| by (?!me\b)\w| (?:in (?:your|the) (?:catalogue|catalog|library)|here|at your|anywhere|yet|so|and (?:i|we)|can|could|would|please)\b))"
)
_CALLED_FA = re.compile(
    r"(?<!\w)(?:کتاب|رمان|اسمش|عنوانش|اسم کتاب|عنوان کتاب|ketabe?|romane?|esmesh) [“\"«]?(?P<name>[^.?!؟,،;:\n“”\"«»]{2,60}?)[”\"»]?(?:(?:ه|ست)(?=\s{0,2}(?:[.?!؟,،]|$))| است(?!\w)"
    r"|(?: (?:از|نوشته|اثر) [^.؟?!،,]{2,40}?)?(?: ?(?:و|رو|را)| ro| ra)? (?:(?:هم|که|توی?|کتابخون\w{0,5}|فهرست\w{0,3}|ham) ){0,3}(?:ندار\w{1,3}|نیست|پیدا ن\w{2,8}|موجود نیست|nadar\w{1,3}|nist)(?!\w))"
)
# "The Hobbit is the one my teacher mentioned. … that you buy it?"
_BEGINS = re.compile(r"^\W*$")
_IS = re.compile(r"^[”\"»]? is (?:the|a|what|my)\b")
_BUY_IT = re.compile(rf"\b{_BUY} it(?! (?:in|from|by)\b)\b")


def called_names(text: str) -> list[str]:
    """Give the names that a wish says its book has, or that it says is not there: "title is Dune", "you don't have Dune"."""
    said = fold(text).replace("’", "'")
    found = (*_CALLED.finditer(said), *_CALLED_FA.finditer(said))
    names = dict.fromkeys(one["name"].strip() for one in found)
    return [name for name in names if name not in _POINTS][:_MOST_NAMES]


_MOST_NAMES = 3
# "You do not have it": these are titles, too.
_POINTS = frozenset(
    "it this that them these those one any some more she he they us این اون آن همین همون اینو اونو".split()
)


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
