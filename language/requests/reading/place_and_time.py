"""Places and times of a wish: what it is about, when it was written, and what is new."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from language.requests.reading.terms import find_term

__all__ = ["OF_PLACES", "SPAN", "WRITTEN_THEN", "is_new", "is_place"]

# Genres of books that may be about a country.
OF_PLACES = frozenset("cooking history art architecture music travel cinema photography gardening religion".split())
_COUNTRIES = frozenset(
    "russia france germany italy turkey japan روسیه فرانسه آلمان ایتالیا ترکیه ژاپن چین انگلیس".split()
)
_TO_PLACE = frozenset(
    "about to in of for around visit visiting درباره مورد به راجب واسه برای سفر تاریخ فرهنگ هنر معماری vase be".split()
)
_OWN = frozenset("iranian persian ایرانی ایرونی irani foreign translated خارجی ترجمه khareji".split())
# "From Daneshvar until today" is a time, and by whom nothing is.
SPAN = re.compile(
    r"\b(?:from|since) (?:[\w'-]{3,15} ){1,3}(?:until|till|to|up to) (?:today|now|the present|our (?:time|day)s?)\b|(?<!\w)از (?:\w{3,15} ){1,3}تا (?:امروز|الان|حالا|کنون)(?!\w)"
)
# Of these times a book was written, and does not only tell.
WRITTEN_THEN = re.compile(
    r"\b(?:written|published|from|of) (?:in )?(?:the )?(?:19th|20th|21st|nineteenth|twentieth|twenty first) century\b"
    r"|\b(?:19th|20th|21st|nineteenth|twentieth|twenty first) century (?:\w+ )?(?:novels?|fiction|literature|classics?|writers?|authors?|poet\w*|books?|stories|drama)\b"
    r"|\bvictorian (?:\w+ )?(?:novels?|fiction|literature|classics?)\b|\b(?:modern|contemporary)\b|(?:رمان|ادبیات|نویسنده|شعر|کتاب|داستان)\w*(?: \w+){0,2} (?:قرن|سده)|معاصر|مدرن|امروزی"
)
_NEW_OF = frozenset(
    "book books novel novels title titles anything something ones one thing stuff releases arrivals film films audiobooks fiction"
    " کتاب کتابی کتابای کتابهای رمان رمانی رمانهای فیلم چی چیز چیزی چیا داستان های رسیده ketab ketabe ketabi roman chi chizi".split()
)
_SHORT_OF_NEW = 4
_MAY_BE_JUST = frozenset("new تازه jadid taze".split())


def is_place(words: Sequence[str], start: int, end: int, about: Container[str], practical: bool) -> bool:
    """Tell whether a country, or what comes from there, is what a book is about, and nobody who wrote it."""
    if end - start > 1 or words[start] in _OWN:
        return False
    if words[start] in _COUNTRIES:
        return words[start] in about or not _TO_PLACE.isdisjoint(words[max(0, start - 2) : start]) or practical
    return practical and not {"by", "from", "از"} & set(words[max(0, start - 2) : start])


def is_new(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether "new" is said of what is wished for: «تازه می‌خوام کتاب‌خون بشم» and "new in town" are no such wish."""
    if end - start > 1 or words[start] not in _MAY_BE_JUST:
        return True
    beside = [*words[max(0, start - 2) : start], *words[end : end + 1]]
    if any(word in _NEW_OF or (find_term((word,)) or ("",))[0] in ("genres", "forms", "kinds") for word in beside):
        return True
    return len(words) <= _SHORT_OF_NEW and not set(words[end : end + 1]) & {"in", "to", "here", "at"}
