"""Persian titles of a patron's own things as they are named in Latin letters: wholly, or by chance alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from rapidfuzz import fuzz

from language.normalise import fold
from language.requests.own.own_names import find_own

__all__ = ["mend_named", "own_named"]

_PERSIAN = re.compile("[آ-ی]")
_WORD = re.compile(r"[^\W\d_]+")
_PAIRS = (("sh", "š"), ("ch", "č"), ("kh", "x"), ("gh", "q"), ("zh", "j"), ("ph", "f"), ("ck", "k"), ("tion", "šn"))
# Letters that sound alike are one; vowels, and those that are written now and not then, are none.
_SOUNDS = {
    **dict.fromkeys("سصث", "s"), **dict.fromkeys("زذضظ", "z"), **dict.fromkeys("تط", "t"), **dict.fromkeys("قغ", "q"),
    "ب": "b", "پ": "p", "ج": "j", "چ": "č", "خ": "x", "د": "d", "ر": "r", "ژ": "j", "ش": "š", "ف": "f", "ک": "k",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "c": "k",
}  # fmt: skip
_SILENT = frozenset("aeiouhvwyاآوهحیعئءأؤة")
# A word of fewer consonants is like many others: "shoot" is no «هشت».
_TELLING = 3
# And so few are too few for a whole name.
_LEAST = 4
# In percent: so like is a word with a slip in it.
_LIKE = 70


def own_named(text: str, titles: Sequence[str], authors: Sequence[str]) -> list[int]:
    """Give the places of the titles of a patron's own things that a text names, none of them by chance."""
    return mend_named(text, titles, authors, find_own(text, titles, authors))


def mend_named(text: str, titles: Sequence[str], authors: Sequence[str], places: Sequence[int]) -> list[int]:
    """Give the places of the titles that a text in Latin letters names: those that are named wholly, else as found.

    A Persian title of which only a short word is like one of the text's is left out. Other texts change nothing.
    """
    if _PERSIAN.search(text):
        return list(places)
    said = [sound for word in _WORD.findall(fold(text)) if (sound := _sound(word))]
    persian = {at for at, title in enumerate(titles) if _PERSIAN.search(title)}
    wholly = [at for at in sorted(persian) if _is_within(_sounds(titles[at]), said)]
    heard = frozenset(said)
    if wholly:
        # Where several are named, each was by words of its own; of one alone it may have been by chance.
        several = [at for at in places if at in persian and _is_heard(titles[at], authors[at], heard)]
        return sorted({*wholly, *(at for at in places if at not in persian), *(several if len(places) > 1 else ())})
    return [at for at in places if at not in persian or _is_heard(titles[at], authors[at], heard)]


def _is_heard(title: str, author: str, heard: frozenset[str]) -> bool:
    """Tell whether a long word of a title, or of its author, is among what was heard; where the title has none, any."""
    sounds = _sounds(title)
    if all(len(one) < _TELLING for one in sounds):
        return True
    long = [one for one in (*sounds, *_sounds(author)) if len(one) >= _TELLING]
    near = any(fuzz.ratio(one, word) >= _LIKE for one in long for word in heard if len(word) >= _TELLING)
    # "Dalloway" is «دلوی»: of a word that is long as it is written, few consonants are enough.
    written = {_sound(word) for word in _WORD.findall(fold(title)) if len(word) > _TELLING} - {""}
    return near or not heard.isdisjoint(written)


def _sounds(name: str) -> list[str]:
    return [sound for word in _WORD.findall(fold(name)) if (sound := _sound(word))]


def _sound(word: str) -> str:
    """Give the consonants of a word, each once where it is doubled."""
    for pair, one in _PAIRS:
        word = word.replace(pair, one)
    heard = "".join(_SOUNDS.get(letter, letter) for letter in word if letter not in _SILENT)
    return "".join(letter for letter, _ in groupby(heard))


def _is_within(name: Sequence[str], said: Sequence[str]) -> bool:
    if len(name) < 2 or sum(map(len, name)) < _LEAST:
        return False
    return any(list(said[at : at + len(name)]) == list(name) for at in range(len(said) - len(name) + 1))
