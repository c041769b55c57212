"""Persian titles in Latin letters («boofe koor»), found by the consonants of their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from language.scripts import is_latin, skeleton
from library.search.holding import Holding

__all__ = ["SpelledTitles"]

# Fewer consonants, or one word alone, are met by chance in any sentence.
_FEWEST_CONSONANTS, _FEWEST_WORDS = 4, 2


class SpelledTitles:
    """Titles in Persian letters, by how they sound."""

    def __init__(self) -> None:
        self._sounding = Holding()
        self._longest = 0

    def add(self, key: int, said: tuple[str, ...]) -> None:
        """Take the key of a title and its words; it is found from `pack` on."""
        if len(said) < _FEWEST_WORDS or all(map(is_latin, said)):
            return
        sounds = _sounds(said)
        if len(sounds) >= _FEWEST_WORDS and sum(map(len, sounds)) >= _FEWEST_CONSONANTS:
            self._sounding.add(key, (" ".join(sounds),))
            self._longest = max(self._longest, len(sounds))

    def pack(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        self._sounding.pack()

    def within(self, said: Sequence[str]) -> Sequence[int]:
        """Give the keys of the longest title that stands whole among words in Latin letters; none for others."""
        if not all(map(is_latin, said)):
            return ()
        sounds = _sounds(said)
        for length in range(min(len(sounds), self._longest), _FEWEST_WORDS - 1, -1):
            for start in range(len(sounds) - length + 1):
                if keys := self._sounding.of(" ".join(sounds[start : start + length])):
                    return keys
        return ()


# A catalogue's words come back in many of its titles.
_sound = lru_cache(maxsize=100_000)(skeleton)


def _sounds(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(sound for word in said if (sound := _sound(word)))
