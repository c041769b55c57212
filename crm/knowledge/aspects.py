"""Whether a text tells what a bare question asks for: a price, how long, where, when."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from functools import lru_cache

from language.rule_values import without_rule_values

__all__ = ["PLAINLY_ASKED", "asked_aspects", "tells"]

_NUMBER = (
    r"(?:(?<![0-9۰-۹])[0-9۰-۹]{1,6}(?![0-9۰-۹])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half an?)\b"
    r"|(?<!\w)(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|نیم)(?!\w))"
)
_UNIT = r"(?:days?|hours?|weeks?|minutes?|months?|years?|terms?|روز|ساعت|هفته|ماه|سال|دقیقه|نیم‌سال)"
_TELLS = {
    "price": re.compile(
        r"ریال|تومان|rials?\b|\bfree\b|رایگان|مجان|\bpaid\b|\bcosts?\b|\bfees?\b|\bcharge|\bpay\b|\bprice|هزینه|بها|پول|قیمت",
        re.IGNORECASE,
    ),
    "duration": re.compile(
        rf"{_NUMBER}[\s\u200c-]{{0,3}}(?:[^\W\d]{{1,20}} )?{_UNIT}"
        r"|\buntil\b|\btill\b|\bsame day\b|\ball day\b|\bat once\b"
        r"|همان (?:روز|وقت)|(?<!\w)تا (?:پایان|وقتی|ساعت|آخر|روز|فردا)",
        re.IGNORECASE,
    ),
    "place": re.compile(
        r"\bfloor\b|\bbranch|\bdesk\b|\bdoor\b|\bbeside\b|\bbehind\b|\bwebsite\b|\bcentral\b|\broom\b|\bsection\b|\bhall\b|\bcourtyard\b"
        r"|\bgarden\b|\bsaadi\b|bagh|طبقه|شعبه|میز|همکف|کنار|حیاط|سایت|مرکزی|سعدی|باغ|سالن|بخش|دفتر|پشت|جلوی|اتاق|@",
        re.IGNORECASE,
    ),
    "time": re.compile(
        rf"(?:satur|sun|mon|tues|wednes|thurs|fri)day|شنبه|جمعه|[0-9۰-۹]{{1,2}}:[0-9۰-۹]"
        rf"|{_NUMBER}[\s\u200c-]{{0,3}}(?:[^\W\d]{{1,20}} )?{_UNIT}"
        r"|morning|evening|صبح|عصر|\bevery\b|هر|\buntil\b|(?<!\w)تا(?!\w)|\bopen|باز",
        re.IGNORECASE,
    ),
}


@lru_cache(maxsize=4096)
def tells(text: str, aspect: str) -> bool | None:
    """Tell whether a text tells something of an aspect; None of one that no words show.

    A value of the lending rules that it names counts as a number.
    """
    pattern = _TELLS.get(aspect)
    return None if pattern is None else text != without_rule_values(text) or pattern.search(text) is not None


# What a question that names its thing asks of it, where its words leave no doubt.
_ASKED = {
    "price": re.compile(
        r"\bhow much (?:is|are|does|do|did|would|will|for|per|a|to|it)\b|\bhow much\W*$|\bwhat (?:does|do|would|will) \w+(?: \w+){0,4} cost\b|(?<!\w)(?:چنده|چند ?تومن\w*|چند ?تومان\w*|چه ?قیمت\w*|هزینه\w* (?:چقدر|چند|چقد)\w*)(?!\w)|\b(?:chande|hazinash chande)\b",
        re.IGNORECASE,
    ),
    "place": re.compile(
        r"\b(?:where|which (?:branch|floor|desk|room))\b|(?<!\w)(?:کجا|کجاست|کجاس|کجان|(?:کدوم|کدام) (?:شعبه|طبقه)\w*)(?!\w)|\b(?:koja|kojast|kojas|kod[uo]o?m sho'?be)\b",
        re.IGNORECASE,
    ),
    "duration": re.compile(
        r"\bhow (?:long|many (?:days|hours|weeks))\b(?! (?:ago|in advance|before|ahead))|(?<!\w)(?:چند (?:روز|ساعت|هفته)\w*|چقدر طول|چه مدت\w*)(?!\w)|\bchand (?:ruz|rooz|saat|hafte)",
        re.IGNORECASE,
    ),
    "reason": re.compile(r"^\W*(?:(?:and|but|so|then|و|پس|خب) )?(?:why|چرا|chera)\b", re.IGNORECASE),
}


PLAINLY_ASKED = tuple(_ASKED)


@lru_cache(maxsize=1024)
def asked_aspects(text: str) -> frozenset[str]:
    """Name what a folded question plainly asks for: a key of _ASKED; of a double question each."""
    return frozenset(aspect for aspect, pattern in _ASKED.items() if pattern.search(text))
