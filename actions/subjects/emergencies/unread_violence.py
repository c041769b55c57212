"""Violence under way that the engine has not read: somebody pushes, hits or threatens somebody, and help is asked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.emergencies.english import PAST as PAST_EN
from language.emergencies.exaggerating import laughs
from language.emergencies.persian import PAST as PAST_FA
from language.emergencies.reading import words_of

__all__ = ["tells_violence"]

_WHOM_EN = r"(?:an?|the|my|another|some|this|that|other|one of the) (?:\w+ )?(?:man|woman|lady|boy|girl|child|kid|person|guy|guard|librarian|student|visitor|reader|son|daughter|mother|father|husband|wife|friend|people|gentleman|granny|grandpa)|old people|people|somebody|someone|everybody|everyone|him|her|me|us|others|kids|children|visitors|readers|students"
_ACTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:push(?:ed|d|es|ing|ng)?|shov(?:ed|es|ing)|punch(?:ed|es|ing)?|slap(?:ped|s|ping)?|kick(?:ed|s|ing)?|hit(?:s|ting)?|beat(?:s|ing|en)?|attack(?:ed|s|ing)?|threaten(?:ed|s|ing)?|grab(?:bed|s|bing)|chok(?:ed|es|ing)|strangl(?:ed|es|ing)|throw(?:s|ing) (?:things|chairs|books) at) (?:{_WHOM_EN})\b(?! to (?!the|his|her|my))",
        r"(?<!\w)(?:هلش? (?:داد|میده|دادن|میدن|داده)|هول (?:داد|میده)|کتک (?:میزنه|زد|میزنن)|مشت (?:زد|میزنه)|لگد (?:زد|میزنه)|سیلی (?:زد|میزنه)|حمله (?:کرد|کرده|میکنه)|گلاویز (?:شد\w*)|یقه\w* (?:رو |را )?گرفت\w*|تهدید (?:میکنه|کرد|میکنن))(?!\w)",
        r"\b(?:hol (?:dad|mide)|kotak (?:mizane|zad)|mosht (?:zad|mizane)|hamle (?:kard|mikone))\b",
    )
)
# It goes on, or somebody is to come.
_UNDER_WAY = re.compile(
    r"\b(?:is|are|hes|shes|theyre|keeps|there is|theres) (?:\w+ ){0,2}(?:shout\w*|scream\w*|yell\w*|push\w*|hit\w*|kick\w*|punch\w*|beat\w*|attack\w*|threaten\w*|fight\w*|shov\w*)\b|\b(?:send|come|call|get) (?:\w+ ){0,2}(?:some ?one|somone|some ?body|sombody|security|guards?|police|help|here|quick\w*|now|fast)\b|\b(?:help|right now|now|hurry|quick\w*|urgent\w*|police|security|just)\b|\bon the (?:\w+ )?(?:floor|ground)\b"
    r"|(?<!\w)(?:داره|دارن|الان|کمک\w*|بیاید|بیاین|بیایید|بفرستید|بفرستین|بفرست|نگهبان\w*|پلیس|حراست|فوری|زود\w*|همین الان|طبقه|سالن|زمین)(?!\w)|\b(?:dare|daran|alan|komak|biain|befrest\w*|polis|foori)\b"
)
_STORY = re.compile(
    r"\b(?:book|books|novel|film|movie|story|character|chapter|game|poem|price|prices|deadline|limit|date|button|if|what happens|would|can i|may i)\b"
    r"|(?<!\w)(?:کتاب(?!دار|خ)\w*|رمان\w*|فیلم\w*|داستان\w*|شخصیت\w*|فصل|بازی|اگر|اگه|مهلت\w*|در رو|دکمه\w*)(?!\w)|\b(?:ketab(?!dar|kh)\w*|film\w*|roman\w*|age)\b"
)


def tells_violence(text: str) -> bool:
    """Tell whether a text tells of somebody who hurts or threatens somebody now; a story or the past is none."""
    said = words_of(text)
    if _STORY.search(said) or PAST_EN.search(said) or PAST_FA.search(said) or laughs(text):
        return False
    return any(act.search(said) for act in _ACTS) and _UNDER_WAY.search(said) is not None
