"""What belongs to a matter that was told: its own words again, who it was, when and where, what it looked like."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.cases.grievances import find_grievance
from language.stems import stems

__all__ = ["belongs_to", "may_belong"]

# Who is spoken of already, and what points back.
_POINTS_BACK = re.compile(
    r"\b(?:he|she|they|him|her|his|their|them|its|it was|it is|it's|it has|it had|that (?:man|woman|lady|person|librarian|guard)|the same|this happened|that happened|happened)\b"
    r"|(?<!\w)(?:اسمش\w*|اسمشون|اونم|ایشون|ایشان|همون\w*|همان\w*|اتفاق افتاد\w*|طرف|توش\w*|داخلش\w*|روش|رنگش\w*|جنسش\w*|مارکش\w*|شمارش|شماره ش|ازش|بهش|باهاش)(?!\w)"
)
# When, where and in what circumstances.
_DETAIL = re.compile(
    r"\b(?:yesterday|this morning|last (?:night|week|\w+day)|around \d+|at (?:about |around )?\d+|\d+ ?(?:am|pm)|o'clock|on (?:floor|the \w+ floor)|(?:first|second|third|ground) floor|near the|next to the|at the (?:desk|counter|entrance|door)|in the (?:reading room|toilets?|hall|caf[eé]|courtyard|lift))\b"
    r"|(?<!\w)(?:دیروز|دیشب|پریروز|امروز صبح|صبح|عصر|ظهر|هفته پیش|ساعت \d+|حدود(?:ا)?|طبقه|همکف|کنار|نزدیک|جلوی|پشت|دم در|میز امانت|پیشخوان|سالن مطالعه|کافه|حیاط|آسانسور)(?!\w)"
)
# What a thing looks like.
_LOOKS = re.compile(
    r"\b(?:black|white|red|blue|green|brown|gr[ea]y|yellow|pink|leather|cloth|plastic|metal|small|large|big|old|new|with a|brand|made of|initials|inside)\b"
    r"|(?<!\w)(?:مشکی|سیاه|سفید|قرمز|آبی|سبز|قهوه ?ای|خاکستری|طوسی|زرد|صورتی|چرمی|چرم|پارچه ?ای|پلاستیکی|فلزی|کوچیک|کوچک|بزرگ|کهنه|نو|مارک|جنس|رنگ)(?!\w)"
)
# Who tells what happened says what was done.
_TELLS = re.compile(
    r"\b(?:i|we|my \w+) (?:was|were|had|have|went|came|asked|told|waited|saw|heard|left|lost|said|tried|called|felt|got|paid|returned|brought|took|missed)\b"
    r"|(?<!\w)\w+(?:م|یم) (?:بود|شد|کرد)\w*|(?<!\w)(?:بودم|بودیم|رفتم|رفتیم|اومدم|آمدم|گفتم|پرسیدم|دیدم|شنیدم|خواستم|کردم|کردیم|گذاشتم|دادم|گرفتم|موندم|زدم|گفت|گفتن|کردن|بودن|داشتم|داشت)(?!\w)"
)
_COMMON = frozenset(
    word
    for text in (
        "the a an i we you he she it they my your our his her to of in on at for and or but is are was were be been have has"
        " had do did does not no so very with from by this that there here me us them what when who how will would can could"
        " just too also again please thanks hello library",
        "و یا اما ولی که تا به از با در بر برای را رو هم من ما شما او این آن اون یک یه است بود شد کرد کردم بودم خیلی نه"
        " دیگه همین کتابخانه کتابخونه سلام لطفا ممنون چون اگر اگه هر همه چی چه",
    )
    for word in stems(text)
)


def belongs_to(text: str, told: str, matter: str) -> bool:
    """Tell whether words surely belong to a matter (an intent) that was told in other words.

    They do when they name what was told, point back to who was spoken of, are a grievance beside a complaint, or say
    what a lost thing looks like.
    """
    folded = fold(text)
    if not _telling(folded).isdisjoint(_telling(fold(told))):
        return True
    if matter == "complaint" and find_grievance(text) is not None:
        return True
    if matter == "lost_property" and (_LOOKS.search(folded) or _DETAIL.search(folded)):
        return True
    return _POINTS_BACK.search(folded) is not None


def may_belong(text: str) -> bool:
    """Tell whether words tell a time, a place, a look or what somebody did: it may be of the matter or of another."""
    folded = fold(text)
    return any(pattern.search(folded) for pattern in (_DETAIL, _LOOKS, _TELLS))


def _telling(folded: str) -> set[str]:
    return {word for word in stems(folded) if word not in _COMMON and len(word) > 1}
