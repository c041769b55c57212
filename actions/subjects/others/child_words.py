"""How guardians speak of a child's account: whose it is, and what is asked of it; and how children speak of guardians."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.normalise import fold, squash

__all__ = [
    "asks_who_sees",
    "is_named",
    "is_of_child",
    "is_of_several",
    "is_theirs",
    "says_again",
    "speaks_of_guardians",
    "stops_telling",
    "topic_of",
    "without_child",
]

_ONE_EN = "daughter|son|child|kid|boy|girl|grandson|granddaughter|niece|nephew|little one"
_MANY_EN = "daughters|sons|children|kids|boys|girls|grandchildren|little ones"
_ONE_FA = r"(?:دختر|پسر|بچه|فرزند|کودک|نوه)(?: ?(?:م|ام|مون|امون|مان))(?:و|رو)?"
_MANY_FA = r"(?:دخترا|پسرا|بچه ?ها|فرزندان|بچه ?هایم|نوه ?ها|دخترها|پسرها)(?:ی)?(?:م|یم|مون|مان)(?:و|رو)?"
_ONE_LATIN = "dokhtaram|pesaram|bacham|bachamo|farzandam|navam"
_MANY_LATIN = "bacheham|bachehamun|dokhtaram ina"
_CHILD = re.compile(
    rf"\b(?:my|our) (?:\w+ )?(?:{_MANY_EN}|{_ONE_EN})\b|\b(?:{_ONE_LATIN}|{_MANY_LATIN})\b|(?<!\w)(?:{_MANY_FA}|{_ONE_FA})(?!\w)"
)
_SEVERAL = re.compile(rf"\b(?:my|our) (?:\w+ )?(?:{_MANY_EN})\b|\b(?:{_MANY_LATIN})\b|(?<!\w)(?:{_MANY_FA})(?!\w)")
# A wish for a child, or a rule for children, is none of the child's account.
_OTHERWISE = re.compile(
    rf"\bfor (?:my|our|a) (?:\w+ )?(?:{_MANY_EN}|{_ONE_EN})\b(?!')"
    rf"|\b(?:can|could|may|should|must|does|do) (?:my|our|a|the) (?:\w+ )?(?:{_MANY_EN}|{_ONE_EN}) (?!have\b|has\b|owe|still|need to (?:return|bring))"
    r"|\bhow (?:many|long|much|often)\b.*\b(?:can|may|could|allowed)\b"
    r"|\b(?:lost|lose|torn|tore|damaged|ripped|wet|broke)\b|\b(?:wants?|would like|looking for|likes?|loves?) (?:to|a|an|some|the)\b"
    r"|(?<!\w)(?:برا|برای|واسه|واسهی) ?(?:دختر|پسر|بچه|فرزند|کودک|نوه)\w*(?!.*تمدید)"
    r"|گم ?(?:کرد|شد)|پاره|خراب|خیس|(?<!\w)(?:میتونه|میتونن|میشه براش)(?!\w)|چند تا کتاب|(?<!\w)(?:میخواد|میخوان|دوست داره)(?!\w)"
)
_TOPICS = (
    ("remind", r"\bremind\w*|\bnotif(?:y|ications?|ied)\b|\b(?:tell|text|email|message) me (?:before|when)|یادآور|یادم (?:ب|ن)(?:نداز|یار)|خبرم? ?(?:کن|بده|نده|نکن)|خبر (?:بد|ند)(?:ه|ین|ید)|yadavari"),
    ("private", r"\b(?:chats?|conversations?|complain\w*|cases?|history|fines?|fees?|owes?|debts?|searche[sd])\b|\bread (?:before|so far|last)|\b(?:last|past|previous) (?:week|month|year|summer|winter)\b|\b(?:ever|already) (?:read|borrowed)|\b(?:has|have|did) \w+ read\b|چت|گفت ?و ?گو|پیامهای|پرونده|شکایت|سابقه|تاریخچه|(?<!\w)قبلا(?!\w)|پارسال|(?:ماه|هفته|سال) (?:پیش|قبل|گذشته)|تا حالا چی|جریمه|بدهی|بدهکار|jarime|bedehi"),
    ("renew", r"\brenew\w*|\bextend\w*|\bextension|تمدید|tamdid"),
    ("holds", r"\b(?:holds?|reservations?|reserved|waiting (?:for|at)|in the queue|ready (?:for|to))\b|رزرو(?! ?(?:کن|بکن|میخوا|میکن))|نوبتش|(?<!\w)آماده|rezerv(?! kon)"),
    ("loans", r"\b(?:have|has|had|got|having) (?:\w+ ){0,3}out\b|\bcheck(?:ed)? out\b|\bborrowed\b|\bon loan\b|\bloans?\b|\bdue\b|\boverdue\b|\b(?:bring|take|give|hand|be|are|is) (?:\w+ ){0,3}back\b|\breturn(?:ed|ing)?\b|\bon (?:her|his|their|\w+'s) card\b|امانت|موعد|سررسید|مهلت|دیرکرد|دیر شد|عقب ?افتاد|(?<!\w)(?:گرفته|برده|دستشه|دستش|دستشونه)(?!\w)|تحویل|برگردون|برگردان|پس ?بد|(?<!\w)کی باید|amanat|sar ?resid|moe?d"),
)  # fmt: skip
_COMPILED = tuple((topic, re.compile(words)) for topic, words in _TOPICS)
_THEIRS = re.compile(r"\b(?:her|his|their|hers|theirs|she|he|they)\b|\w(?:اش|هاش|هاشو|هاشون|هاشونو|شونو|شو|ش رو)(?!\w)")
# Words around a name that make it somebody's, and no word of a title or of the sentence.
_BEFORE = re.compile(
    r"(?:^|\s)(?:(?:کتاب|امانت|رزرو|حساب|کارت|موعد|سررسید|مهلت|دیرکرد|قرض)\S*|برای|واسه|مال|از|خود|دخترم|پسرم|بچم|does|did|has|is|are|of|for|about|whether|if|when|what|remind me of|renew)\s$"
)
_AFTER = re.compile(
    r"^(?:'s|s')(?:\s|$|\?)|^\s(?:has|have|have to|had|got|need|needs|borrowed|still|should|must|owe|owes|is|are|چی|چه|چند|رو|را|کی|تا|هنوز|الان|باید|امانت|رزرو|کتاب|گرفته|داره|دارد|دستشه)(?:\s|$|\?|؟)"
)
# The verb of telling with what ends it: neither "don't forget to remind me", nor «مونده», nor «یه بار دیگه».
_TELLING_EN = r"(?:remind|tell|notif|messag|text|e?mail|alert|send|bother)\w*"
_REMINDERS_EN = r"(?:reminders?|reminding|notifications?|notices?|messages?|texts?|emails?|alerts?)"
_GOES_ON_EN = r"(?<!don't )(?<!dont )(?<!not )(?<!never )(?<!did you )(?<!have you )"
_NOT_ENDED_FA = r"(?:(?!(?:کن|کنید|کنین|بکن|بده|بدید|بدین|بفرست\w*|و)(?!\w))[^\s،,.؛!?؟]+ ){0,6}"
_ENDED_FA = r"(?:قطع|لغو|متوقف|خاموش|غیر ?فعال|حذف|کنسل|تموم|بس|نمیخوام|نخواستم|نباشه|لازم (?:نیست|ندارم)|نیازی? (?:نیست|ندارم))"
_STOPS_TELLING = re.compile(
    rf"\b(?:don't|dont|do not|never|no need to) (?:\w+ )?(?:remind|notify|message|text|e?mail|alert|send|tell|bother)(?: (?:me|us|any|the|these|those|of|about|anymore|any more|{_REMINDERS_EN})\b|\W*$)"
    rf"|\b(?:don't|dont|do not|no longer) (?:want|need) (?:(?:to|be|get|receive|you|any|more|the|these|those|further|your|her|his|their) )*(?:{_TELLING_EN}|{_REMINDERS_EN})\b"
    rf"|{_GOES_ON_EN}\b(?:stop|quit|cease)(?: (?:the|these|those|all|your|her|his|their|with|any|sending|me))* (?:{_TELLING_EN}|{_REMINDERS_EN})\b"
    rf"|\bno more (?:(?:of|the|these|those) )*{_REMINDERS_EN}\b|\bunsubscribe\b"
    rf"|{_GOES_ON_EN}\b(?:cancel|disable|end|remove|delete|(?:turn|switch|shut) off) (?:[\w']+ ){{0,3}}(?:reminders?|notifications?)\b"
    rf"|{_GOES_ON_EN}\b(?:turn|switch|shut) (?:[\w']+ ){{0,3}}(?:reminders?|notifications?|them|it) (?:[\w']+ ){{0,5}}off\b"
    r"|(?<!\w)(?:نفرست(?:ید|ین)?|خبر(?:م|مون|ی)? ?(?:نده|ندین|ندید|ندهید|نکن|نکنید|نکنین)|یادم ?(?:نیار|نیارید|نیارین|ننداز|نندازید|نندازین))(?!\w)"
    r"|(?<!\w)یادآور\w* (?:رو |را )?(?:نکن|نکنید|نکنین|نده|ندید|ندین|نشه|نباشه)(?!\w)"
    rf"|(?<!\w)یادآور\w* (?!کن(?!\w)|کنید|کنین|بکن|بده|بدید|بدین|بفرست){_NOT_ENDED_FA}{_ENDED_FA}(?!\w)"
    rf"|(?<!\w){_ENDED_FA} (?:کن\w*|بشه|دیگه|این|اون|همه) ?(?:این |اون |همه ?ی? )?یادآوریها?"
    r"|(?<!\w)(?:نمیخوام|لازم نیست) (?:دیگه )?(?:(?!(?:دیر|یادم|فراموش|جریمه|جا|بشه|شه)(?!\w))[^\s،,.؛!?؟]+ ){0,6}(?:یادآوری (?:کن\w+|بشه|بفرست\w+|بگیرم)|خبرم? (?:بد\w+|کن\w+)|یادم بنداز\w+)"
    r"|\byadavari (?:nakon\w*|nemikham|nafrest\w*|ro ghat\w*|ghat\w*)|\bkhabar(?:am)? (?:nade\w*|nakon\w*)|\bnafrest\w*"
)
# Behind a yes: the words of the deed and of what it is done with, and none that chooses among these.
_DEED_AGAIN = re.compile(
    r"renew(?:ed)?|extend(?:ed)?|please|do|so|i|we|i'd|want|would|like|you|to|can|go|ahead|and|the|them|it|these|those|that|this|all|both|of|everything|her|his|their|my|our|for|books?|loans?|items?|now|thanks|thank|be|have|get|'s"
    r"|تمدید(?:ش|شو|شون|شونو|شان)?|ب?کن\w{0,2}|ب?شه|ب?شن|هر|دو|هردو(?:ش|شو|شون|تا)?|همه(?:ش|شو|شون|شونو|ی|اش)?|کتاب(?:ا|ها)?(?:ی|ش|شو|شون|اش)?|امانت(?:ا|ها)?(?:ی|ش|شو|شون|اش)?|رو|را|و|هاش|هاشو|براش|براشون|برای|برا|واسه|واسش|این|اینا|اینها|اونا|اونها|همین|همینا|لطفا|ممنون|میخوام|که|بی|زحمت"
    r"|tamdid(?:esh|eshun|eshoon)?|kon\w*|hame|ketabash\w*|ro"
)
# Who says this agrees to something else, or not yet.
_OTHERWISE_AGREED = re.compile(
    r"\b(?:but|only|if|unless|except|not|later|first|instead)\b|n't\b|(?<!\w)(?:ولی|اما|فقط|اگه|اگر|جز|بجز|به شرط\w*|بعدا|اول|نه)(?!\w)"
)
_OF_GUARDIANS = re.compile(
    r"\b(?:mother|mum|mom|mommy|father|dad|daddy|parents?|guardian|grandma|grandmother|grandpa|grandfather|family)\b"
    r"|(?<!\w)(?:مامان|مادر|بابا|پدر|والدین|سرپرست|قیم|خانواده|مامانبزرگ|مادربزرگ|پدربزرگ)(?:م|ام|مو|م رو|مون|مان|ها|هام)?(?!\w)|\b(?:mamanam?|babam?|pedaram|madaram)\b"
)
_SEEING = re.compile(
    r"\b(?:see|sees|seeing|look at|looks at|looking at|view|check|checks|access|spy|renew|renews|know what|knows what)\b"
    r"|(?<!\w)(?:(?:ن?می|ن?ب|ن)?بین\w*|دسترسی\w*|سرک|(?:ن?می|ن?ب|ن)?دون\w*|تمدید\w*)(?!\w)"
)
_WHO_SEES = re.compile(
    r"\bwho (?:else )?(?:can|may|could|is able to|is allowed to) (?:see|look|view|check|access|renew)\b"
    r"|(?<!\w)(?:چه کسی|کی|کیا|چه کسانی|کسی)(?: \S+){0,4} (?:(?:ن?می|ن?ب)?بین\w*|دسترسی دار\w*)(?!\w)"
)
_OWN_THINGS = re.compile(
    r"\b(?:my|mine) (?:\w+ )?(?:loans?|books?|card|account|reservations?|holds?|record|stuff)\b"
    r"|\bwhat i(?:'m|'ve| am| have)? (?:borrow|read|take|got|check|have)\w*"
    r"|(?<!\w)(?:امانت|کتاب|رزرو|حساب|کارت)(?:ها|ا|های)?(?:م|مو|م رو|یم|ی من)(?!\w)|(?<!\w)چی (?:میخونم|میگیرم|امانت)"
)


def topic_of(text: str) -> str | None:
    """Name what a text asks of an account: remind, private, renew, holds or loans; None for nothing of it."""
    said = fold(text)
    return next((topic for topic, words in _COMPILED if words.search(said)), None)


def is_of_child(text: str) -> bool:
    """Tell whether a text speaks of a child of the writer's, and not of what is wished for one, or is a rule for all."""
    said = fold(text)
    return _CHILD.search(said) is not None and _OTHERWISE.search(said) is None


def is_of_several(text: str) -> bool:
    """Tell whether it speaks of more children than one."""
    return _SEVERAL.search(fold(text)) is not None


def is_theirs(text: str) -> bool:
    """Tell whether it speaks of somebody's things without a name: "and her reservations?", «رزروهاش چی؟»."""
    return _THEIRS.search(fold(text)) is not None


def is_named(text: str, name: str) -> bool:
    """Tell whether a text speaks of somebody by their first, or whole, name: a word that may be one is not enough."""
    said = fold(text)
    if _OTHERWISE.search(said):
        return False
    names = {fold(name), fold(next(iter(name.split()), ""))} - {""}
    for one in names:
        for found in re.finditer(rf"(?<!\w){re.escape(one)}(?!\w)", said):
            before, after = said[: found.start()], said[found.end() :]
            if " " in one or _BEFORE.search(before) or _AFTER.search(after):
                return True
    return False


def without_child(text: str, names: Sequence[str]) -> str:
    """Give what a text says besides whose it is, so that a name of a child is not looked for among titles."""
    left = re.sub(_CHILD, " ", fold(text))
    for name in names:
        for one in (fold(name), fold(next(iter(name.split()), ""))):
            left = re.sub(rf"(?<!\w){re.escape(one)}(?:'s)?(?!\w)", " ", left) if squash(one) else left
    return " ".join(left.split())


def stops_telling(text: str) -> bool:
    """Tell whether a text ends reminders, in so many words; one that only mentions an end, or forgetting, does not."""
    return _STOPS_TELLING.search(fold(text)) is not None


def says_again(text: str, rest: str, topic: str, names: Sequence[str]) -> bool:
    """Tell whether a yes with `rest` behind it only says again what was asked of a child: "renew" or "remind".

    `names` are the child's.
    """
    if text.rstrip().endswith(("?", "؟")) or _OTHERWISE_AGREED.search(fold(text)):
        return False
    if topic == "remind":
        return not stops_telling(text)
    return all(map(_DEED_AGAIN.fullmatch, re.findall(r"[\w']+", without_child(rest, names))))


def speaks_of_guardians(text: str) -> bool:
    """Tell whether somebody speaks of a guardian of theirs who may see, or renew, what is on their own card."""
    said = fold(text)
    return bool(_OF_GUARDIANS.search(said) and _SEEING.search(said) and _OWN_THINGS.search(said))


def asks_who_sees(text: str) -> bool:
    """Tell whether somebody asks who may see what is on their own card."""
    said = fold(text)
    return bool(_WHO_SEES.search(said) and _OWN_THINGS.search(said))
