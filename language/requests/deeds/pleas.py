"""Pleas: why a patron was late or could not come; and anger at the library's reminders."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = [
    "asks_to_waive",
    "bothered_by_reminders",
    "compares_readers",
    "find_plea",
    "speaks_of_lateness",
    "speaks_of_readers",
]

_REASON = re.compile(
    r"\b(?:i|he|she|we|my \w+) (?:was|were|am|is|has been|have been|had been|got|fell)(?: \w+){0,3} (?:hospital|ill|sick|bedridden|abroad|injured|accident|operated|surgery|prison|quarantine)\b|\bhad (?:an? )?(?:surgery|operation|accident|stroke|baby|heart attack)\b|\b(?:funeral|died|passed away|bereavement|chemo\w*|broke my (?:leg|arm|foot|hip))\b"
    r"|\b(?:military service|in the army|conscript\w*|soldier|barracks)\b|\b(?:my |our |the )?(?:final |entrance )?exams?\b[^.!?]{0,40}\b(?:were|had|week|busy|couldn'?t|could not|so i|because)\b|\bbecause of (?:my |the )?(?:exams?|illness|surgery)\b"
    r"|بیمارستان|بستری|(?:مریض|بیمار|تصادف|جراحی|عمل) (?:بودم|بود|شدم|شد|کردم|داشتم)|فوت (?:کرد|شد)\w*|مرحوم شد|عزادار|ختم \w+ بود|(?:پا|دست|پام|دستم)(?: \w+){0,2} شکست\w*|زایمان"
    r"|سرباز\w*|خدمت سربازی|پادگان|(?:امتحان|کنکور)\w*(?: \w+){0,4} (?:داشتم|بود|نتونستم|نشد|درگیر)\w*|(?:درگیر|گرفتار)(?: \w+){0,2} (?:امتحان|کنکور|بیمار)\w*"
    r"|\b(?:bimarestan|mariz budam|sarbaz\w*|tasadof kardam|emtehan dashtam)\b"
)
_LATE = re.compile(
    r"\b(?:late|overdue|fines?|fees?|charges?|charged|owe|days|deadline|bring (?:it|them) back|return (?:it|them)|due)\b|دیر|جریمه|جریم|دیرکرد|بدهی|مهلت|موعد|نتونستم بیا|نتوانستم بیا|پس بدم|برگردون|\b(?:dir|jarime|dirkard)\b"
)
_REMINDERS = re.compile(
    r"\b(?:text|texts|texted|texting|sms|messages?|reminders?|notifications?|emails?)\b|پیامک\w*|اس ?ام ?اس\w*|یادآوری\w*|\bpayamak\w*"
)
_ANGER = re.compile(
    r"\b(?:another|again|every (?:single )?(?:day|hour|week)|stop (?:sending|texting|spamming|bothering)|harass\w*|spam\w*|sick of|fed up|enough|keep (?:sending|texting|getting)|bombard\w*|how many|stop (?:it|that|this|them)|whenever you (?:like|want)|leave me alone|give me a break|(?:two|three|four|five|ten|\d+) (?:messages|texts|emails|reminders)|can't (?:just|simply)|i know (?:they're|they are|it's|it is))\b|!{2,}"
    r"|این چه وضع\w*|هر روز|روزی چند|مدام|همش|هی پیامک|خسته شدم|خسته کرد\w*|ول کن\w*|بس کن\w*|کلافه|نفرستید|نفرستین|مزاحم|چه خبره|دست بردار\w*|بسه|(?:دو|سه|چهار|پنج|ده|چند)(?: تا| بار)? (?:پیام|پیامک|اس ?ام ?اس)|می ?دونم دیر\w*|\b(?:har rooz|hamash|khaste shodam)\b"
)


@kept
def find_plea(text: str) -> str | None:
    """Tell whether a text tells why something could not be done: "late" where it speaks of being late, else "told"."""
    said = fold(text).replace("’", "'")
    if _REASON.search(said) is None:
        return None
    return "late" if _LATE.search(said) else "told"


def bothered_by_reminders(text: str) -> bool:
    """Tell whether a text is angry at messages that the library sends of things overdue."""
    said = fold(text).replace("’", "'")
    return _REMINDERS.search(said) is not None and _ANGER.search(said) is not None and _LATE.search(said) is not None


_WAIVES = re.compile(
    r"\b(?:waiv\w{1,4}|forgiv\w{1,5}|let me off|allowances?|exempt\w{0,4}|mercy|lenien\w{1,3}|written off|(?:remove|reduce|lift|lower|take off|cut|delete|wipe|drop|cancel)(?: off)?(?: (?:the|my|this|that|all|late)){0,2} (?:fees?|fines?|charges?|debts?)|(?:fees?|fines?|charges?|debts?) (?:\w{1,5} ){0,2}(?:removed|reduced|lifted|lowered|cancel+ed|dropped|wiped|cut))\b"
    r"|(?<!\w)(?:بخش(?:ش|یده|ودگی)\w{0,4}|معاف\w{0,4})(?!\w)|(?:جریم|بدهی)\w{0,4}[^.؟?!]{0,14}ببخش\w{0,6}|ببخشید?ش?(?: این)? (?:جریم|بدهی)\w{0,4}(?![^.؟?!]{0,14}(?:چق|چند|بابت|کی))|(?:جریم|بدهی)\w{0,4}[^.؟?!]{0,14}(?:حذف|پاک|کم)(?!\w)|گواهی پزشک|\b(?:bebakhsh\w{0,4}|moaf\w{0,3})\b"
)
_PARDON = re.compile(r"^\W{0,3}(?:ببخش\w{0,4}|bebakhsh\w{0,3})|\b(?:sorry|forgive (?:me|any|the mistakes?|my))\b")


def asks_to_waive(text: str) -> bool:
    """Tell whether a text asks for a fee to be waived or lowered; who asks pardon asks for none."""
    said = fold(text).replace("’", "'")
    return _WAIVES.search(_PARDON.sub(" ", said)) is not None


_OF_LATENESS = re.compile(
    r"\b(?:late|overdue|fine[sd]?|fees?|charge[sd]?|owe|(?:could ?n't|could not|can ?not|can't|unable to) (?:bring|return|give)\b[^.?!]{0,20}\b(?:back|it|them|books?))\b"
    r"|دیر|جریم|دیرکرد|بدهی|ن(?:می ?)?(?:تونستم|توانستم|شد) (?:\w{1,8} ){0,2}(?:بیا|پس|بر)|پس بدم|برگردون|\b(?:dir|jarime|dirkard)\b"
)


def speaks_of_lateness(text: str) -> bool:
    """Tell whether a text speaks of lateness or of a fee: days and dates alone may be those of anything."""
    return _OF_LATENESS.search(fold(text).replace("’", "'")) is not None


_READERS = re.compile(
    r"\b(?:kids|children|juniors|students|adults|grown[- ]?ups|seniors|pensioners)\b|(?<!\w)(?:بچه|کودک|نوجوان|دانشجو|بزرگسال|بزرگ|سالمند|بازنشسته)(?: ?(?:ها|هاست|ا|ان|یان|های|های?شون)|اینا|اس|است)\w*|\b(?:bache|koodak|daneshju|bozorg)(?:ha|a)\w*"
)
_COMPARED = re.compile(
    r"\b(?:same|less|lower|cheaper|different\w*|like|too|also|as well|as much|half|exempt|free)\b|(?<!\w)(?:مثل|همین\w*|همون\w*|همان\w*|کمتر\w*|بیشتر\w*|فرق\w*|نصف|هم|یکی\w*|یکسان|معاف\w*|متفاوت\w*|ندار\w*)(?!\w)|\b(?:mesl\w*|hamin\w*|kamtar\w*|farg\w*|fargh\w*|ham)\b"
)


def compares_readers(text: str) -> bool:
    """Tell whether a text asks how it is for one kind of readers beside another: "do children pay the same?"."""
    said = fold(text)
    return _READERS.search(said) is not None and _COMPARED.search(said) is not None and find_plea(text) is None


def speaks_of_readers(text: str) -> bool:
    """Tell whether a text speaks of a kind of readers as such: students, children."""
    return _READERS.search(fold(text)) is not None
