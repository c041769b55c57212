"""Troubles of one's own that a book shall help with: stress, worry, a mind that does not rest or keep to its work."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["HELPING", "OF_TROUBLES", "asks_for_help_in_books", "find_trouble"]

#: What books on them are told as.
OF_TROUBLES = "psychology|self_help"
# What is done about a trouble, and other words for one, is no subject beside it.
HELPING = frozenset(
    "deal dealing cope coping manage managing management reduce reducing reduction beat overcome overcoming fight relief control focus stressed anxious calm study studying"
    " کاهش مدیریت کنترل مقابله رفع درمان کردن".split()
)
# How a trouble is said, and the words by which titles on it are found, those that name it first.
_NAMED = (
    (re.compile(r"^(?:anxi|panic|worry)|^(?:اضطراب|دلشوره)|^ezterab"), ("anxiety", "اضطراب", "stress", "استرس")),
    (re.compile(r"^(?:stress)|^استرس|^esteres"), ("stress", "استرس", "anxiety", "اضطراب")),
    (re.compile(r"^(?:concentrat|focus)|^تمرکز|^tamarkoz"), ("concentrate", "concentration", "تمرکز")),
    (re.compile(r"^calm|^آر(?:و|ا)م|^ar"), ("calm", "آرامش")),
)
_WORD = r"(?:stress(?:ed|ful)?|anxi(?:ous|ety|eties)|panic(?:king)?|worry(?:ing)?|concentrat(?:e|ing|ion)|focus(?:ing)?|calm(?=(?:s|ing)? (?:me|my\w{0,4}|him|her|us|people|someone|down)\b))"
_WORD_FA = r"(?:استرس|اضطراب|دلشوره|تمرکز|آر(?:و|ا)م(?= (?:شم|شه|شوم|شود|بشم|بشه|بشوم|بشود|شدن|کنه|کند|بگیر\w{1,3})(?!\w))|آر(?:و|ا)مم(?= (?:کنه|کند))|آرامش(?= (?:بده|بدهد|بگیر\w{1,3}|پیدا)(?!\w)))"
_LINK = r"(?:about|on|for|against|how|when|to (?=calm)|to (?:help|deal|cope|manage|reduce|beat|overcome|fight|concentrate|focus)|(?:that|which)(?: (?:can|could|might|would|will))? (?=calms?\b)|(?:that|which)(?: (?:can|could|might|would|will))? helps?)"
_LINK_FA = r"(?:برای|برا|واسه|درباره|در ?مورد|راجع به|راجب|ضد|که)"
_TROUBLE = re.compile(
    rf"(?<!\bmy )(?<!\bown )(?<!\byour )\b(?:books?|something to read|anything to read)\b(?! (?:clubs?|groups?|circles?|fairs?|launch|talks?|sales?|drop|returns?)\b)[^.?!]{{0,30}}?\b{_LINK} ?[^.?!]{{0,40}}?\b(?P<en>{_WORD})\b(?! (?:in|of|on) (?!(?:the |my |our |your |an? )?(?:exams?|work|school|class|everyday|daily|students?)\b))"
    rf"|(?<!\w)(?:کتاب|کتابی|کتابای|کتابایی|کتابهایی|کتابهای)(?: چیزی)?(?!\w)(?! خود)[^.؟?!،,]{{0,25}}?(?<!\w){_LINK_FA}(?!\w)[^.؟?!]{{0,40}}?(?<!\w)(?P<fa>{_WORD_FA})"
    rf"|(?<!\w)(?:برای|برا|واسه|ضد) (?P<first>{_WORD_FA})[^.؟?!،,]{{0,25}}(?<!\w)(?:کتاب|کتابی|کتابای|کتابایی)(?!\w)"
    r"|\bketab\w{0,3}\b[^.?!,]{0,25}?\b(?:baraye|bara|vase|darbareye|zedde|ke)\b[^.?!]{0,40}?\b(?P<latin>(?:e?stress|esteres|ezterab|tamarkoz|ar(?:oo|u|a)m(?= (?:sham|she|besham|beshe|kone)\b)))"
)
# Any book of that kind is asked for, and no copy of one's own: "is there some book about …", «کتابی چیزی هست برای …».
_ANY_BOOK = re.compile(
    r"\b(?:is there|are there|do you have|have you(?: got)?|got|recommend|suggest|looking for|(?:i|we) (?:need|want)|i(?:'d| would) like)\b[^.?!,]{0,15}\b(?:an?|any|some)\b[^.?!,]{0,12}\bbooks?\b"
    r"|(?<!\w)(?:کتابی|کتاب چیزی|کتابی چیزی|(?:یه|یک|چه) کتاب\w{0,2}|کتابایی|کتابهایی)(?!\w)[^.؟?!،,]{0,60}(?<!\w)(?:هست|هستش|دارید|دارین|داری|سراغ|معرفی|پیشنهاد|می ?خوام|می ?خواستم)(?!\w)"
    r"|\b(?:ye )?ketabi?\b[^.?!,]{0,60}\b(?:hast|darid|darin|soragh|moarefi|pishnahad|mikham)\b"
)
# Who speaks of life and death is heard elsewhere, and asks for no book.
_OF_LIFE = re.compile(
    r"\b(?:live|alive|life|die|dying|dead|death|suicid\w{0,4}|kill(?:ed)?|killing (?:my|him|her)\w{0,4}|hurt(?:ing)? myself|exist|end (?:it|everything|things)|(?:not|wasn't|weren't|isn't) (?:be )?here)\b"
    r"|(?<!\w)(?:زنده|زندگی\w{0,3}|بمیر\w{0,3}|می ?میر\w{0,3}|مردن|مرگ|خودکشی|بکش(?:م|ه)|نباشم|باشم که|راحت ?(?:شم|بشم)|تموم(?:ش)? (?:کنم|کنه|شه|بشه))(?!\w)|\b(?:zende|zendegi|bemiram|mordan|khodkoshi|nabasham)\b"
)


def find_trouble(plain: str) -> tuple[str, ...]:
    """Give the words by which titles on a trouble are found that folded words want a book to help with; none for none."""
    found = _TROUBLE.search(plain)
    if found is None or _OF_LIFE.search(plain) is not None:
        return ()
    said = next(filter(None, found.groups()))
    return next((words for start, words in _NAMED if start.search(said)), ())


def asks_for_help_in_books(folded: str) -> bool:
    """Tell whether a folded text asks for any book that helps with a trouble, whatever else it tells."""
    return _ANY_BOOK.search(folded) is not None and bool(find_trouble(folded))
