"""Spelling of English words: a word that nobody said as the one that was meant, where that is plain.

Letters changed over and letters typed once or twice are mended in short words, too; a letter missing, one too many or
the key beside it struck inside long words only, and only into words that are said often. A name that nobody knows is no
slip, and neither is a rare word of English that is near to one of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from language.detect import is_finglish

__all__ = ["EnglishSpeller", "other_english_words"]

# What stands beside a sign of an address, a number or a shortened form is no word of its own.
_WORD = re.compile(r"(?<![\w@./'’-])[A-Za-z]{3,16}(?![\w@/'’-]|\.\w)")
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_PERSIAN = re.compile("[آ-ی]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# The keys on the left, on the right and below of each, and those above.
_BESIDE = {
    "a": "qwsz", "b": "vghn", "c": "xdfv", "d": "serfcx", "e": "wsdr", "f": "drtgvc", "g": "ftyhbv", "h": "gyujnb",
    "i": "ujko", "j": "huikmn", "k": "jiolm", "l": "kop", "m": "njk", "n": "bhjm", "o": "iklp", "p": "ol", "q": "wa",
    "r": "edft", "s": "awedxz", "t": "rfgy", "u": "yhji", "v": "cfgb", "w": "qase", "x": "zsdc", "y": "tghu",
    "z": "asx",
}  # fmt: skip
_LEAST_DOUBLED, _LEAST_FAR, _LEAST_OTHER = 4, 5, 6
# How often a word must have been said to be what was meant, by its slip.
_SAID_NEAR, _SAID_FAR, _SAID_OTHER, _SAID_SHORT = 4, 12, 25, 150
# A word that was said a few times is itself a slip where its neighbour was said so many times as often.
_FEW, _FAR_OFTENER, _MUCH_OFTENER = 15, 40, 150
_MOST_WORDS = 60


@cache
def other_english_words() -> frozenset[str]:
    """Give words of English, and names, that are near to those of patrons, and other words."""
    path = Path(__file__).with_name("spelling_words_english.txt")
    return frozenset(
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    )


class EnglishSpeller:
    """Known English words with how often each was said."""

    def __init__(self, words: Mapping[str, int], others: Iterable[str] = ()) -> None:
        """Take words with how often each was said; `others` are words that are none of ours, and no slips either."""
        self._said = {word: count for word, count in words.items() if word.isascii()}
        self._others = frozenset(others)

    def respelt(self, text: str) -> str:
        """Give an English text with its misspelt words as they were meant; what stands in quotes, and a name, stays."""
        if not self._said or _PERSIAN.search(text) or is_finglish(text):
            return text
        kept = [found.span() for found in _QUOTED.finditer(text)]
        left = _MOST_WORDS

        def meant(found: re.Match[str]) -> str:
            nonlocal left
            left -= 1
            written = found[0]
            if left < 0 or any(start <= found.start() < end for start, end in kept):
                return written
            first = not text[: found.start()].strip() or text[: found.start()].rstrip()[-1] in ".!?\n"
            if not written.islower() and not (first and written[1:].islower()):
                # With a capital letter inside a sentence it is a name.
                return written
            word = self._meant(written.lower())
            return word.capitalize() if written[0].isupper() else word

        return _WORD.sub(meant, text)

    def _meant(self, word: str) -> str:
        own = self._said.get(word, 0)
        if word in self._others:
            return word
        oftener = own * (_FAR_OFTENER if own <= _FEW else _MUCH_OFTENER)
        near = self._oftenest(_near(word), max(_SAID_NEAR, oftener))
        if near is not None or own > _FEW or self._is_form(word):
            return near or word
        short = len(word) < _LEAST_FAR
        found = self._oftenest(_missing(word), max(_SAID_SHORT if short else _SAID_FAR, oftener))
        if found is None and not own and len(word) >= _LEAST_OTHER:
            found = self._oftenest(_other(word), _SAID_OTHER)
        return found or word

    def _is_form(self, word: str) -> bool:
        """Tell whether a word is a known one with an ending, or without it."""
        return any(
            word.removesuffix(end) in self._said
            for end in ("s", "es", "ed", "d", "ing", "ly", "er")
            if word.endswith(end)
        ) or any(word + end in self._said for end in ("s", "ed", "d"))

    def _oftenest(self, forms: Iterator[str], least: int) -> str | None:
        best, most = None, least - 1
        for form in forms:
            if (said := self._said.get(form, 0)) > most:
                best, most = form, said
        return best


def _near(word: str) -> Iterator[str]:
    """Give the words that are written so with two letters changed over, or with one typed once too often or too few."""
    for place in range(1, len(word)):
        if word[place] != word[place - 1]:
            yield word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    if len(word) < _LEAST_DOUBLED:
        return
    for place in range(1, len(word)):
        if word[place] == word[place - 1]:
            yield word[:place] + word[place + 1 :]
    if len(word) > _LEAST_DOUBLED:
        yield from (word[:place] + word[place] + word[place:] for place in range(1, len(word) - 1))


def _missing(word: str) -> Iterator[str]:
    """Give the words that are written so with one letter missing inside."""
    if len(word) < _LEAST_DOUBLED:
        return
    for place in range(1, len(word)):
        yield from (word[:place] + letter + word[place:] for letter in _LETTERS)
    if len(word) >= _LEAST_FAR and not word.endswith("s"):
        yield f"{word}e"


def _other(word: str) -> Iterator[str]:
    """Give the words that are written so with one letter too many inside, or the key beside one struck in its place."""
    for place in range(1, len(word) - 1):
        yield word[:place] + word[place + 1 :]
        yield from (word[:place] + letter + word[place + 1 :] for letter in _BESIDE.get(word[place], ""))
