"""Spelling of what is looked up: a word that no fact and nobody's question has, as the one that was meant.

Whether "how meny boks" asks for a number lies in its words for asking, which the search by words does not look at; in a
vector a misspelt one is another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.normalise import fold
from language.spelling import other_words
from language.stems import stem

__all__ = ["Spelling", "as_one"]

# A word is taken for one that differs in one letter, or in two that changed places, where that is written so often in
# facts and in ways to ask for them; of three letters only for one of the same letters, written far more often.
LEAST_LONG, LEAST_SHORT = 4, 3
OFTEN, FAR_OFTENER = 3, 20
MOST_WORDS = 6
_WORD = re.compile(r"[^\W\d_]+")
# How many is asked in one word and in two, and with a letter less.
_AS_ONE = {"چنتا": "چند تا", "چندتا": "چند تا", "چن": "چند"}


def as_one(folded: str) -> str:
    """Give a folded text with the words for asking how many as they are written in full."""
    return _WORD.sub(lambda word: _AS_ONE.get(word.group(), word.group()), folded)


class Spelling:
    """Words of entries with how often each is written; `known` are further ones, folded, that are no slips."""

    def __init__(self, written: Mapping[str, int], known: Iterable[str] = ()) -> None:
        self._written = written
        self._known = frozenset(known) | other_words()
        self._stems = {stem(word) for word in written}
        self._by_length: dict[int, list[str]] = {}
        for word, count in written.items():
            if count >= OFTEN and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)

    def respelt(self, text: str) -> str:
        """Give a text with words that nobody writes as those that were meant; folded, if there are any."""
        left, folded = MOST_WORDS, fold(text)

        def meant(match: re.Match[str]) -> str:
            nonlocal left
            word = match.group()
            if left and len(word) >= LEAST_SHORT and not self._is_known(word):
                left -= 1
                return self._nearest(word) or word
            return word

        spelt = _WORD.sub(meant, as_one(folded))
        return text if spelt == folded else spelt

    def _is_known(self, word: str) -> bool:
        return word in self._written or word in self._known or stem(word) in self._stems

    def _nearest(self, word: str) -> str | None:
        if len(word) < LEAST_LONG:
            same = [each for each in self._by_length.get(len(word), ()) if sorted(each) == sorted(word)]
            near = [each for each in same if self._written[each] >= FAR_OFTENER]
        else:
            known = [each for size in range(len(word) - 1, len(word) + 2) for each in self._by_length.get(size, ())]
            found = process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=None)
            near = [each for each, _, _ in found]
        return max(near, key=lambda each: self._written[each], default=None)
