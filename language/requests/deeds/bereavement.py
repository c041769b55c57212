"""A death that is told together with books, a card or a fee of the library's."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_for_papers", "asks_of_estate", "asks_to_keep", "tells_death", "tells_of_estate"]

_RELATIVE_FA = r"(?:بابا|پدر|مادر|مامان|همسر|شوهر|زن|برادر|داداش|خواهر|پسر|دختر|عمو|دایی|خاله|عمه|رفیق|دوست|همسایه)(?: ?(?:بزرگ|جان|جون|شوهر|زن|عمو|دایی|خاله|عمه))?"
_MY_FA = r"(?:(?: ?[ایه])?م|[ای]?مون|[ای]?مان| ام| من| ما| بنده| این ?جانب)(?!\w)"
_DEATH = re.compile(
    r"\b(?:(?:has |had |have )?(?:died|passed away|passed on)|(?:is|was) (?:dead|deceased)|deceased|death of|late (?:father|mother|husband|wife|grand\w+|brother|sister|uncle|aunt|son|daughter|dad|mum|mom))\b"
    r"|(?<!\w)(?:فوت (?:کرد|شد|نمود|یافت)\w*|فوتش|درگذشت\w*|عمرش\w* (?:رو |را )?داد\w*|به رحمت خدا|از دنیا رفت\w*)(?!\w)"
    rf"|(?<!\w){_RELATIVE_FA}{_MY_FA}? ?مرحوم|(?<!\w){_RELATIVE_FA} مرحوم|(?<!\w)مرحوم(?:ه)? {_RELATIVE_FA}"
    r"|\b(?:fo(?:o|w)?t (?:kard|shod)\w*|marhum\w*|marhoom\w*|dargozasht\w*|az donya raft\w*)\b"
)
# Of whom it is told; a character or an author dies in books.
_WHO = re.compile(
    r"\b(?:my|our) (?:late )?(?:\w+ )?(?:father|mother|husband|wife|grand\w+|brother|sister|uncle|aunt|son|daughter|dad|mum|mom|gran|granny|friend|neighbou?r|cousin|partner|child)\b|\b(?:a|your) member\b"
    rf"|(?<!\w){_RELATIVE_FA}(?:(?: عزیز| مرحوم)?{_MY_FA})|(?<!\w)عضو(?:ی|تان|تون)?(?!\w)"
    r"|\b(?:baba|pedar|madar|maman|hamsar|shohar|baradar|khahar|pesar|dokhtar|amu|dayi|khale|ame)\w{0,8}m\b"
)
# Who renews, or pleads for what they could not do themselves, has a matter of their own.
_OWN_WAY = re.compile(
    r"\b(?:renew\w*|extend|prolong|reserve|waive\w*|forgive|let me off|recommend)\b|\b(?:i|we) (?:\w+ )?(?:couldn't|could not|couldnt|wasn't able to|was not able to|was unable to|were unable to|didn't|did not|forgot to|failed to) (?:\w+ )?(?:bring|return|come|get|give|make|hand|drop|take|visit)\b(?!(?: (?!(?:my|our|because|since|as|due|after|for|at|of)\b)\w{1,20}){0,4} (?:her|his|their)\b)(?!(?: (?:back|in|all)){0,2} (?:the|those|all) (?:\w{1,20} ){0,3}(?:books?|dvds?|items?) (?:that |which )?(?:he|she|they)\b)"
    r"|تمدید|رزرو|(?<!\w)جریم\w{0,6}(?: \w+){0,2} (?:نگیر|نزن|ببخش|حذف|پاک|لغو|کم)|(?<!\w)(?:معاف|بخشود)|\b(?:tamdid|natunestam|natoonestam|rezerv)\b"
)
_COULD_NOT = re.compile(r"(?<!\w)(?:نتونست|نتوانست)(?:م|یم)(?!\w)[^.؟?!]{0,40}(?:بیا|پس|برگرد|تحویل|مراجعه)")
# What the dead had borrowed is theirs, whoever could not bring it.
_THEIRS = re.compile(
    r"(?<!\w)(?:کتاب|امانتی?)(?: ?(?:ها|ا))?(?: ?ی)?(?:ش|شو|شون|شونو|شان| (?:ایشون|ایشان|پدرم|مادرم|مرحوم))(?!\w)"
)
_OF_LIBRARY = re.compile(
    r"\b(?:(?:library|your|borrowed) (?:\w+ )?(?:books?|dvds?|items?)|books? (?:\w+ ){0,3}(?:from|of) (?:you|yours|the library|your library)|had (?:\w+ ){0,2}books? (?:from you|of yours|out)|(?:library|membership|his|her) (?:card|account|membership)|overdue|on loan)\b"
    r"|(?<!\w)(?:کتاب|امانت)\w{0,12}(?: \w+){0,3} (?:شما(?!\w)|کتابخون|کتابخان)|(?<!\w)کتاب(?:ا|ها|های)?(?:تون|تان)(?!\w)|(?<!\w)(?:امانت|عضویت)|(?<!\w)کارت(?:ش|شون|شو)?(?!\w)"
    r"|\b(?:ketab\w*(?: \w+){0,3} (?:shoma\w*|ketabkh\w*)|ketab(?:a|ha)toon|ketab(?:a|ha)tun|amanat|kart(?:esh|esho)?|ozviat\w*)\b"
)
_GIVEN = re.compile(
    r"\b(?:donat\w*|give (?:them|it|the|his|her)|gift|collection|want them)\b|اهدا|هدیه|ببخشیم|بدیم (?:به )?کتابخ|مجموعه|\b(?:ehda|hedye)\b"
)
_ESTATE = re.compile(
    r"\b(?:fines|fees?|lateness|overdue|owed?|pay|charges?|charged)\b|\b(?:the|a|any|late|his|her|their) (?:late )?fine\b|\bthe due\b|\bdue dates?\b|\b(?:are|is|was|were|being|so|returned|brought) (?:\w+ )?late\b|\b(?:the|his|her|their|that|your) (?:library |membership )?(?:card|membership|account)\b|\bclose (?:it|the|his|her)\b|\b(?:which|what|need|bring|any) (?:\w+ ){0,3}(?:papers?|documents?)\b|\bcertificate\b"
    r"|(?<!\w)(?:جریم|دیرکرد|بدهی|پول|ببند|مدرک|مدارک|برگشت|موعد|مهلت|گواهی فوت)|(?<!\w)(?:کارت|عضویت)(?:ش|شو|شون|شان|شونو| ?(?:ایشون|ایشان|او|اون|مرحوم|رو|را|پدر|مادر|همسر|شوهر)\w{0,4})(?!\w)|\b(?:jarime|dirkard|bedehi|kartesh|ozviatesh|madrak|madarek|mohlat)"
)
# What is the patron's own, or another's who lives, is not what was left.
_OWN = re.compile(
    r"\b(?:my|mine|our own)\b(?! (?:late\b|\w+'s\b))|\b(?:own|renew|reserve|e-?mail)\b|\b(?:get|new|register|apply)\b[^.?!]{0,16}\bcard\b"
    r"|(?<!\w)(?:کتاب|امانتی?|کارت|جریمه|بدهی|حساب|عضویت|رزرو)(?:ها|های|ا)?(?:م|مو|هام|هامو)(?!\w)|(?<!\w)خودم(?!\w)|تمدید|رزرو|ایمیل|\b(?:tamdid|rezerv|khodam|kartam|ketabam)\b"
)

_HIS = r"(?:it|them|those|these|(?:the|that|this|those|these|his|her|their|\w+'s) (?:\w+ ){0,2}?(?:books?|novels?|ones?|dvds?|loans?))"
# What was on loan to the dead is to be read on, or lent to who speaks.
_KEEPS = re.compile(
    rf"\b(?:move|transfer|shift)(?:red|ed|ting|s)?\b[^.?!]{{0,40}}\b(?:my|mine|me|our)\b|\b(?:put|pass)(?:ed|ting|s)? (?:{_HIS}|(?:the|a few|some|all) (?:books?|loans?|items?))\b[^.?!]{{0,30}}\b(?:my|mine|me|our)\b|\bin my (?:own )?name\b"
    rf"|\b(?:keep|hold on to|hang on to|borrow|finish|go on with|continue)(?: (?:just|only|also|one|some|all|any|both|two|a few|of|with|to read))*? {_HIS}\b(?! (?:by|about|called|titled)\b)|\b(?:keep|go on|finish|continue) reading\b"
    rf"|\b(?:keep|hold on to|hang on to|finish) (?:just |only )?(?:one|two|some|a (?:book|novel|few))\b(?! (?:\w+ )?(?:by|about|on(?! my)|for(?! (?:a|some|one|two)\b)|to|with|that|called)\b)"
    r"|(?<!\w)(?:به|روی|رو|تو|توی) ?(?:نام|اسم|حساب|کارت|عضویت) ?(?:ی )?(?:خود ?(?:م|من|بنده)|من|بنده|این ?جانب|م|ام)(?!\w)|(?<!\w)(?:به|روی|رو) (?:نامم|اسمم|حسابم|کارتم)(?!\w)|منتقل|انتقال|(?<!\w)(?:نگه(?:ش|شون)? دار|پیشم (?:بمون|بمان)|تا (?:ته|آخر|انتها)\w{0,3} (?:بخون|بخوان))"
    r"|\b(?:be|ru) (?:esm|nam|kart|hesab)\w{0,2} (?:man|khodam)\b|\bmontaghel\b"
)
_PAPERS = re.compile(
    r"\b(?:which|what|need|bring|any|show|see|require\w*)\b[^.?!]{0,30}\b(?:papers?|documents?|certificate|proof|(?:a|the|his|her|their|any|\w+'s) will\b(?! (?!(?:or|and|too|as|from|first|with|here|please|itself|at|in|to)\b)\w))\b|\bcertificate\b|\b(?:executor|heirs?|next of kin)\b|\b(?:one|any) of (?:us|the (?:family|children))\b"
    r"|(?<!\w)(?:مدرک|مدارک|گواهی|شناسنامه|انحصار وراثت|وراث|ورثه|وارث)\w{0,4}|(?<!\w)(?:حضور|یکی از) (?:\w+ ){0,2}(?:فرزند|وراث|بستگان|خانواده|خواهر|برادر|بچه)\w{0,4}|\b(?:madrak|madarek|govahi|shenasname)\b"
)
# Nothing is due to be paid by papers, and no fee is asked of a certificate.
_OF_FEES = re.compile(
    r"\b(?:fines?|fees?|charged?|late|overdue|owed?|pay)\b|جریم|دیرکرد|بدهی|(?<!\w)پول|\b(?:jarime|dirkard|bedehi)"
)


@kept
def tells_death(text: str) -> bool:
    """Tell whether a text tells that somebody near to the patron, or a member, has died."""
    said = fold(text).replace("’", "'")
    return _DEATH.search(said) is not None and _WHO.search(said) is not None


@kept
def tells_of_estate(text: str) -> bool:
    """Tell whether a text tells of a death and of the library's books or card that were left; a gift of books is none."""
    said = fold(text).replace("’", "'")
    if not tells_death(text) or _OF_LIBRARY.search(said) is None:
        return False
    pleads = _OWN_WAY.search(said) or (_COULD_NOT.search(said) and not _THEIRS.search(said))
    return _GIVEN.search(said) is None and not pleads


def asks_of_estate(text: str) -> bool:
    """Tell whether a text speaks of the fee, the card or the papers of somebody who has died, as told of before."""
    said = fold(text).replace("’", "'")
    return _ESTATE.search(said) is not None and _OWN.search(said) is None


def asks_to_keep(text: str) -> bool:
    """Tell whether a text asks to read on, or to be lent, what somebody who has died had on loan."""
    return _KEEPS.search(fold(text).replace("’", "'")) is not None


def asks_for_papers(text: str) -> bool:
    """Tell whether a text asks who of the family closes the card of somebody who has died, and with which papers."""
    said = fold(text).replace("’", "'")
    return _PAPERS.search(said) is not None and _OF_FEES.search(said) is None
