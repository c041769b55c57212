"""Whose works are wished for, and whose are not."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.name_words import LIKE_END, LONGEST_NAME, NO_NAMES, POINTING
from language.requests.reading.reading_words import FILLING
from language.requests.reading.terms import find_term, is_known

__all__ = ["find_author", "find_not_by"]

_BY = re.compile(
    r"(?:\b(?:by|written by|from the pen of)\s+|(?<!\w)(?:نوشته|نوشته ی|اثر|آثار|اثری از|کارهای|کتابهای|به قلم|(?P<of>از|az))\s+)(?P<what>[^.,;!?،؛؟\n]{2,40})"
)
# «از دست داده», «از اول»: a turn of speech, and nobody's name.
_NO_AUTHOR = frozenset(
    "شده شدهاند شدن باشه باشد هست دست یاد صفر بین پس قبل پیش اول آخر آخرش نظر طرف کجا وقتی روی رو تو توی همون همین نوع جنس سر ته بس لحاظ جمله دم راه زیر بالا"
    " صفحه ابتدا همه خودت خودتون شما dast yad bein ghabl pish aval avval safhe ebteda hame khodet khodetun shoma akhar nazar taraf koja vaghti ru tu".split()
)
# What one is weary or afraid of, or what comes after it: «خسته شدم از گوشی», "bad az harry potter".
_GOVERNED = re.compile(
    r"(?:(?<!\w)(?:خسته|خسته ?ام|خستم|بیزارم?|متنفرم?|فراری|دلزده|سیرم?|کلافه|ناراحتم?|می ?ترس\w{1,3}|بدم|دور|پر|بعد|جدا|غیر)(?: (?:شد\w{0,4}|میاد|می ?آید|هستم))?"
    r"|\b(?:khaste|bizar\w?|motenafer\w?|farari|delzade|sir\w?|kalafe|narahat\w?|mitarsam|badam|dur|door|por|bad|ba'd|joda|gheyre?)(?: (?:shod\w{0,3}|شد\w{0,3}|miad|hastam))?) $"
)
_EITHER = re.compile(r" (?:or|یا|ya) ")
_NOT_BY = re.compile(
    r"(?:[,;] )?\b(?:but |just |though )?not another (?P<more>[^.,;!?\n]{2,30}?)(?: (?:book|novel|again|please|pls|this time))?(?= ?[.,;!?]| ?$)"
    r"|(?:[,;] )?\b(?:(?:but |just )?(?:not|nothing|none|no more|anything but|no)(?: anything| one| ones| any)?(?: (?:else|more))? (?:by|from|of)|by anyone (?:but|except)|other than|apart from|except(?: for)?|besides)\s+(?P<by>[^.,;!?\n]{2,30}?)(?: (?:again|please|pls|this time|though))?(?= ?[.,;!?]| ?$)"
    r"|(?:از|کار|نوشته ?ی?|اثر)\s+(?P<fa>[^.،؛!؟?\n]{2,30}?)(?: خودش)? (?:نباشه|نباشد|نباشن|نمی ?خوام|نه)(?!\w)"
    r"|(?:[،,] ?|(?<!\w)(?:ولی|اما) )?(?<!\w)نه (?:از|کار|نوشته)(?: |‌)(?P<not>[^.،؛!؟?\n]{2,30}?)(?= ?[.،؛!؟?]| ?$| (?:باشه|باشد|لطفا))"
    r"|(?<!\w)(?:به )?(?:غیر از|به جز|بجز|جز) (?:کارهای|کارای|آثار|کتاب ?های|کتابای|نوشته ?های) (?P<but>[^.،؛!؟?\n]{2,30}?)(?= ?[.،؛!؟?]| ?$| (?:باشه|باشد|لطفا))"
    r"|\b(?:az|kare) (?P<fin>[^.,;!?\n]{2,30}?) nabashe\b"
)
_POINTS_BACK = frozenset(
    "him her them same that this همین همون همان این اون آن خودش خود hamin hamoon hamun un oon".split()
)
_NOT_NAME = re.compile(r"[,;] ?(?:but )?not (?P<name>[^.,;!?\n\s]{3,20})(?: again| please)?\s*[.!?]?\s*$")


def find_author(plain: str) -> str:
    """Give whose work it shall be: "by …", «از …», where what follows is a name and no word of ours."""
    for found in _BY.finditer(plain):
        name = LIKE_END.sub("", f" {found['what']} ").strip()
        said = name.split()
        # "Not too bad by Christie" governs no English "by".
        if found["of"] and _GOVERNED.search(plain[: found.start()]) is not None:
            continue
        pointing = bool(said) and said[0] in POINTING | NO_NAMES | _NO_AUTHOR
        if said and not pointing and not any(map(is_known, said)) and len(said) <= LONGEST_NAME:
            return _EITHER.sub("|", name)
    return ""


def _is_kind(name: str) -> bool:
    """Tell whether what is not wanted is a kind of book, and nobody: «نه از این self-help»."""
    words = tuple(word for word in name.split() if word.isalpha() and word not in POINTING)
    return bool(words) and find_term(words) is not None


def find_not_by(plain: str) -> tuple[tuple[str, ...], str]:
    """Give the name whose works are not wanted, and the text without it: "nothing by Austen"."""
    found = _NOT_BY.search(plain)
    name = next(filter(None, found.groups()), "") if found is not None else ""
    if not name and (bare := _NOT_NAME.search(plain)) is not None:
        # "Anything similar, not Austen": no word of ours.
        found, name = bare, bare["name"]
    words = tuple(word for word in name.split() if word not in FILLING)
    if found is None or not words or len(words) > LONGEST_NAME or any(map(is_known, words)) or _is_kind(name):
        return (), plain
    if words[0] in _POINTS_BACK:
        # "Not by him" names nobody.
        return (), f"{plain[: found.start()]} {plain[found.end() :]}"
    return (" ".join(words),), f"{plain[: found.start()]} {plain[found.end() :]}"
