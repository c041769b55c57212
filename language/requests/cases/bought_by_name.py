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
_CALLED = (
    r"(?:\b(?:title(?: of (?:it|this|that|the (?:book|novel)|this (?:book|novel)))?|its name|name of (?:it|the (?:book|novel)|this (?:book|novel))) ?(?:is|'s|:)|(?:^\W*|[.?!,;] )(?:it is|it's|its|the (?:book|novel) is) (?:called|titled|named|entitled)"
    r"|\b(?:(?:you|i|we) (?:do not|don't|dont|didn't|did not|could not|couldn't|cannot|can't|can not) (?:seem to )?(?:have|own|find|stock)|(?:you|we) (?:have not|haven't) got)(?: (?:a copy of|the (?:book|novel)|any copy of))?) [“\"«]?(?P<name>[^.?!؟,،;:\n“”\"«»]{2,80}?)[”\"»]?(?: by (?!me\b)(?P<author>\w[^.?!؟,،;:\n“”\"«»]{1,40}?))?"
)
_CALLED_FA = (
    r"(?:(?<!\w)(?:اسمش|عنوانش|اسم کتاب|عنوان کتاب|esmesh) [“\"«]?(?P<name>[^.?!؟،,;:\n“”\"«»]{2,60}?)[”\"»]?(?:ه|ست| است|e| hast)"
    r"|(?:^|[.؟?!،,]\s?|(?<!\w)(?:سلام|ببخشید|salam) )(?:کتاب|رمان|ketabe?|romane?) [“\"«]?(?P<name2>[^.?!؟،,;:\n“”\"«»]{2,60}?)[”\"»]?(?: (?:از|نوشته|اثر) (?P<author>[^.؟?!،,]{2,40}?))?(?: ?(?:و|رو|را)| ro| ra)? (?:ندار(?:ید|ین|ی)|پیدا نکردم|موجود نیست|nadar(?:id|in|i)))"
)
# Behind it the wish itself ends the text, and what is bought is it.
_BUYS = rf"(?: (?:in (?:your|the) (?:catalogue|catalog|library|collection)|here|anywhere|yet))?\W*(?:\b(?:so|and|i|we|please|can|could|would|will|you|the library|kindly|maybe|possibly) ){{0,5}}\b{_BUY}(?: (?:it|this book|this one))?(?:\W{{1,3}}(?:please|thanks|thank you|for (?:us|me|the library))){{0,2}}\W*"
_BUYS_FA = r"\W*(?:(?:میشه|می ?شه|می ?شود|لطفا|لطفن|اگه|ممکنه|می ?تونید|می ?تونین|پس|اونو|اینو|اون رو|این رو|برامون|برام|برای کتابخون\w{1,4}|mishe|lotfan) ){0,4}(?:بخر(?:ید|ین)|می ?خر(?:ید|ین)|تهیه (?:کنید|کنین|می ?کنید|می ?کنین)|سفارش (?:بدید|بدین|می ?دید|می ?دین)|bekhar(?:id|in)|mikhar(?:id|in))(?: (?:لطفا|ممنون|ممنون می ?شم|lotfan))?\W*"
_WISHED = (re.compile(rf"{_CALLED}{_BUYS}$"), re.compile(rf"{_CALLED_FA}{_BUYS_FA}$"))
# Of another edition, a volume or a kind it is not told that it is there.
_OTHER = re.compile(
    r"\b(?:editions?|volumes?|vol|part|films?|movies?|dvds?|audio ?\w*|comics?|graphic|large print|translations?|branch)\b|(?<!\w)(?:جلد|چاپ|نسخه|ویراست|ترجمه|فیلم|صوتی|گویا|شعبه)\w{0,3}(?!\w)"
)
# "The Hobbit is the one my teacher mentioned. … that you buy it?"
_BEGINS = re.compile(r"^\W*$")
_IS = re.compile(r"^[”\"»]? is (?:the|a|what|my)\b")
_BUY_IT = re.compile(rf"\b{_BUY} it(?! (?:in|from|by)\b)\b")


def called_names(text: str) -> dict[str, str]:
    """Give the name that a wish to buy says its book has, or that it says is not there, with the author said beside it."""
    said = fold(text).replace("’", "'")
    if _OTHER.search(said):
        return {}
    found = next((match for one in _WISHED if (match := one.search(said))), None)
    if found is None:
        return {}
    given = found.groupdict()
    name = (given["name"] or given.get("name2") or "").strip()
    return {} if name in _POINTS else {name: (given["author"] or "").strip()}


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
