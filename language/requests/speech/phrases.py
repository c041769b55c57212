"""Sets of phrases: found at the edges of a folded text, or filling all of it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from language.kept import kept
from language.normalise import fold

__all__ = ["Phrases", "words_of"]

_WORD = re.compile(r"[\w']+")
#: What stands in braces in a phrase: each of these in its place.
_FORMS = {
    "{do}": ("کن", "کنید", "بکن", "بکنید", "کنیم"),
    "{done}": ("میکنم", "می کنم", "کردم"),
    "{give}": ("بده", "بدید", "بدین", "بدهید"),
    "{please}": ("", "please", "thanks"),
}


def words_of(text: str) -> list[str]:
    """Split a text into its folded words."""
    return list(_words(text))


@kept
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


class Phrases:
    """Phrases of some words each, of which the longest that fits counts."""

    def __init__(self, *groups: str) -> None:
        """Take phrases with bars between them; braces stand for forms of a word."""
        self._phrases: set[tuple[str, ...]] = set()
        for phrase in "|".join(groups).split("|"):
            self._phrases |= {tuple(words_of(form)) for form in _expanded(phrase)}
        self._phrases.discard(())
        # Most words begin, and end, no phrase.
        self._first = _lengths((phrase[0], len(phrase)) for phrase in self._phrases)
        self._last = _lengths((phrase[-1], len(phrase)) for phrase in self._phrases)

    def at(self, words: Sequence[str], place: int) -> int:
        """Give how many words from a place on are a phrase; 0 when none is."""
        for length in self._first.get(words[place], ()) if place < len(words) else ():
            if tuple(words[place : place + length]) in self._phrases:
                return length
        return 0

    def before(self, words: Sequence[str], place: int) -> int:
        """Give how many words before a place are a phrase; 0 when none is."""
        for length in self._last.get(words[place - 1], ()) if place > 0 else ():
            if length <= place and tuple(words[place - length : place]) in self._phrases:
                return length
        return 0

    def without(self, words: Sequence[str]) -> list[str]:
        """Give the words that are in no phrase."""
        rest: list[str] = []
        place = 0
        while place < len(words):
            length = self.at(words, place)
            if not length:
                rest.append(words[place])
            place += length or 1
        return rest

    def fill(self, words: Sequence[str]) -> bool:
        """Tell whether there are words, and all of them are phrases."""
        return bool(words) and not self.without(words)

    def within(self, words: Sequence[str]) -> bool:
        """Tell whether any phrase stands in the words."""
        return any(self.at(words, place) for place in range(len(words)))


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Give for each word the lengths that go with it, the longest first."""
    found: dict[str, set[int]] = {}
    for word, length in pairs:
        found.setdefault(word, set()).add(length)
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _expanded(phrase: str) -> Iterable[str]:
    for mark, forms in _FORMS.items():
        if mark in phrase:
            return [whole for form in forms for whole in _expanded(phrase.replace(mark, form, 1))]
    return [phrase]
