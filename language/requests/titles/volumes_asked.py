"""Volumes that a text names, «جلد سوم», "volume 3", "the next volume"; and what leans on volumes just spoken of."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["counts_volumes", "leans_on_volumes", "names_volume"]

_NTH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|last|other|\d{1,2}(?:st|nd|rd|th))"
_ONE = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_FA = r"(?:\d{1,2}|یک|دوو?|سه|چهار|پنج|شش|شیش|هفت|هشت|نه|ده|اول|سوم|بعد|قبل|آخر)"
_FINGLISH = r"(?:\d{1,2}|yek|do|se|chahar|char|panj|shish|haft|hasht|noh|dah|av+al|sev+om|ba?a?d|ghabl|akhar)"
_NAMED = re.compile(
    rf"\b(?:volumes?|vols?)\.? ?#?{_ONE}\b|\b{_NTH} (?:volumes?|vols?)\b|\bwh?ich (?:volumes|vols?)\b"
    rf"|(?<!\w)جلد(?:های|ای|ِ)? ?{_FA}(?:م|ی|مین)?(?:ش|شو|شم|یش|ه|و)?(?!\w)"
    rf"|\bjeld(?:e|aye|haye)? {_FINGLISH}(?:om|i|omi)?(?:sh|esh|o|e)?\b"
)
_TWO = r"\d{1,2} ?(?:,|and|&|\+|or|و|یا|o|va|ya) ?\d{1,2}"
_LEANS = re.compile(
    rf"\bhow m(?:an|na)y\b|\b(?:next|last|other) (?:one|ones|two)\b|\bone after\b|(?<![\w:/]){_TWO}(?![\w:/])|\b(?:separate|seperate|together|togehter|bound|apart)\b"
    r"|(?<!\w)(?:بعدی\w{0,3}|قبلی\w{0,3}|چند ?تا\w{0,3}|چنتا\w{0,3}|جدا\w{0,3}|با ?هم\w{0,2}|آخریش)(?!\w)|\b(?:ba?a?di\w{0,3}|chan(?:d )?ta\w{0,2}|joda\w{0,2})\b"
)

_COUNTS = re.compile(r"\bhow m(?:an|na)y\b|(?<!\w)(?:چند|چن) ?تا|\bchan(?:d )?ta")


@kept
def counts_volumes(text: str) -> bool:
    """Tell whether a text that leans on volumes asks how many there are: "how many in total?", «کلا چند تاست؟»."""
    return _COUNTS.search(fold(text)) is not None


@kept
def names_volume(text: str) -> bool:
    """Tell whether a text names a volume by its number or its place, or asks which volumes there are."""
    return _NAMED.search(fold(text)) is not None


@kept
def leans_on_volumes(text: str) -> bool:
    """Tell whether a text may ask more of volumes just spoken of: "are 3 and 4 bound together?", «بعدیش چی؟»."""
    return _LEANS.search(fold(text)) is not None
