"""Kinds of copies in a message: whether a film is wished for anew, or a kind of what is named or was spoken of."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.titles.copies import find_kinds

__all__ = ["asks_of_same", "wishes_film_anew"]

_FILM = re.compile(
    r"\b(?:an?|another|some|any|any other) (?:\w{3,9} ){0,2}(?:films?|movies?|dvds?)\b|\bfilms? (?:or two|for)\b|\b(?:which|what|any) (?:films?|movies?|dvds?)\b|\bfilms\b|\bmovies\b"
    r"|(?<!\w)(?:فیلم (?:چی|چه|هم چی|دیگه|خوب|کمدی|ایرانی|خارجی|خنده ?دار|باحال)|(?:یه|یک|چند ?تا|چه) فیلم|فیلمی|فیلم ?ها(?:ی|یی)?)(?!\w)|\b(?:ye|yek|chand ?ta) film\w{0,3}|\bfilm (?:chi|che|komedi|irani|khareji|khub)\b"
)
_OF_IT = re.compile(
    r"\b(?:film|movie|dvd|series|adaptation|version) (?:of|from|to|based on) (?:it|that|this|the (?:book|novel))\b|\bthe (?:film|movie|dvd|series)\b|\b(?:it|that|this) (?:as|on|in) (?:a )?(?:film|dvd|movie)\b|\b(?:is|are) (?:it|they|that|there an?y? (?:film|movie|dvd)) (?:of|on|as)\b"
    r"|(?<!\w)(?:فیلم|سریال)(?:ش|شو|شم|اش)(?!\w)|(?<!\w)از (?:این|روی این|روش|روی اون)\w* فیلم|\b(?:film|serial)(?:esh|ash|esho|esham)\b"
)
# How it shall be, or for when: it is wished for, whatever was spoken of.
_HOW = re.compile(
    r"\b(?:some ?thing|cosy|cozy|light|funny|comedy|comedies|for (?:tonight|the (?:evening|weekend|kids|children|family)|a (?:rainy|quiet))|to go with it|good|nice|old|classic|iranian|persian|foreign|family|romantic|suggest\w*|recommend\w*)\b"
    r"|(?<!\w)(?:کمدی|خنده ?دار|طنز|ایرانی|خارجی|قدیمی|خانوادگی|باحال|خوب|برای امشب|عاشقانه|معرفی|پیشنهاد|شاد|ببینم|ببینیم)(?!\w)|\b(?:komedi|khande ?dar|irani|khareji|ghadimi|bahal|emshab|bebinam|bebinim)\b"
)


def wishes_film_anew(text: str) -> bool:
    """Tell whether a film is wished for that is not the film of a title: "a film for tonight, something funny"."""
    said = fold(text).replace("’", "'")
    return (
        "dvd" in find_kinds(text)
        and _FILM.search(said) is not None
        and _OF_IT.search(said) is None
        and _HOW.search(said) is not None
    )


def asks_of_same(text: str) -> bool:
    """Tell whether a kind is asked for of the title spoken of: "is the series on DVD?", «سریالش»."""
    return _OF_IT.search(fold(text)) is not None
