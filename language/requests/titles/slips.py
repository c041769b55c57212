"""Ordinary words with a slip of the hand or a spoken ending, which name no title: «مجوده», «دیگه‌ای», "avalable"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache

from rapidfuzz.distance import OSA

from language.requests.titles.ordinary_words import ORDINARY, is_ordinary

__all__ = ["is_nearly_ordinary"]

# Typed short, or without a letter, these are too short to be told by their likeness.
_SHORT = frozenset(
    "اگ نیس هس چ ک کدم کدن کدوما میخام میخاستم کتب سلم مرس لطفن همن دیگ بگرم بگید ترجمش ترجمشو نویسندش نسخش"
    " دارن دارین ندارن میشه نمشه نمیشه هموم همون حلا الا ن ب ت hav thansk teh wich wat"
    " translator translater publisher".split()
)
_ENDINGS = (
    "ای",
    "ها",
    "های",
    "هاش",
    "هام",
    "ایی",
    "م",
    "ش",
    "ت",
    "و",
    "ه",
    "ی",
    "ا",
    "ن",
    "شون",
    "مون",
    "رو",
    "ام",
    "اش",
)
_LEAST, _LEAST_STEM = 5, 3


def is_nearly_ordinary(word: str, also: AbstractSet[str] = frozenset()) -> bool:
    """Tell whether a folded word is an ordinary one, or one of others, with one slip or a spoken ending."""
    if is_ordinary(word) or word in also or word in _SHORT or word.isdigit():
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _LEAST_STEM and (is_ordinary(stem) or stem in also):
            return True
    if len(word) < _LEAST:
        return False
    near = (*_known()[word[:1]], *(one for one in also if one[:1] == word[:1])) if word[:1] in _known() else ()
    return any(
        abs(len(one) - len(word)) <= 1 and len(one) >= _LEAST - 1 and OSA.distance(word, one, score_cutoff=1) <= 1
        for one in near
    )


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Give the ordinary words by their first letter, which is rarely mistyped."""
    known: dict[str, list[str]] = {}
    for word in sorted(ORDINARY):
        known.setdefault(word[:1], []).append(word)
    return {letter: tuple(words) for letter, words in known.items()}
