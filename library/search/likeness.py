"""Words that are like another: with a slip, with letters that changed places, or spelt by their sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from language.scripts import is_latin, skeleton

__all__ = ["SHORT_WORD", "HeldWords"]

# Words less like each other than this have nothing in common.
SAME_WORD = 72.0
# Words of fewer letters must begin alike.
SHORT_WORD = 5
# What a word with its letters in another order, or one spelt by its sound, scores at least.
MIXED_UP = 88.0
SHORTEST_MIXED = 3
# A skeleton of fewer letters is met by chance.
SPELT_BY_SOUND = 4


class HeldWords:
    """Words that are held by titles, to be compared with those that are wanted."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, each once."""
        self._words = list(words)
        self._by_letter: dict[str, list[str]] = {}
        for word in self._words:
            self._by_letter.setdefault(word[0], []).append(word)

    def like(self, word: str) -> dict[str, float]:
        """Give those that are like a word, each with its score."""
        beside = self._by_letter.get(word[0], [])
        # One letter put before a short word makes another word of it: «سلام» is no slip for «اسلام».
        held = beside if len(word) < SHORT_WORD else self._words
        found = process.extract(word, held, scorer=fuzz.ratio, score_cutoff=SAME_WORD, limit=None)
        like = {own: score for own, score, _ in found}
        for own in _mixed_up(word, beside):
            like[own] = max(like.get(own, 0.0), MIXED_UP)
        return like


def _mixed_up(word: str, held: Iterable[str]) -> Iterator[str]:
    """Give words whose letters changed places ("teh"), and names spelt by their sound («hari» for "harry").

    Those that are held begin with the word's own letter.
    """
    if len(word) < SHORTEST_MIXED:
        return
    letters = sorted(word)
    sound = skeleton(word) if len(word) >= SPELT_BY_SOUND and is_latin(word) else ""
    for own in held:
        if abs(len(own) - len(word)) > 2:
            continue
        if (len(own) == len(word) and sorted(own) == letters) or (sound and is_latin(own) and skeleton(own) == sound):
            yield own
