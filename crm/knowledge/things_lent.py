"""What kind of thing a rule is about: what is told of films answers no question about audiobooks."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from functools import lru_cache

from crm.knowledge.entries import KnowledgeEntry
from language.normalise import fold

__all__ = ["is_of_another_thing", "things_named"]

_THINGS = {
    "audiobook": re.compile(
        r"\baudio[ -]?(?:books?|novels?|cds?)\b|\b(?:talking|spoken) books?\b|(?:کتاب|کتابای|کتاب ?های|رمان|داستان)\w*[ \u200c]?(?:گویا|صوتی|شنیداری)\w*|\b(?:ketab\w* (?:e )?(?:gooya|guya|sooti|soti))\b"
    ),
    "film": re.compile(
        r"\b(?:films?|movies?|dvds?|blu-?rays?|documentar(?:y|ies))\b|(?<!\w)(?:فیلم|مستند|دی[ \u200c]?وی[ \u200c]?دی)(?!‌?بردار)\w*|\bfilm\w*"
    ),
    "magazine": re.compile(
        r"\b(?:magazines?|journals?|periodicals?|newspapers?|back issues?|current issue)\b|(?<!\w)(?:مجله|نشریه|روزنامه|مجلات|نشریات|شمارهٔ تازه|شماره‌های پیشین)\w*|\bmajal\w*"
    ),
    "textbook": re.compile(
        r"\b(?:text ?books?|course ?books?)\b|کتاب\w*[ \u200c]?(?:های[ \u200c])?درسی|\bketab\w* darsi"
    ),
    "game": re.compile(
        r"\b(?:board games?|games?|puzzles?|toys?)\b|(?<!\w)(?:بازی|بازی‌های|پازل|اسباب[ \u200c]?بازی)\w*"
    ),
    "reader": re.compile(r"\b(?:e-?readers?|e-?books?|kindle)\b|کتاب[ \u200c]?خوان|کتاب\w*[ \u200c]?الکترونیک\w*"),
    "laptop": re.compile(r"\b(?:laptops?|tablets?|chargers?|headphones?)\b|لپ[ \u200c]?تاپ|تبلت|شارژر|هدفون"),
}


@lru_cache(maxsize=1 << 12)
def things_named(folded: str) -> frozenset[str]:
    """Name the kinds of things that a folded text speaks of."""
    return frozenset(name for name, pattern in _THINGS.items() if pattern.search(folded))


def is_of_another_thing(text: str, entry: KnowledgeEntry) -> bool:
    """Tell whether a question is about a kind of thing, and an entry about others alone."""
    asked = things_named(fold(text))
    if not asked:
        return False
    told = frozenset[str]().union(
        *(things_named(fold(one)) for one in (*entry.title.values(), *entry.text.values()) if one)
    )
    return bool(told) and asked.isdisjoint(told) and asked.isdisjoint(_of_ways(entry))


def _of_ways(entry: KnowledgeEntry) -> frozenset[str]:
    return (
        frozenset[str]().union(*(things_named(fold(way)) for way in entry.wordings)) if entry.wordings else frozenset()
    )
