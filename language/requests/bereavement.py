"""A death that is told together with books, a card or a fee of the library's."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_of_estate", "tells_death", "tells_of_estate"]

_DEATH = re.compile(
    r"\b(?:(?:has |had |have )?(?:died|passed away|passed on)|(?:is|was) (?:dead|deceased)|deceased|death of|late (?:father|mother|husband|wife|grand\w+|brother|sister|uncle|aunt|son|daughter|dad|mum|mom))\b"
    r"|(?<!\w)(?:فوت (?:کرد|شد|نمود|یافت)\w*|فوتش|مرحوم\w*|درگذشت\w*|عمرش\w* (?:رو |را )?داد\w*|به رحمت خدا|از دنیا رفت\w*)(?!\w)"
    r"|\b(?:fo(?:o|w)?t (?:kard|shod)\w*|marhum\w*|marhoom\w*|dargozasht\w*|az donya raft\w*)\b"
)
# Of whom it is told; a character or an author dies in books.
_WHO = re.compile(
    r"\b(?:my|our|his|her) (?:late )?(?:\w+ )?(?:father|mother|husband|wife|grand\w+|brother|sister|uncle|aunt|son|daughter|dad|mum|mom|gran|granny|friend|neighbou?r|cousin|partner|child)\b|\b(?:a|your) member\b"
    r"|(?<!\w)(?:بابا|پدر|مادر|مامان|همسر|شوهر|زن|برادر|داداش|خواهر|پسر|دختر|عمو|دایی|خاله|عمه|رفیق|دوست|همسایه)\w*(?:م|مون|مان|ش|شون)(?!\w)|(?<!\w)(?:پدر|مادر|بابا|مامان|عضو)\w*"
    r"|\b(?:baba|pedar|madar|maman|hamsar|shohar|baradar|khahar|pesar|dokhtar|amu|dayi|khale|ame)\w*m\b"
)
_OF_LIBRARY = re.compile(
    r"\b(?:(?:library|your|borrowed) (?:\w+ )?(?:books?|dvds?|items?)|books? (?:\w+ ){0,3}(?:from|of) (?:you|yours|the library|your library)|had (?:\w+ ){0,2}books? (?:from you|of yours|out)|(?:library|membership|his|her) (?:card|account|membership)|overdue|on loan)\b"
    r"|(?:کتاب\w*|امانت\w*)(?: \w+){0,3} (?:شما|کتابخون\w*|کتابخان\w*)|کتاب(?:ا|ها|های)?(?:تون|تان)(?!\w)|امانت|کارت(?:ش|شون|شو)?(?!\w)|عضویت\w*"
    r"|\b(?:ketab\w*(?: \w+){0,3} (?:shoma\w*|ketabkh\w*)|ketab(?:a|ha)toon|ketab(?:a|ha)tun|amanat|kart(?:esh|esho)?|ozviat\w*)\b"
)
_GIVEN = re.compile(
    r"\b(?:donat\w*|give (?:them|it|the|his|her)|gift|collection|want them)\b|اهدا|هدیه|ببخشیم|بدیم (?:به )?کتابخ|مجموعه|\b(?:ehda|hedye)\b"
)
_ESTATE = re.compile(
    r"\b(?:fine|fines|fee|fees|late|lateness|overdue|owe|pay|charge\w*|card|membership|account|close|papers?|documents?|due)\b"
    r"|جریم|دیرکرد|بدهی|پول|کارت|عضویت|ببند|مدرک|مدارک|برگشت|موعد|مهلت|\b(?:jarime|dirkard|bedehi|kart|ozviat|madrak|madarek|mohlat)\w*"
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
    return tells_death(text) and _OF_LIBRARY.search(said) is not None and _GIVEN.search(said) is None


def asks_of_estate(text: str) -> bool:
    """Tell whether a text speaks of the fee, the card or the papers of somebody who has died, as told of before."""
    return _ESTATE.search(fold(text).replace("’", "'")) is not None
