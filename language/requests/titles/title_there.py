"""Questions whether a title is there, around its name or without one: "Homo Deus, have it?", «کدوم شعبه هست؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Literal

from language.normalise import fold

__all__ = ["asks_of_it", "asks_whether_named", "orders_it", "speaks_of_own"]

_BEFORE = re.compile(
    r"\b(?:(?:do|does) (?:you|the library|they)(?: (?:also|still|actually))? (?:have|own|stock|carry)|have you(?: guys)? got|(?:is|are)(?: there)?|got|got any)"
    r"(?: (?:the|a|an|any|some|book|novel|called|copy|copies|of)){0,4} [“\"«]?$"
    r"|(?<!\w)(?:دارین|دارید|داری|darin|darid) (?:(?:کتاب|رمان|ketabe?) )?$"
)
_BEHIND = re.compile(
    r"^[”\"»]?,?(?: [\w'’-]{1,12}){0,3},? (?:(?:do|would) you (?:have|stock) (?:it|that|one)|is (?:it|that|that one) (?:in|there|available|on)|have (?:you got )?(?:it|that)|got it|in stock|on the shelf|available|in (?:now|today|at)|there|anywhere)\b"
    r"|^[”\"»]?(?:ه|و|رو)? ?(?:(?:رو|را|و|هم|چی|چطور|الان|اونو|اون|ro|ham|chi|oono|alan)[،,]? ?[،,]? ?){0,4}(?:تو |توی |در )?(?:\w{2,12} ){0,1}(?:دارین|دارید|داری|دارن|داره|هست|هستش|موجوده?|darin|darid|dari|hast|mojude)(?!\w)"
)
_IS_NAMED = re.compile(r"\b(?:is|are)(?: there)?(?: (?:the|a|an|any|book|novel)){0,3} [“\"«]?$")
_THERE = re.compile(r"^[”\"»]?(?: [\w'’-]{1,12}){0,3} (?:in|on the shelf|available|there|checked out|out(?! of)|at)\b")


def asks_whether_named(text: str, name: str) -> Literal["", "in", "had"]:
    """Tell whether a text asks if the title is in, or is to be had, whose folded name stands in it; empty for neither."""
    said = fold(text).replace("’", "'")
    at = said.find(name)
    if at < 0 or _ORDERED.search(said):
        return ""
    before, behind = said[:at], said[at + len(name) :]
    if _IS_NAMED.search(before):
        # "Is Emma in?", and not "is Emma good?"
        return "in" if _THERE.match(behind) else ""
    return "had" if _BEFORE.search(before) or _BEHIND.match(behind) else ""


_ORDERED = re.compile(
    r"\b(?:reserve|hold|renew|rezerv\w*|tamdid\w*|gave|give|brought|bring|returned|return|handed|dropped)\b|رزرو|تمدید|نگه ?دار|(?<!\w)(?:گم|پس دا|برگردون|برگردوند)"
)
# What is to be kept, or where one is to be written down, in other words than those of an order.
_ORDERED_SO = re.compile(
    r"\b(?:put|set|sign|write|note|save|keep) (?:(?:it|me|us|one|them|this|that|my name|our names|a copy|the book) ){0,2}(?:aside|down|on|by|for|away|back|up)\b|\b(?:waiting|wait) ?list\b|\b(?:list|queue|in line)\b|(?<!\w)(?:کنار|نوبت|صف|لیست|بنویس|می ?نویس|سفارش|بذار(?:ین|ید|ش)|بگیر(?:ین|ید))|\b(?:kenar|nobat|benevis|saf)\w{0,3}\b"
)
# What is on one's own card, was had, lost, brought back or reserved, or is to be paid.
_OF_ONE_S_OWN = re.compile(
    r"\b(?:my|our|his|her) (?:own |old |other |library )?(?:card|account|loans?|books?|reservations?|son|daughter|husband|wife|child|kids?|bag|scarf|glasses|wallet|keys?|history|record|name)\b|\b(?:due|overdue|lost|torn|damaged|stolen|taken|fine|fines|receipt|renew\w{0,3}|return\w{0,3}|reserved|bring|brought)\b"
    r"|\b(?:have|had|did) i\b|\bi (?:have |had |already |once |just )?(?:had|put|lost|left|forgot|borrowed|dropped|handed|gave|took|owe|returned|reserved)\b"
    r"|امانت (?:گرفت|دار|برد|بود)|(?<!\w)(?:تمدید|گم|پاره|رسید|جریمه|مهلت|موعد|پس (?:دا|ب?د|می ?د|آورد)|برگردون|برگرداند|جا (?:مون|گذا)|دزدید)|(?<!\w)(?:کارت|پسر|دختر|بچه|شوهر|خانم|عینک|کیف|شال|کلید|گوشی)(?:م|مو|مان|مون|هام)(?!\w)"
    r"|\b(?:tamdid|gom|kartam|pesaram|dokhtaram)\b"
)


def orders_it(text: str) -> bool:
    """Tell whether a text wants something kept or itself written down: "put it aside", «اسممو بنویسین»."""
    said = fold(text).replace("’", "'")
    return _ORDERED.search(said) is not None or _ORDERED_SO.search(said) is not None


def speaks_of_own(text: str) -> bool:
    """Tell whether a text speaks of one's own card, loans or things, or of those of one's family."""
    return _OF_ONE_S_OWN.search(fold(text).replace("’", "'")) is not None


# What asks for the place of what was spoken of, with a word that points at it or with nothing else that it could be.
_WHICH = re.compile(
    r"\b(?:is|are) (?:it|that one|that book|the book) (?:(?:still|even|actually|now) )?(?:in|available|there|on the shelf|at (?:least )?\w{3,})\b(?! (?:english|persian|farsi|large|audio|print|a series|time|stock\w)\b)"
    r"|\bis there (?:one|another(?: one)?|a copy|another copy|any|any copy)(?: left)? (?:at|in) (?:another|any other|a different|the other|any|your other)\b|\b(?:any|which|what) (?:other )?branch(?:es)? (?:actually |still )?(?:has|have|is|got|have got|has got) (?:it|one|a copy|that one|that book)\b"
    r"|(?<!\w)(?:نسخه\w{0,4}|یکی) ?(?:ی )?دیگ[هر]\w{0,3} (?:هم )?(?:تو|توی|در) (?:هیچ|هر|بقیه|کدوم|کدام|یه|شعبه)"
    r"|(?<!\w)(?:کدوم|کدام) شعبه\w{0,3} (?:(?:هست|هستش|داره|دارد|موجوده|دارن|مونده|پیدا\w{0,2})(?= ?(?:[.؟?!،,]|که (?:دوباره|باز|علاف|مستقیم|یه ?راست|نرم|برم|بیام)|یا |الان|حالا|$))|داریدش|دارینش|پیداش)"
    r"|(?:^|[.؟?!،,] ?|یا |(?:سعدی|مرکزی|فردوس)ه )(?:اونجا|اون جا|آنجا|اینجا|شعبه\w{0,3}|سعدی|مرکزی|فردوس|باغفردوس) هم (?:هست|هستش|داره|دارین|دارید|موجوده|دارن)(?= ?(?:[.؟?!،,]|یا |$))"
    r"|\bko+du?o?m shobe\w{0,3} (?:hast|dare|mojude|darin)\w{0,2}(?= ?(?:[.?!,]|ya |$))|(?:^|[.?!,] ?)(?:oonja|unja|saadi|markazi|ferdows?|ferdos) ham (?:hast|dare|mojude|darin)\b"
)
# Who has it; one's card or coat may be had by somebody as well.
_WHO = re.compile(
    r"\bsome(?:body|one) (?:has|have|got) it\b(?! in\b)|\bdoes some(?:body|one) have it\b|\bwho has it\b|(?<!\w)دست کسی(?:ه|یه|ست)?(?!\w)"
)
_ELSEWHERE = re.compile(
    r"\b(?:open|opens|close|closed|parking|printer|print|wi-?fi|room|toilet|cafe|event|class|workshop|scanner)\w*|پارکینگ|چاپ|پرینت|اتاق|کارگاه|کلاس|بوفه|سرویس|باز(?!م|گ)|تعطیل|نمازخ|آسانسور|\b(?:otagh|parking|baz(?:e|ast))\b"
)


def asks_of_it(text: str) -> Literal["", "which", "who"]:
    """Tell whether a text asks if, or at which branch, what was spoken of is there, or who has it; empty for neither."""
    said = fold(text).replace("’", "'")
    if _ELSEWHERE.search(said) or _ORDERED.search(said):
        return ""
    return "which" if _WHICH.search(said) else "who" if _WHO.search(said) else ""
