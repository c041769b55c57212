"""Spelling of Persian words: a word that nobody knows as the known one that was meant, where that is plain.

Near slips are those of a keyboard without «پ», «چ», «ژ» and «گ», of letters that sound or look alike, and of a letter
typed twice: they are mended in short words, too. Any other slip of one letter is mended inside a long word, and only
into one that is said often; a name that nobody knows is no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

from language.normalise import LETTERS, ZWNJ, fold
from language.stems import stem

__all__ = ["Speller", "other_words"]

_WORD = re.compile(f"[{LETTERS}يكىةۀأإؤ\u064b-\u0652{ZWNJ}]+")
_QUOTED = re.compile('«[^»]*»|"[^"]*"|“[^”]*”')
# Letters that stand for each other: on a keyboard that lacks some and in the ear, and, inside a word, to the eye.
_SOUNDS = ("بپ", "جچ", "زژ", "کگ", "زذضظ", "سصث", "تط", "هح", "هع", "قغ", "اعآ", "ئیء")
_LOOKS = ("رزژ", "دذ", "سش", "صض", "طظ", "عغ", "فق", "بپتث", "جچحخ")


def _others(groups: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for group in groups:
        for letter in group:
            found.setdefault(letter, set()).update(set(group) - {letter})
    return {letter: "".join(sorted(others)) for letter, others in found.items()}


_BY_SOUND, _BY_EITHER = _others(_SOUNDS), _others((*_SOUNDS, *_LOOKS))
# What stands behind a word and changes nothing of it.
_JOINED = ("م", "ت", "ش", "و", "ه", "ی", "رو", "مون", "تون", "شون", "ها", "هام", "هاش", "هاتون", "است", "س", "ست")
_LEAST_NEAR, _LEAST_LOOKING, _LEAST_FAR, _LEAST_HALF = 3, 4, 5, 3
# How often a word must have been said to be what was meant: by a near slip, by another, as a half of two in one.
_SAID_NEAR, _SAID_FAR, _SAID_HALF = 4, 20, 40
# And what everybody says in every other sentence («چند»), for which another word hardly stands.
_SAID_ALWAYS = 400
# Verbs that are said in many forms, few of which anybody need have said before: «نذاره» is no «نداره».
_VERB = re.compile("ذار|ذاش|^نن|^نیا|^ننو|^نز[نم]")
# The letters of an Arabic keyboard, and what they stand for where it lacks those.
_ARABIC, _PERSIAN_ONLY = re.compile("[كي]"), re.compile("[پچژگ]")
_LACKED = {"ب": "پ", "ج": "چ", "ز": "ژ", "ک": "گ"}
_MOST_LACKED, _OFTENER_WITHOUT = 4, 10
# A word that was said once or twice is itself a slip where its neighbour was said so many times as often, and so is one
# that was said a few times where that was said far more often.
_RARE, _OFTENER = 2, 30
_FEW, _FAR_OFTENER = 15, 120
# In words so long two letters may be wrong in a near way.
_LEAST_FOR_TWO = 5
_LONGEST_WORD = 16
_LEAST_FOR_HALVES = 8
_MOST_WORDS = 60


@cache
def other_words() -> frozenset[str]:
    """Give words of Persian that are near to those of patrons, and other words."""
    lines = Path(__file__).with_name("spelling_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


class Speller:
    """Known Persian words, folded, with how often each was said."""

    def __init__(self, words: Mapping[str, int], others: Iterable[str] = ()) -> None:
        """Take words with how often each was said; `others` are words that are none of ours, and no slips either."""
        self._said = {word: count for word, count in words.items() if not word.isascii()}
        self._others = frozenset(others)
        self._stems = {stem(word) for word, count in self._said.items() if count > _RARE}

    def respelt(self, text: str) -> str:
        """Give a text with its misspelt words as they were meant; what stands in quotes stays."""
        if text.isascii() or not self._said:
            return text
        kept = [found.span() for found in _QUOTED.finditer(text)]
        left, without = _MOST_WORDS, _ARABIC.search(text) is not None and _PERSIAN_ONLY.search(text) is None

        def meant(found: re.Match[str]) -> str:
            nonlocal left
            left -= 1
            if left < 0 or any(start <= found.start() < end for start, end in kept):
                return found[0]
            return self._meant(found[0], without=without)

        return _WORD.sub(meant, text)

    def _meant(self, written: str, *, without: bool = False) -> str:
        """Give the word that was meant; `without`: on a keyboard without the letters that are Persian alone."""
        word = fold(written)
        if without and (meant := self._typed_without(word)) is not None:
            return meant
        own = self._said.get(word, 0)
        if " " in word or not _LEAST_NEAR <= len(word) <= _LONGEST_WORD or own > _FEW:
            return written
        if word in self._others:
            return self._typed_without(word, least=_SAID_ALWAYS) or written
        if _VERB.search(word):
            return written
        near = self._oftenest(
            _near(word, looks=not own), max(_SAID_NEAR, (_OFTENER if own <= _RARE else _FAR_OFTENER) * own)
        )
        if near is not None:
            return near
        if own or stem(word) in self._stems or self._is_joined(word):
            return written
        return self._far(word) or self._two(word) or written

    def _typed_without(self, word: str, *, least: int = 0) -> str | None:
        """Give what a word is on a keyboard without «پ», «چ», «ژ», «گ», if that was said so often."""
        forms = map("".join, product(*((letter, _LACKED[letter]) if letter in _LACKED else letter for letter in word)))
        # What is a word as it stands is left, unless the other was said far more often.
        least = max(_SAID_NEAR, least, _OFTENER_WITHOUT * self._said.get(word, 0))
        few = sum(letter in _LACKED for letter in word) <= _MOST_LACKED
        return self._oftenest((form for form in forms if form != word), least) if few else None

    def _is_known(self, word: str) -> bool:
        return self._said.get(word, 0) > _RARE

    def _is_joined(self, word: str) -> bool:
        """Tell whether a word is a known one with an ending."""
        return any(
            word.endswith(end) and (self._is_known(word.removesuffix(end)) or word.removesuffix(end) in self._others)
            for end in _JOINED
            if len(word) - len(end) >= _LEAST_NEAR
        )

    def _far(self, word: str) -> str | None:
        return self._oftenest(_far(word), _SAID_FAR) if len(word) >= _LEAST_FAR else None

    def _two(self, word: str) -> str | None:
        """Give two words that were written as one."""
        if len(word) < _LEAST_FOR_HALVES:
            return None
        halves = ((word[:place], word[place:]) for place in range(_LEAST_HALF, len(word) - _LEAST_HALF + 1))
        both = [(min(self._said.get(one, 0), self._said.get(other, 0)), f"{one} {other}") for one, other in halves]
        least, found = max(both, default=(0, ""))
        return found if least >= _SAID_HALF else None

    def _oftenest(self, forms: Iterator[str], least: int) -> str | None:
        best, most = None, least - 1
        for form in forms:
            said = self._said.get(form, 0)
            if said > most:
                best, most = form, said
        return best


def _near(word: str, *, looks: bool) -> Iterator[str]:
    """Give the words that are written so by a near slip; `looks`: letters that only look alike count, too."""
    yield from _swapped(word, 2 if len(word) >= _LEAST_FOR_TWO else 1, looks=looks and len(word) >= _LEAST_LOOKING)
    for place in range(1, len(word)):
        # «پیشش» is two words in one.
        if word[place] == word[place - 1] and (place < len(word) - 1 or word[place] not in "شتم"):
            yield word[:place] + word[place + 1 :]
    # «خا» is what «خوا» sounds like.
    if "خا" in word:
        yield word.replace("خا", "خوا", 1)


def _swapped(word: str, letters: int, start: int = 0, *, looks: bool) -> Iterator[str]:
    for place in range(start, len(word)):
        others = _BY_EITHER if place and looks else _BY_SOUND
        for other in others.get(word[place], ""):
            form = word[:place] + other + word[place + 1 :]
            yield form
            if letters > 1:
                yield from _swapped(form, letters - 1, place + 1, looks=looks)


def _far(word: str) -> Iterator[str]:
    """Give the words that are one letter away inside: two changed over, one missing, one too many, another in place.

    The first and the last letter stay: they say who does it, and whether it is done.
    """
    for place in range(1, len(word) - 1):
        if place > 1:
            yield word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
        yield word[:place] + word[place + 1 :]
        for letter in LETTERS:
            yield word[:place] + letter + word[place:]
            yield word[:place] + letter + word[place + 1 :]
    for letter in LETTERS:
        yield word[:-1] + letter + word[-1]
