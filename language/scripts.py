"""Sound keys of names: the consonants as Persian and Latin letters write them."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_latin", "skeleton"]

# Consonants that Persian readers hear as one share a letter; vowels and half-vowels go.
_PERSIAN = str.maketrans(
    "بپتطثسصجچحهخدذزژضظرشغقفکگلمنی",
    "bpttssscchhxdzzzzzrsqqfkklmny",
)
_PERSIAN_SOUNDLESS = re.compile("[اآوعئءیyh]")
_LATIN = (
    ("x", "ks"), ("mc", "mk"), ("chr", "kr"), ("sch", "s"), ("tch", "C"), ("ch", "C"), ("sh", "s"), ("kh", "x"),
    ("gh", "q"), ("ph", "f"), ("th", "t"), ("zh", "z"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("C", "c"),
    ("j", "c"), ("g", "k"),
)  # fmt: skip
_LATIN_SOUNDLESS = re.compile("[aeiouvwyh]")
_DOUBLE = re.compile(r"(.)\1+")


def is_latin(word: str) -> bool:
    """Tell whether a folded word is written in Latin letters."""
    return word[:1].isascii()


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Give the consonants of a folded word: «پاموک» and "pamuk" are both "pmk"."""
    if is_latin(word):
        for letters, sound in _LATIN:
            word = word.replace(letters, sound)
        return _DOUBLE.sub(r"\1", _LATIN_SOUNDLESS.sub("", word))
    return _DOUBLE.sub(r"\1", _PERSIAN_SOUNDLESS.sub("", word.translate(_PERSIAN)))
