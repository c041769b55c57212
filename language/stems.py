"""Stems: words of both languages without their endings, so that one form finds the others."""

from __future__ import annotations

import re
from collections.abc import Callable

from language.normalise import fold

__all__ = ["stem", "stems"]

_WORD = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans({"آ": "ا", "ئ": "ی", "ء": None, "ؤ": "و"})

# Persian endings, the longest first; after folding they are joined to their word.
_PERSIAN = re.compile(
    "(?:ها(?:ی?(?:ی|م|ت|ش|مان|تان|شان|مون|تون|شون)?(?:و|رو)?)|های?|ترین|تر|"
    "یان|(?:ا|ی)?(?:مان|تان|شان|مون|تون|شون)(?:و|رو)?|ا?[متش](?:و|رو)|ای|ات|اش|ام|اند|اید|این|ایم|ید|ین|یم|ند)$"
)
# What is spoken for «ان» and «خانه».
_SPOKEN = re.compile("ون(?=ه?$)")
# One letter may belong to the word: only longer words lose it.
_PERSIAN_LETTER = re.compile("[یهمتشوا]$")
_ENGLISH = re.compile(r"(?:ings?|ed|es|s)$")
_LEAST, _LEAST_FOR_A_LETTER = 3, 5


def stem(word: str) -> str:
    """Give the stem of a folded word."""
    if word.isascii():
        return _english(word)
    word = _SPOKEN.sub("ان", word.translate(_ALIKE))
    shorter = _PERSIAN.sub("", word)
    if shorter != word and len(shorter) >= _LEAST:
        word = shorter
    if len(word) >= _LEAST_FOR_A_LETTER or (len(word) > _LEAST and word[-1] in "شا"):
        word = _PERSIAN_LETTER.sub("", word)
    return _SPOKEN.sub("ان", word)


def _english(word: str) -> str:
    if len(word) <= _LEAST or word.endswith("ss") or word.isdigit():
        return word
    if word.endswith("ies") and len(word) > _LEAST + 1:
        return word[:-3] + "y"
    shorter = _ENGLISH.sub("", word)
    if len(shorter) < _LEAST:
        return word
    # "printing", "printed", "scanner's": a doubled letter goes too, and what "e" had been is no matter.
    if shorter != word and shorter[-1] == shorter[-2] and shorter[-1] not in "lsz":
        shorter = shorter[:-1]
    return shorter.removesuffix("e") if len(shorter) > _LEAST else shorter


def stems(text: str, by: Callable[[str], str] = stem) -> list[str]:
    """Give the stems of a text's words in order, each as `by` gives it of the folded word."""
    return [by(word) for word in _WORD.findall(fold(text))]
