"""Several questions in one message: in sentences of their own, behind "whether" and «آیا», or joined by "and"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["joined_questions", "several_questions"]

MOST_QUESTIONS = 3
# Shorter ones lean on the one before them, and are no question without it.
FEWEST_WORDS = 3
_END = re.compile(r"([.!?؟\n])")
_WHETHER = re.compile(r",? ?\b(?:and )?(?:also )?whether\b|[،,] ?(?:و )?(?:همچنین )?آیا |(?<=\S) و آیا ")
_OPENING = re.compile(
    r"^(?:\W|\b(?:first|second|secondly|third|thirdly|also|and|then|next|finally|اول|دوم|سوم|همچنین|ضمنا)\b)+",
    re.IGNORECASE,
)
# What leads to a question and is none.
_ONLY_ASKS = re.compile(
    r"(?:please )?(?:could|can|would|will) you (?:please |kindly )?(?:tell me|let me know|say|advise(?: me)?)\W*"
    r"|(?:i )?(?:wonder|was wondering|would like to know)\W*|(?:لطفا|لطفاً)? ?(?:بفرمایید|بگویید|بگید|بگین)\W*",
    re.IGNORECASE,
)


def several_questions(text: str) -> list[str]:
    """Give the questions of a message that asks several, in their order; none where it asks only one."""
    found = []
    pieces = _END.split(text)
    for sentence, end in zip(pieces[::2], pieces[1::2], strict=False):
        for part in _WHETHER.split(sentence) if end in "?؟" else ():
            words = _OPENING.sub("", part.strip()).strip()
            if len(words.split()) >= FEWEST_WORDS and not _ONLY_ASKS.fullmatch(words):
                found.append(words)
    return found[:MOST_QUESTIONS] if len(found) > 1 else []


# Where a second question begins behind "and": with a word that asks.
_AND_ASKS = re.compile(
    r"(?:,\s?|(?<=\w)\s)(?:and|or|but)\s(?:also\s)?(?=(?:what|when|where|who|which|how|can|could|may|do|does|is|are|will|would|should|must)(?:'s)?\b)"
    r"|[،,]?\sو\s(?:هم\s)?",
    re.IGNORECASE,
)
# What makes a part a question of its own; in Persian such a word stands anywhere.
_ASKS = re.compile(
    r"^\W*(?:(?:so|then|ok|okay|well|please|also)\W)*(?:what|when|where|who|which|how|can|could|may|do|does|is|are|will|would|should|must)\b"
    r"|(?<!\w)(?:چی|چیه|چیست|چه|چقدر\w*|چقد\w*|چند\w*|چطور\w*|چگونه|چجور\w*|کی|کجا\w*|کدوم\w*|کدام\w*|آیا|می[\u200c ]?(?:ش|ت)\w+|دارید|دارین|داره|دارد|هست|لازمه|باید|(?:رایگان|باز|مجانی|موجود|تعطیل|پولی|مجاز|آزاد|خلوت|شلوغ|ممکن)ه?)(?!\w)",
    re.IGNORECASE,
)
_PERSIAN = re.compile("[آ-ی]")
_FEWEST_JOINED = 2


def joined_questions(text: str) -> list[str]:
    """Give the questions that one sentence joins by "and" ("what does it cost and where is it?"); none where it asks one.

    The second may lean on the first, and be no question without it.
    """
    if len(text) > _LONGEST_JOINED:
        return []
    parts: list[str] = []
    for part in (piece.strip(" \t\n,،.!?؟") for piece in _AND_ASKS.split(text)):
        if parts and not _ASKS.search(part):
            # "… for adults and children" goes on with what was asked.
            parts[-1] = f"{parts[-1]} {'و' if _PERSIAN.search(part) else 'and'} {part}"
        elif part:
            parts.append(part)
    asked = [part for part in parts if _ASKS.search(part) and len(part.split()) >= _FEWEST_JOINED]
    return asked if len(asked) == len(parts) and 1 < len(asked) <= MOST_QUESTIONS else []


_LONGEST_JOINED = 200
