"""Whether all that a message asks is where a loan is brought back: "can I return it at Saadi, or must I go to Central?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.speech.sentences import clauses, deed_of, sentences

__all__ = ["asks_where_back"]

_SENTENCE = re.compile(r"(?<=[.!?؟\n])\s+")
_WHEN_COLLECTED = re.compile(
    r"\bwhen (?:i|we) (?:come (?:in |by )?(?:for|to (?:collect|get|pick up|fetch))|collect|get|pick up|fetch) (?:my|our) (?:reservation|reserved book|hold)\b"
    r"|(?<!\w)(?:که )?(?:میام|می ?آیم|میایم) (?:\S{1,12} ){0,2}?(?:رزرو|reserve|hold) ?(?:م|مو|مون|ام) (?:رو |را )?(?:بگیرم|ببرم|تحویل بگیرم|بگیریم)(?!\w)"
)
_LED = r"(?:(?:ok|okay|so|and|then|also|hi|hello|thanks|sorry|well)\b,? ){0,3}"
_BACK = r"(?:i|we) (?:(?:have to|need to|also|then) )?(?:return|bring back|hand in|drop off|give back|take back)"
_REST = r"(?: (?!(?:and|by|or|for|if|once|before)\b)[^\s,;]{1,24}){0,10}"
# "Where do I return it?"; "Can I return it here, or must I bring it to Central?".
_ASKED = re.compile(
    rf"{_LED}(?:(?:where|(?:at |to )?which branch) (?:do|can|should|must|could|may) {_BACK}{_REST}|(?:can|could|may|should|must) {_BACK}{_REST},? or (?:must|should|do|shall) (?:i|we) (?:have to )?(?:bring|take) it{_REST})[\s.?!]{{0,4}}"
)
_PERSIAN = re.compile(
    r"(?=.{0,160}(?<!\w)(?:کجا|کدوم شعبه|کدام شعبه|یا (?:باید )?(?:ببرم|بیارم)|یا باید (?:ببرم|بیارم))(?!\w))"
    r"(?=.{0,160}(?<!\w)(?:تحویل بدم|پس بدم|تحویل بدهم|پس بدهم|بر ?گردونم)(?!\w))[^،,؛;.!\n]{1,200}"
)
_TELLS = re.compile(r"[^،,؛;.!?؟\n]{0,60}(?<!\w)(?:بر ?می ?گردون(?:م|مش)|پس (?:می ?دم|میدمش))[\s.!]{0,3}")
_ORDERS = re.compile(
    r"(?<!\w)(?:ن?می ?خوا\w{1,6}|نگه\w{0,3}|کنار\w{0,3}|بذار\w{0,4}|امانت|بگیرم|برمیدارم|و|بعد\w{0,2}|تا|قبل|اول|دوم\w?|اولی|بله|آره|باشه|لطفا)(?!\w)"
)


def asks_where_back(text: str) -> bool:
    """Tell whether each sentence asks where a loan is brought back or says that it is, and nothing is ordered."""
    said = fold(text)
    left = " ".join(_WHEN_COLLECTED.sub(" ", said).split()).replace(" ,", ",")
    if find_choice(text) is not None or orders_to_hold(left) or _names_deed(left) or _ORDERS.search(left):
        return False
    parts = [part for part in _SENTENCE.split(left) if part.strip(" .?!؟")]
    asked = [_ASKED.fullmatch(part) is not None or _PERSIAN.fullmatch(part) is not None for part in parts]
    return any(asked) and all(here or _TELLS.fullmatch(part) for here, part in zip(asked, parts, strict=True))


def _names_deed(text: str) -> bool:
    return any(deed_of(words) == "hold" for sentence in sentences(text) for words in clauses(sentence.words))
