"""What is asked of titles that were suggested, in words that name none: how long, by whom, which is the shortest."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_hours_beside", "asks_of_each", "asks_shortest", "asks_whether_there", "takes_it"]

_LONGEST = 24  # words
_COSTS = re.compile(
    r"\b(?:cost\w{0,2}|price\w{0,1}|colou?r|black|print\w{0,3}|scan\w{0,3}|cop(?:y|ies|ied) (?:a|my|per)|per page|a4|pdf)\b|چنده|قیمت|هزینه|پرینت|چاپ|رنگی|کپی"
)
_LENGTH = re.compile(
    r"\bpage (?:count|number)s?\b|\bnumber of pages\b|\bhow many pages\b|\bhow (?:long|thick|big) (?:is|are) (?:it|they|these|those|each)\b|\b(?:is|are) (?:it|they|these|those|that one) (?:very |too |that |really |all )?(?:long|thick)\b"
    r"|(?<!\w)(?:چند|چن) صفحه ?(?:ست|است|اند|ان|ن|ه|س)?(?!\w)|(?<!\w)تعداد صفح\w{1,5}(?!\w)|\b(?:chand|chan) safhe\w{0,3}\b"
)
_AUTHOR = re.compile(
    r"\bwho(?:'s| is| are| was)? (?:the |its |their )?(?:authors?|writers?|wrote (?:it|this|that|them|these|those))\b|\bwho (?:are they|is it|is that) by\b"
    r"|(?<!\w)نویسند(?:ش|هش|ه ?اش|ه ?شون|هاشون|شون) (?:کی(?:ه|ن|ا)?|کیست|چه کسی)(?!\w)|(?<!\w)(?:کی|چه کسی) (?:نوشته|نوشتش|نوشتتش|نوشته ?شون)(?!\w)|\bnevisande?(?:sh|ash|shun|shoon) kie?\b|\bki neveshte\w{0,3}\b"
)
_SHORTEST = re.compile(
    r"\bwhich (?:one|of (?:them|these|those))? ?(?:is|are|'s|would be)? ?(?:the )?(?:shorter|shortest|thinner|thinnest|quickest|quicker)\b"
    r"|(?<!\w)(?:کدوم|کدام)(?:شون|شان|ش|اش|یکی|یک)?(?: ?(?:از )?(?:اینا|این ?ها))? (?:از همه )?(?:کوتاه|نازک|کم ?حجم) ?تر(?:ه|ینه|ین)?(?: است| هست)?(?!\w)|\bkod[ou]{1,2}m(?:eshoon|eshun|esh|ash|yeki)?(?: (?:az )?(?:ina|inha))? (?:az hame )?(?:kootah|kutah|nazok) ?tar(?:e|ine)?\b"
)
# What is ordered or wished for beside is heard elsewhere.
_NEW = re.compile(
    r"\b(?:put|keep|reserve|order|hold|set|save)\b|(?<!\w)(?:نگه|کنار|بذار\w{0,3}|رزرو\w{0,3}|سفارش)(?!\w)|\b(?:negah|kenar|bezar\w{0,3}|rezerv\w{0,2})\b|\b(?:something|anything|another|else|instead|recommend|suggest)\b|(?<!\w)(?:چیزی|یه چیز|یکی دیگه|معرفی|پیشنهاد)(?!\w)|\b(?:ye chiz|dige|moarefi)\b"
)
_TAKES = re.compile(
    r"\b(?:i'll|i will|i'd like to|let me|we'll) (?:take|have|pick up|get|go (?:with|for)|start with)\b|\bi(?:'d like| want| would like) (?:the|that|number)\b"
    r"|(?<!\w)(?:می ?خوام(?:ش|شو)?|می ?خواهم(?:ش)?|بر ?می ?دارم(?:ش)?|می ?گیرم(?:ش)?|می ?برم(?:ش)?)(?!\w)|\b(?:mikham(?:esh|sh)?|barmidaram(?:esh)?|migiram(?:esh)?|mibaram(?:esh)?)\b"
)
_REFUSES = re.compile(r"\b(?:not|don't|no)\b|(?<!\w)(?:نه|نمی ?خوام|نمی ?خواهم|غیر|جز)(?!\w)|\b(?:na|nemikham)\b")
_HOURS = re.compile(
    r"\b(?:until|till|up to) (?:when|what time)\b|\bwhat time do you (?:close|open|shut)\b|\bwhen do you (?:close|open|shut)\b|\bhow late\b"
    r"|(?<!\w)تا (?:کی|ساعت چند|چه ساعتی|چند)(?!\w)|(?<!\w)(?:چه ساعتی|ساعت چند|کی) (?:باز|تعطیل|می ?بندین|می ?بندید)(?!\w)|\bta (?:key|saat chand|chand)\b"
)
_THERE = re.compile(
    r"\b(?:is|are) (?:it|that one|this one|that|they|both|these|those)(?: both| all| also| still| even)? (?:there|in|on the shelf|available|free)\b|\b(?:they|both) are there\b|\bthey are there both\b"
    r"|(?<!\w)(?:هست(?:ش|ن|ند)?|موجود(?:ه|ن|ند|ه الان)?|دار(?:ین|ید|ن|ه)(?:ش|شون)?) (?:تو|توی|در) (?:شعبه|مرکزی|سعدی|باغ ?فردوس)|(?<!\w)(?:تو|توی|در) (?:شعبه ?(?:ی )?)?(?:مرکزی|سعدی|باغ ?فردوس) (?:هم )?(?:هست(?:ش|ن|ند)?|موجود(?:ه|ن)?|دار(?:ین|ید|ن|ه))(?!\w)"
)
_MINE = re.compile(
    r"\b(?:my|mine) (?:books?|loans?|reservations?|holds?|copy)\b|\bmine\b|(?<!\w)(?:رزروم|رزرو من|امانتم|کتابم)(?!\w)"
)


@kept
def asks_of_each(text: str) -> bool:
    """Tell whether a text asks of what was suggested how long it is, or by whom, and wishes for nothing else."""
    said = fold(text).replace("’", "'")
    asked = _LENGTH.search(said) or _AUTHOR.search(said)
    return asked is not None and len(said.split()) <= _LONGEST and not (_COSTS.search(said) or _NEW.search(said))


@kept
def asks_shortest(text: str) -> bool:
    """Tell whether a text asks which of those suggested is the shortest."""
    said = fold(text).replace("’", "'")
    return _SHORTEST.search(said) is not None and len(said.split()) <= _LONGEST and not _NEW.search(said)


@kept
def asks_whether_there(text: str) -> bool:
    """Tell whether a text asks if what was suggested is there, and nothing of one's own."""
    said = fold(text).replace("’", "'")
    return _THERE.search(said) is not None and _MINE.search(said) is None


@kept
def takes_it(text: str) -> bool:
    """Tell whether a text says that one of those suggested is taken: "I'll take the second", «دومی رو می‌خوام»."""
    said = fold(text).replace("’", "'")
    return _TAKES.search(said) is not None and _REFUSES.search(said) is None and not _NEW.search(said)


def asks_hours_beside(text: str) -> bool:
    """Tell whether a text asks, whatever else it says, until when there is somebody at the library."""
    return _HOURS.search(fold(text)) is not None
