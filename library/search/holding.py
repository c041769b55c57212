"""Which titles hold which words, packed: some bytes for each word of a title, where sets took hundreds."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Holding", "Packed"]

# The keys of a store's rows, and places in lists, stay far below 2**32.
_NUMBER = "I"


class Packed:
    """Lists of numbers one behind the other, each found by its place."""

    def __init__(self, lists: Iterable[Sequence[int]] = ()) -> None:
        """Take the lists; their numbers are copied."""
        self._starts, self._numbers = array(_NUMBER, (0,)), array(_NUMBER)
        for one in lists:
            self._numbers.extend(one)
            self._starts.append(len(self._numbers))

    def __getitem__(self, place: int) -> Sequence[int]:
        return self._numbers[self._starts[place] : self._starts[place + 1]]

    def __iter__(self) -> Iterator[int]:
        """Go through the numbers of all lists."""
        return iter(self._numbers)

    def length(self, place: int) -> int:
        """Give the length of a list, without making it."""
        return self._starts[place + 1] - self._starts[place]


class Holding:
    """Words, and the keys of the titles that hold each of them.

    Words are added title by title; what was added is found from `pack` on.
    """

    def __init__(self) -> None:
        self._gathered: dict[str, array[int]] = {}
        self._words: list[str] = []
        self._keys = Packed()

    def add(self, key: int, words: Iterable[str]) -> None:
        """Note that a title holds words; what it holds twice counts once."""
        gathered = self._gathered
        for word in words:
            keys = gathered.get(word)
            if keys is None:
                gathered[word] = array(_NUMBER, (key,))
            else:
                keys.append(key)

    def pack(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        self._words = sorted(self._gathered)
        self._keys = Packed(tuple(dict.fromkeys(self._gathered.pop(word))) for word in self._words)

    def of(self, word: str) -> Sequence[int]:
        """Give the keys of the titles that hold a word, in the order in which they came."""
        place = self._place(word)
        return () if place is None else self._keys[place]

    def count(self, word: str) -> int:
        """Count the titles that hold a word."""
        place = self._place(word)
        return 0 if place is None else self._keys.length(place)

    def all_keys(self) -> Iterator[int]:
        """Go through the keys of all words: each as often as its title holds one."""
        return iter(self._keys)

    def beginning(self, start: str) -> Sequence[str]:
        """Give the words that begin with some letters."""
        first = last = bisect_left(self._words, start)
        while last < len(self._words) and self._words[last].startswith(start):
            last += 1
        return self._words[first:last]

    def __contains__(self, word: str) -> bool:
        return self._place(word) is not None

    def _place(self, word: str) -> int | None:
        place = bisect_left(self._words, word)
        return place if place < len(self._words) and self._words[place] == word else None
