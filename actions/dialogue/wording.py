"""Details that handlers read in a patron's own words, beyond the intent and its entities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from language.kept import kept
from language.normalise import fold, squash
from language.requests.titles.asking import search_words, without_request
from language.requests.titles.names import NEAR, likeness

__all__ = [
    "best_match",
    "is_bare_reserve",
    "says",
    "search_words",
    "sentences_of",
    "without_leave_asked",
    "without_request",
    "word_count",
]

_WORD = re.compile(r"[\w%+-]+")
_SENTENCE = re.compile(r"[^.!?؟؛;\n…]+[.!?؟؛;…]*")


@kept
def word_count(text: str) -> int:
    """Count the words of a text."""
    return len(re.findall(r"\w+", fold(text)))


def sentences_of(text: str) -> list[str]:
    """Give the sentences of a text with the signs that end them; a new line ends one as well."""
    return _SENTENCE.findall(text)


def says(text: str, *phrases: str) -> bool:
    """Tell whether a text holds one of the phrases as whole words, spelling folded on both sides."""
    sentence = _spaced(text)
    return any(_spaced(phrase) in sentence for phrase in phrases)


@lru_cache(maxsize=2048)
def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


_BARE_RESERVE = (
    "رزرو", "reserve", "reservation", "booking", "book", "رزرو کن", "رزرو کنم", "رزرو میخوام", "میخوام رزرو کنم",
    "i want to reserve", "make a reservation", "i'd like to reserve", "رزرو لطفا", "reserve please", "to reserve",
)  # fmt: skip


def is_bare_reserve(text: str) -> bool:
    """Tell whether a text says "reserve" and not what: a book or a room."""
    return word_count(text) <= 4 and any(
        says(text, phrase) and word_count(phrase) == word_count(text) for phrase in _BARE_RESERVE
    )


def best_match(text: str, titles: Sequence[str]) -> int | None:
    """Give the place of the title that a text names, or None when it names none or could be two."""
    wanted = squash(without_request(text)) or squash(text)
    if len(wanted) < 3:
        return None
    # A short title counts inside a sentence only as words of its own.
    scores = [85.0 if len(squash(title)) < 5 and says(text, title) else likeness(wanted, title) for title in titles]
    best = max(scores, default=0.0)
    if best < NEAR:
        return None
    near = [place for place, score in enumerate(scores) if score >= best - 2.0]
    return near[0] if len(near) == 1 else None


# At the end of what one means to do, it is asked whether that may be: no trouble is told of.
_LEAVE_ASKED = re.compile(
    r"(?<!\w)(?:مشکلی?|اشکالی?|ایرادی?|موردی?|گیری?|مانعی?|عیبی?)(?: که| هم)? "
    r"(?:نداره|ندارد|نیست|نداشته باشه|پیش نمی ?(?:آید|اید|اد|یاد))(?: که)?(?!\w)"
    r"|\b(?:moshkeli?|eshkali?|iradi?|moredi?|mavredi?|giri?)(?: ke| ham)? (?:nadare|nadarad|nist|pish nemiad)\b"
)


def without_leave_asked(text: str) -> str:
    """Give a text without the words that ask whether something may be: «مشکلی که نداره», "moshkeli nist"."""
    said = fold(text)
    return _LEAVE_ASKED.sub(" ", said) if _LEAVE_ASKED.search(said) else text
