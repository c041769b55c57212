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


# The things themselves are meant, and no day, branch or person: "each of them", «هر کدومو تا کی».
_THINGS = r"(?:books|loans|reservations|holds|titles)"
_ENDS = r"(?=\W{0,4}$|\s?[.?!,;]|\s(?:until|till|and|please|then|now)\b)"
_ASKS_FA = r"(?:تا|کی|چند\w{0,2}|نفر|چقدر|چقد|کجا|آماده\w{0,3})(?!\w)"
_EACH = re.compile(
    rf"\beach (?:book|loan|title|item|reservation|hold)\b|\beach one\b(?! of)|\beach(?: one)? of (?:them|these|those|my {_THINGS})\b|\b(?:for|keep) each{_ENDS}"
    rf"|(?<!\w)(?:برای|واسه|مال) هر ?(?:کدوم|کدام|یکی)(?:ش|شون|شان)?(?=\W{{0,4}}$|\s?[؟?.!،,]| {_ASKS_FA})|(?<!\w)هر ?(?:کدوم|کدام|یکی?)(?:ش|شون|شان)?(?:و| ?رو| را)? {_ASKS_FA}"
    r"|\bhar ?kodo?u?m(?:o|esh|eshoon|eshun| ro)? (?:ta|key|kei|chand\w{0,2}|nafar)\b"
)
_BOTH = re.compile(
    rf"\bboth (?:of (?:them|those|these|my {_THINGS})|{_THINGS})\b|\b(?:for|keep) both{_ENDS}"
    rf"|(?<!\w)(?:هر ?دو|جفت)(?: ?تا)?(?:شو|شونو|(?:ش|شون|شان)? ?رو)(?!\w)(?! ?(?:شعبه|روز|هفته|نفر|بچه|کارت))|(?<!\w)(?:هر ?دو|جفت)(?: ?تا)?(?:ش|شون|شان)? {_ASKS_FA}"
    r"|\b(?:har ?do|joft)(?: ?ta)?(?:sho|shoono|shuno|esho|esh ro|eshoon ro)\b"
)
# One thing is spoken of: "my kids each want it", «هر کدوم تا کی می‌تونن نگهش دارن».
_IT = re.compile(r"\bit\b(?!'s| is\b)|(?<!\w)(?:نگهش|(?:بیار|بگیر|ببر|بخون)\w{0,2}ش)(?!\w)|\bnegahesh\b")
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


# "I know there's Gatsby, but was there anything else?": of nothing that is named behind it.
_OUT = r"(?: (?:out|on loan|borrowed|on my card))?(?=\W{0,4}$|\s?[.?!]|\sand (?:until |till )?when\b)"
_OUT_FA = r"(?=\W{0,4}$|\s?[.؟?!]|\sو (?:تا )?کی(?!\w))"
_ELSE = re.compile(
    rf"\b(?:was|is|were|are) there anything else{_OUT}|\bdo i have anything else{_OUT}|\bwhat else (?:do i have|have i|did i (?:take|borrow|have)|is){_OUT}"
    rf"|(?<!\w)(?:دیگه|دیگر) (?:چی|چیا|چه کتابی) (?:دستم(?:ه| هست| است)?|دارم|گرفتم|بردم){_OUT_FA}|(?<!\w)(?:چیز|کتاب)ی? (?:دیگه|دیگر)(?: ?ای)? (?:هم )?(?:دستم(?:ه| هست| است)?|دارم|گرفتم|بردم){_OUT_FA}"
    rf"|\bdige chi(?:a)? (?:dastame|dastam hast|daram|gereftam)(?=\W{{0,4}}$|\s?[.?!])"
)


def asks_what_else(folded: str) -> bool:
    """Tell whether a folded text asks what else there is beside what it names."""
    return _ELSE.search(folded) is not None


def speaks_of_each(folded: str, of: int, kind: str) -> bool:
    """Tell whether a folded text asks of each of so many things of a kind: "each", "both" of two, or all that it counts."""
    said = folded.replace("’", "'")
    if of < 2 or _IT.search(said):
        return False
    if _EACH.search(said) or (of == 2 and _BOTH.search(said)):
        return True
    found = _COUNTED[kind].search(said) if kind in _COUNTED else None
    return found is not None and _NUMBERS[next(one for one in found.groups() if one)] == of
