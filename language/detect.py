"""Language detection: Persian, English, and Persian typed in Latin letters."""

from __future__ import annotations

import re

from language.normalise import fold
from language.words import ENGLISH_WORDS, FINGLISH_WEAK, FINGLISH_WORDS, NEUTRAL_WORDS, PERSIAN_WORDS

__all__ = ["detect", "is_finglish"]

_PERSIAN_LETTER = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
_PERSIAN_WORD = re.compile(f"[{_PERSIAN_LETTER}]+")
_LATIN_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_NOT_PROSE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\[(?:card|pin|phone|email|national-id|bank-card|postal-code)\]")
_QUOTED = re.compile('«[^»]*»|"[^"]*"|“[^”]*”')

# Persian verbs after «mi», and «nemi»; no English word looks like these.
_VERB = re.compile(
    r"ne?mi(?:kh|kon|kard|sh|t[uo]|tav|d[uo]+n|dan|dam|did|din|g[aeiou]|gir|res|ras|r[ae]|yo|b[iaeo]|z[ao]|ar|a[dm])\w*"
    r"|mi(?:kh[aoxu]|xa|kon|kard|sh[eaio](?:h|d|m|n|v)?|t[uo]+n|tav|d[uo]+n|da[mn]|d[ie]d|din|ga[mn]|gi[dnr]"
    r"|res[aei]|zan|zar|ram|ri[dnm]|ya[mrd])\w*"
)
# A Persian sentence ends in its verb; an English one hardly ever in one of these.
_LAST = frozenset(
    "kon konam konid konin konim kone nakon kardam darid darin daram dare darim nadarid nadarin nadare hast hastid"
    " nist ast mide nemide ghate kar baladi".split()
)
_ENGLISH_FRAME = frozenset("the you i is how what do does did don't to my your".split())
_WHOLE = frozenset({"are", "bale", "na"})


def detect(text: str) -> str | None:
    """Name the language of a message: "fa", "en", or None when nothing in it decides.

    Persian in Latin letters is "fa". A name or a title alone in Latin letters decides nothing.
    """
    if not _PERSIAN_WORD.search(text):
        return _latin(text)
    prose = _QUOTED.sub(" ", text)
    persian = _PERSIAN_WORD.findall(prose)
    if any(fold(word) in PERSIAN_WORDS for word in persian):
        return "fa"
    english = sum(word in ENGLISH_WORDS for word in _latin_words(prose))
    if english >= max(2, len(persian)) or (english and not persian):
        return "en"
    return "fa"


def is_finglish(text: str) -> bool:
    """Tell whether a text is Persian typed in Latin letters."""
    words = _latin_words(text)
    if not words or _PERSIAN_WORD.search(text):
        return False
    if (words[-1] in _LAST and _ENGLISH_FRAME.isdisjoint(words)) or (len(words) == 1 and words[0] in _WHOLE):
        return True
    # A verb makes a sentence: «search kar nemikone tu site».
    sure = sum(2 if _is_verb(word) else word in FINGLISH_WORDS for word in words)
    english = sum(word in ENGLISH_WORDS and word not in FINGLISH_WEAK for word in words)
    if not sure:
        return False
    weak = sum(word in FINGLISH_WEAK for word in words)
    return sure + min(weak, sure) * 0.5 >= english


def _latin(text: str) -> str | None:
    words = [word for word in _latin_words(text) if word not in NEUTRAL_WORDS]
    if not words:
        return None
    if is_finglish(text):
        return "fa"
    if len(words) > 3 or any(word in ENGLISH_WORDS for word in words):
        return "en"
    return None


def _latin_words(text: str) -> list[str]:
    plain = _NOT_PROSE.sub(" ", text).lower().replace("\u2019", "'")
    return _LATIN_WORD.findall(plain)


def _is_verb(word: str) -> bool:
    return len(word) >= 4 and word not in ENGLISH_WORDS and _VERB.fullmatch(word) is not None
