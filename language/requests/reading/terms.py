"""The terms of a wish among its words: with or without an ending, and what is left for a topic."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from language.requests.reading.negation import BREAKS, NEGATED_AFTER
from language.requests.reading.reading_words import FILLING, TERMS
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["LEAST_STEM", "MOOD", "find_term", "find_terms", "is_genre", "is_kind", "is_known", "singular"]

# A mood is a genre that is said of others: "lighter", "cosy".
MOOD = "humour|friendship"
_LONGEST_TERM = max(map(len, TERMS))
_ENDINGS = (
    "ست", "س", "های", "ها", "هایی", "ای", "ی", "ه", "و", "ش", "م", "تر", "ترین", "رو", "مون", "شون", "ام", "ات", "اش", "مان", "یه", "ا",
)  # fmt: skip
# A word is cut to no fewer letters.
LEAST_STEM = 3
# «باغبونی», «آشپزخونه», «ایرونی» are spoken for «باغبانی», «آشپزخانه», «ایرانی».
_SPOKEN_AN = re.compile(r"(?<=\w)و([نم])(?=\w)")
_PLURAL = re.compile(r"(?!تنها|آنها|اینها)(?P<one>[^\W\d_a-z]{2,20})(?:های|هایی|هایش|ها)$")


def find_terms(words: Sequence[str], about: Container[str] = ()) -> Iterator[tuple[int, int, str, str]]:
    """Give the terms among words, the longest first at each place, and what is left, with slot "word".

    What is left names a subject: a verb or what only joins words does so only where it is said to be one (`about`).
    """
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST_TERM, len(words) - place), 0, -1):
            key = tuple(words[place : place + length])
            term = find_term(key)
            if term is not None:
                yield place, place + length, *term
                place += length
                break
        else:
            word = words[place]
            if (
                word not in FILLING
                and not (word.endswith("ه") and len(word) > LEAST_STEM and word[:-1] in FILLING)
                and (len(word) > 2 or (word == "زن" and word in about))
                and not word.isdigit()
                and word not in BREAKS
                and word not in NEGATED_AFTER
                and (word in about or not is_ordinary(word))
            ):
                yield place, place + 1, "word", word
            place += 1


def find_term(key: tuple[str, ...]) -> tuple[str, str] | None:
    """Give what a run of words asks for, its last word with or without an ending."""
    if key in TERMS:
        return TERMS[key]
    if len(key) > 1 and len(key[-1]) <= LEAST_STEM:
        return None
    if (
        found := next((TERMS[one] for stem in _stems(key[-1]) if (one := (*key[:-1], stem)) in TERMS), None)
    ) is not None:
        return found
    written = tuple(_SPOKEN_AN.sub("ا\\1", word) for word in key)
    return find_term(written) if written != key else None


def _stems(word: str) -> Iterator[str]:
    """Give a word without a spoken or a plural ending, every way it can be cut, and without two of them."""
    if word.isascii():
        if word.endswith("s") and len(word) > LEAST_STEM + 1:
            yield word[:-1]
        if word.endswith("e") and len(word) > LEAST_STEM + 1:
            # «tarikhe Tehran» is Persian in Latin letters.
            yield word[:-1]
        return
    cut = [word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= LEAST_STEM]
    yield from cut
    for stem in cut:
        yield from (stem[: -len(end)] for end in _ENDINGS if stem.endswith(end) and len(stem) - len(end) >= LEAST_STEM)


def is_known(word: str) -> bool:
    """Tell whether a word is one of ours, or a number, and names nothing."""
    return word in FILLING or word.isdigit() or find_term((word,)) is not None


def is_genre(word: str) -> bool:
    """Tell whether a word names a genre."""
    return (find_term((word,)) or ("",))[0] == "genres"


def is_kind(word: str) -> bool:
    """Tell whether a word names a genre that can be refused as such: a mood is refused with what it is said of."""
    slot, value = find_term((word,)) or ("", "")
    return slot == "genres" and value != MOOD


def singular(word: str) -> str:
    """Give a Persian word without the ending of its plural: «محله‌های» is told of as «محله»."""
    found = _PLURAL.match(word)
    return found["one"] if found is not None else word
