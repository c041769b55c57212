"""The words of a message that stand where something to read is asked for, or are told as what somebody loves."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.reading_words import tokens

__all__ = ["NAMELESS", "asked_words"]

_ASKING = frozenset(
    "have got there any anything something some book books novel novels story stories title titles recommend suggest looking search searching need want after about on read material"
    " کتاب کتابی کتابای کتابهای رمان رمانی داستان داستانی قصه چیزی چیز دنبال معرفی پیشنهاد دارید دارین داری هست میخوام میخواهم منبع منابع درباره مورد موضوع"
    " ketab ketabi roman dastan chizi donbal moarefi pishnahad darid darin dari mikham".split()
)
_LOVING = frozenset(
    "love loves like likes enjoy enjoys adores crazy mad obsessed interested into fond keen fan fascinated curious"
    " عاشق علاقه شیفته دوست کنجکاو ashegh asheghe alaghe dust doost".split()
)
# They stand for whatever there is, or are said in entreating, and name nothing.
NAMELESS = frozenset("days everything everyone everybody nothing anyone anybody someone somebody همه هیچی هیچ".split())
_ENTREATS = re.compile(r"(?<!\w)(?:رو|را|به|ترو) خدا(?!\w)|\b(?:ro|be) khoda\b")
_ENDS = frozenset(".!?؟;؛:\n")
_READERS = frozenset("i we he she they you i've i'm he's she's من ما".split())
# So many words behind what asks, and before it, are asked for; behind what loves, loved.
_BEHIND, _BEFORE, _LOVED = 8, 4, 4


def asked_words(text: str) -> frozenset[str]:
    """Give the words that stand near what asks for something to read or tells what is loved, in one sentence with it."""
    found: set[str] = set()
    sentence: list[str] = []
    for word in (*tokens(text), "."):
        if word in _ENDS:
            found |= _near(sentence)
            sentence = []
        else:
            sentence.append(word)
    entreats = _ENTREATS.search(" ".join(tokens(text))) is not None
    return frozenset(found - NAMELESS - ({"خدا", "khoda"} if entreats else set()))


def _near(sentence: list[str]) -> set[str]:
    found: set[str] = set()
    for at, word in enumerate(sentence):
        if word in _ASKING:
            found.update(_since_subject(sentence[max(0, at - _BEFORE) : at]), sentence[at : at + _BEHIND + 1])
        elif word in _LOVING:
            found.update(sentence[max(0, at - _LOVED) : at + _LOVED + 1])
    return found


def _since_subject(before: list[str]) -> list[str]:
    """Give the words behind the last one that says who reads: what stands before it tells of somebody."""
    at = max((place for place, word in enumerate(before) if word in _READERS), default=-1)
    return before[at + 1 :]
