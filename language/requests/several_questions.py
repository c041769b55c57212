"""Several questions in one message: in sentences of their own, or behind "whether" and «آیا»."""

from __future__ import annotations

import re

__all__ = ["several_questions"]

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
