"""Words that mean all of a patron's things at once: "both", "altogether", «جفتش», or one by one: «هر کدوم»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["asks_what_else", "speaks_of_all", "speaks_of_each"]

_PAIR = re.compile(
    r"\b(?:both|the two|the pair|either|two of them)\b|هر ?دو|جفت|دوتا|دو تا|\b(?:jof\w*|har ?do\w*|dota\w*)\b"
)
_ALL = re.compile(
    r"\b(?:all|altogether|together|in total|total|everything|the lot|each of them|every one)\b"
    r"|(?<!\w)(?:همه|همش|همشون|کلش|کلا|جمعا|مجموعا|روی هم|رو هم|سرجمع|در مجموع|با هم|باهم)"
    r"|\b(?:hame\w*|jaman|ruye ham|ba ham|bahaam)\b"
)


def speaks_of_all(folded: str, of: int) -> bool:
    """Tell whether a folded text speaks of all of so many things; "both" does only of two."""
    return bool(_ALL.search(folded)) or (of == 2 and bool(_PAIR.search(folded)))


# No day, branch or person is meant: "each day", «هر دو شعبه».
_EACH = re.compile(
    r"\beach(?: (?:one|book|loan|title|item|reservation|hold))?(?: of (?:them|these|those|my \w{2,12}))?\b(?! (?:day|week|month|year|time|branch|visit|person|patron|member|other|renewal|late|extra)\b)"
    r"|(?<!\w)هر ?(?:کدوم|کدام|یکی|یک)(?:ش|شون|شان|و|م|رو|شو|شونو)?(?!\w)(?! ?(?:از )?(?:روز|هفته|ماه|سال|شعبه|بار|دفعه|ساعت))"
    r"|\bhar ?kodo?u?m\w{0,5}\b(?! (?:rooz|ruz|hafte|shobe))"
)
_BOTH = re.compile(
    r"\bboth(?: of (?:them|those|these|my (?:books|loans|reservations|holds)))?\b(?! (?:branches|libraries|days|weeks|of (?:us|you)|kids|children))"
    r"|(?<!\w)(?:هر ?دو|جفت|دو ?تا)(?: ?تا)?(?:ش|شون|شو|شونو|رو|شان)(?!\w)(?! ?(?:شعبه|روز|هفته|نفر|بچه|کارت))|\b(?:har ?do|joft|do ?ta)(?: ?ta)?(?:sh|sho|shoon|shun|esh|eshoon)\b(?! (?:rooz|ruz|hafte|shobe))"
)
# "I have reserved two books", «دو تا کتاب رزرو کردم»: how many they are, and of which kind.
_NUMBERS = {
    word: at
    for at, words in enumerate(("two دو do 2", "three سه se 3", "four چهار chahar 4"), 2)
    for word in words.split()
}
_COUNTED = {
    "hold": re.compile(
        r"\b(?:i|we)(?:'ve| have| had)? (?:\w{1,9} )?(?:reserved?|requested|ordered)(?: \w{1,9})? (?P<en>two|three|four|[2-4])\b(?! (?:days|weeks|months|hours))|\bmy (?P<my>two|three|four|[2-4]) (?:reservations|holds|reserved)\b|\b(?:have|got) (?P<have>two|three|four|[2-4]) (?:reservations|holds|books? (?:reserved|on hold))\b"
        r"|(?<!\w)(?P<fa>دو|سه|چهار|[2-4]) ?(?:تا|جلد|عدد)? ?(?:کتاب|رزرو)\w{0,2} (?:\w{1,8} ){0,2}?(?:رزرو|دارم|تو نوبت)|(?<!\w)(?P<of>دو|سه|چهار|[2-4]) ?تا رزرو|\b(?P<latin>do|se|chahar|[2-4]) ?ta (?:ketab )?(?:\w{1,8} )?rez\w{2,5}"
    ),
    "loan": re.compile(
        r"\bmy (?P<my>two|three|four|[2-4]) (?:books|loans)\b|\b(?:have|got|borrowed) (?P<have>two|three|four|[2-4]) (?:books|loans)\b"
        r"|(?<!\w)(?P<fa>دو|سه|چهار|[2-4]) ?(?:تا|جلد|عدد)? ?(?:کتاب|امانت)\w{0,2} (?:\w{1,8} ){0,2}?(?:دستم|گرفت|امانت)|\b(?P<latin>do|se|chahar|[2-4]) ?ta ketab (?:\w{1,8} )?(?:dastam|gereft)"
    ),
}


# "I know there's Gatsby, but was there anything else?"
_ELSE = re.compile(
    r"\b(?:was|is|were|are) there anything else\b|\b(?:what|anything) else (?:do i have|have i|did i (?:take|borrow|have)|is out|out|on loan|on my card)\b|\bdo i have anything else\b"
    r"|(?<!\w)(?:دیگه|دیگر) (?:چی|چیا|چه کتابی) (?:دستم|دارم|گرفت|برد)\w{0,3}|(?<!\w)(?:چیز|کتاب)ی? (?:دیگه|دیگر)(?: ?ای)? (?:هم )?(?:دستم|دارم|گرفت|برد)\w{0,3}"
    r"|\bdige chi(?:a)? (?:dastam|daram|gereft)\w{0,3}"
)


def asks_what_else(folded: str) -> bool:
    """Tell whether a folded text asks what else there is beside what it names."""
    return _ELSE.search(folded) is not None


def speaks_of_each(folded: str, of: int, kind: str) -> bool:
    """Tell whether a folded text asks of each of so many things of a kind: "each", "both" of two, or all that it counts."""
    said = folded.replace("’", "'")
    if of < 2:
        return False
    if _EACH.search(said) or (of == 2 and _BOTH.search(said)):
        return True
    found = _COUNTED[kind].search(said) if kind in _COUNTED else None
    return found is not None and _NUMBERS[next(one for one in found.groups() if one)] == of
