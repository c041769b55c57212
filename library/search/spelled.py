"""Persian titles in Latin letters («boofe koor»), found by the consonants of their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from language.scripts import is_latin, skeleton
from library.search.words import words

__all__ = ["SpelledTitles"]

# Fewer consonants, or one word alone, are met by chance in any sentence.
_FEWEST_CONSONANTS, _FEWEST_WORDS = 4, 2


class SpelledTitles:
    """Titles in Persian letters, by how they sound."""

    def __init__(self, titles: Iterable[tuple[int, str]]) -> None:
        """Take the key of each title and its text."""
        self._keys: dict[tuple[str, ...], list[int]] = {}
        for key, title in titles:
            said = words(title)
            sounds = _sounds(said)
            telling = len(sounds) >= _FEWEST_WORDS and sum(map(len, sounds)) >= _FEWEST_CONSONANTS
            if telling and not all(map(is_latin, said)):
                self._keys.setdefault(sounds, []).append(key)
        self._longest = max(map(len, self._keys), default=0)

    def within(self, said: Sequence[str]) -> list[int]:
        """Give the keys of the longest title that stands whole among words in Latin letters; none for others."""
        if not all(map(is_latin, said)):
            return []
        sounds = _sounds(said)
        for length in range(min(len(sounds), self._longest), _FEWEST_WORDS - 1, -1):
            for start in range(len(sounds) - length + 1):
                if keys := self._keys.get(sounds[start : start + length]):
                    return keys
        return []


def _sounds(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(sound for word in said if (sound := skeleton(word)))
