"""How many people come, and how many books are given, where a message plainly says one number of them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.digits import to_ascii
from language.normalise import fold
from language.numerals import ENGLISH_COUNT, PERSIAN_COUNT, number_of

__all__ = ["many_books", "people_in"]

_TENS = {
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "چهل": 40, "پنجاه": 50,
    "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90, "صد": 100, "دویست": 200,
}  # fmt: skip
_EN = rf"\d{{1,4}}|forty|fifty|sixty|seventy|eighty|ninety|{ENGLISH_COUNT}"
_FA = rf"\d{{1,4}}|چهل|پنجاه|شصت|هفتاد|هشتاد|نود|صد|دویست|{PERSIAN_COUNT}"
_NUMBER = re.compile(rf"\b(?:{_EN})\b|(?<!\w)(?:{_FA})(?!\w)")
_PUPILS = r"(?:pupils|students|children|kids|people|persons|girls|boys)\b"
_FA_PUPILS = r"(?:نفر|دانش ?آموز|بچه|شاگرد|کودک)"
# Those who come, of whom the speaker is one or whom they bring.
_PEOPLE = re.compile(
    rf"\bwe(?:'re| are| will be|'ll be)(?: about| around)? (?P<we>{_EN})\b(?! (?:o'?clock|min\w*|hours?|days?|weeks?|months?|years?|km|miles|stops?))"
    rf"|\b(?P<us>{_EN}) of us\b|\b(?:class|group|party) of (?P<of>{_EN})\b(?! (?:years?|days?|hours?))"
    rf"|\b(?:bring|have|with|they are|they're) (?P<en>{_EN}) (?:\w{{1,12}} )?{_PUPILS}|^\W{{0,3}}(?P<bare>{_EN}) {_PUPILS}"
    rf"|(?<!\w)(?P<fa>{_FA}) ?(?:تا )?{_FA_PUPILS}[ \u200c]?(?:یم|ایم|هستیم|می ?شیم|می ?شویم|باش\w{{1,3}}|(?:و|با|به ?همراه|به ?علاوه) (?:{_FA}) (?:نفر )?(?:معلم|مربی|همراه|آموزگار|بزرگسال))(?!\w)"
    rf"|(?<!\w)ما (?P<ma>{_FA}) ?تا ?(?:یم|ییم|هستیم)(?!\w)"
)
_GROWN = re.compile(
    rf"\b(?:and|plus|with|\+) (?P<en>{_EN}|a) (?:teachers?|adults?|carers?|helpers?)\b"
    rf"|(?<!\w)(?:و|با|به ?همراه|به ?علاوه) (?P<fa>{_FA}) (?:نفر )?(?:معلم|مربی|همراه|آموزگار|بزرگسال)"
)
# Of each group, of several, or of no sure number.
_NOT_ALL = re.compile(
    r"\b(?:each|every|per|classes|groups|more than|less than|fewer|at a time|or more|or so more|last (?:time|year)|if we|instead|half|minus|except|some of)\b"
    r"|(?<!\w)(?:هر|کلاس[ \u200c]?ها\w*|گروه[ \u200c]?ها\w*|بیشتر از|کمتر از|بیش از|پارسال|دفعه پیش|نصف\w*|به ?جز)(?!\w)"
)
_BOOKS = re.compile(
    rf"\b(?P<en>{_EN})(?: or so)? (?:(?!and\b|has\b|have\b|is\b|are\b|of\b|in\b|for\b|years?\b|yrs?\b|days?\b|pages?\b|dollars?\b|with\b|or\b)[a-z]{{2,12}} ){{0,2}}(?:books|novels|volumes)\b"
    rf"|\b(?:books|novels),? (?:maybe|about|around|perhaps|some|nearly|at least) (?P<after>{_EN})\s{{0,2}}(?:$|[.,;?!])"
    rf"|(?<!\w)(?<!دهه )(?<!پلاک )(?P<fa>{_FA}) ?(?:تا |جلد |عدد )?(?:کتاب|رمان|جلد)(?!خ)"
)
# Given before, bought, sold, read or asked for, they are not offered now.
_NOT_OFFERED = re.compile(
    r"\b(?:gave|given|donated|brought|bought|buy|sales?|sell\w*|sold|borrow\w*|lent|lost|read|last (?:year|month|week|time)|ago|do(?:es)? you (?:have|hold|own|keep|sell|need)|have you)\b"
    r"|(?<!\w)(?:دادم|دادیم|دادند|آوردم|آوردیم|اهدا کرد\w+|خرید\w*|می ?خرم|فروش\w*|پارسال|قبلا|خوندم|خواندم|گم|امانت|پیش(?! از))(?!\w)"
)
_A_YEAR = range(1200, 2101)


def people_in(text: str, besides: str = "") -> int | None:
    """Give how many people come, where one number is said of them, with the grown-ups beside; `besides`: its dates."""
    said = to_ascii(fold(text)).replace("’", "'")
    found = list(_PEOPLE.finditer(said))
    if len(found) != 1 or _NOT_ALL.search(said):
        return None
    people = _count(next(filter(None, found[0].groups())))
    grown = _GROWN.search(said, found[0].start())
    more = _count(next(filter(None, grown.groups()))) if grown else 0
    known = [people, *([more] if more else []), *_numbers(to_ascii(fold(besides)))]
    for number in _numbers(said):
        # Another number may be the one that is meant.
        if number not in known:
            return None
        known.remove(number)
    return people + more


def many_books(text: str) -> int | None:
    """Give how many books a text offers; None where it counts none, or speaks of others."""
    said = to_ascii(fold(text)).replace("’", "'")
    if _NOT_OFFERED.search(said):
        return None
    counts = [_count(next(filter(None, found.groups()))) for found in _BOOKS.finditer(said)]
    return max((count for count in counts if count not in _A_YEAR), default=None)


def _numbers(said: str) -> list[int]:
    return [_count(found[0]) for found in _NUMBER.finditer(said)]


def _count(word: str) -> int:
    return _TENS.get(word) or (1 if word == "a" else number_of(word))
