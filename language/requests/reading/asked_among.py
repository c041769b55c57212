"""Questions for those of the titles just shown that are so and so: "is any of them under 250 pages?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_among", "asks_for_most", "without_those"]

_THOSE = r"(?:(?:these|those)(?: books| ones| titles)?|them|thme|the ones you (?:name|named|showed|mentioned|listed|suggested|gave))(?= ?(?:$|[.,;:?!]|(?:is|are|was|were|would|do|does|can|could|has|have|in|about|on|by|under|below|over|that|which|with|without|for|from|deals?|translated|suits?|fits?|and|short\w{0,4}|not|please|set)\b))"
_AMONG = re.compile(
    rf"\b(?:which|any|one|either|some|none)(?: ones?)? (?:of|from|out of) (?:all )?{_THOSE}\b(?! (?:i|we) )|\bof (?:all )?{_THOSE} ?,? (?:which|is|are|would|what)\b|\b(?:\w{{3,8}}est|most \w{{3,10}})(?: one)? (?:of|from|among|out of) {_THOSE}\b|\b(?:among|out of) {_THOSE} ?,? (?:would there|is there|are there|which)\b"
    r"|(?<!\w)(?:از|بین|میان|میون) (?:بین |میان |میون )?(?:اینا|این ?ها|اونا|اون ?ها|این میان|این میون|این بین|اینایی که گفت\w{1,4})[ ،,]{0,3}(?:کدوم|کدام|هیچ)\w{0,6}(?!\w)|(?<!\w)(?:کدوم|کدام)(?:شون|شان|یک|یکی)?(?: ?از)? (?:اینا|این ?ها|اونا|اون ?ها)(?!\w)"
    r"|\bkod[ou]{1,2}m(?:eshun|ash|esh)? az (?:ina|inha|oona|una)\b|\b(?:az|beine?) (?:ina|inha|oona|una) kod[ou]{1,2}m\w{0,5}\b"
)
_MOST = re.compile(
    r"\b(?:short|thin|long|thick|new|old|slim)(?:n?est)\b|(?<!\w)(?:کوتاه|نازک|بلند|قطور|کلفت|قدیمی|جدید|تازه) ?تر(?:ه|ین|ینش|ینشون)?(?!\w)|\b(?:kootah|kutah|nazok|ghatoor|jadid|ghadimi) ?tar(?:e|in|ine)?\b"
)


_CLAUSES = re.compile(r"[.:;!?؟؛\n]+")


def asks_among(text: str) -> bool:
    """Tell whether a text asks which of the titles just shown are so and so."""
    return _AMONG.search(fold(text).replace("’", "'")) is not None


def asks_for_most(text: str) -> bool:
    """Tell whether a text asks for the shortest, the longest, the newest or the oldest."""
    return _MOST.search(fold(text)) is not None


def without_those(text: str) -> str:
    """Give what is asked of those shown, without the words that point at them: the clause in which they stand."""
    clauses = _CLAUSES.split(fold(text).replace("’", "'"))
    return " . ".join(_AMONG.sub(" ", one) for one in clauses if _AMONG.search(one))
