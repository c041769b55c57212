"""Search by author: a name alone, in either script, finds all titles of that person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from language.scripts import is_latin, skeleton
from library.search.scoring import Prepared
from library.search.words import joined, words

__all__ = ["Authors", "Person", "names_in"]

# What two spellings of one name share at least, in either script.
SAME_NAME = 80.0
# Consonants are few, and most of a word.
SAME_SOUND = 85.0
SHORT_SOUND = 3
LONG_SOUND = 4
LIKE_KEPT = 512

_HELPERS = re.compile(r"ترجمه|مترجم|به کوشش|به اهتمام|تصحیح|ویراست|translat|illustrat", re.IGNORECASE)
_EDITED = re.compile(r"^(?:edited by|by)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?[,،]\s*|(?<!\s)\s+(?:و|and)\s+")
_NOBODY = frozenset({"دیگران", "others", "et al", "jr"})


@dataclass(slots=True)
class Person:
    """One name of an author, the ways to write it, and the keys of the titles."""

    name: str
    words: tuple[str, ...]
    other: frozenset[str] = frozenset()  # the name's words in the other script, as the catalogue has them
    keys: list[int] = field(default_factory=list)


def names_in(author: str) -> Iterator[str]:
    """Give the names of those who wrote a title, without its translators and editors."""
    for part in re.split("[؛;]", author):
        if _HELPERS.search(part):
            continue
        for name in _BETWEEN.split(_EDITED.sub("", part.strip())):
            plain = re.sub(r"[()]", " ", name).strip()
            if plain and plain.casefold().strip(".") not in _NOBODY:
                yield name.strip()


class Authors:
    """Finds the one person named by words; several people, or a word of a first name alone, find nobody."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, ...], Person] = {}
        self._others: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        # The same word is looked for in every part of a message.
        self._like = lru_cache(maxsize=LIKE_KEPT)(self._find_like)
        self._by_word: dict[str, list[Person]] = {}
        self._by_run: dict[str, list[Person]] = {}
        self._by_sound: dict[tuple[bool, str], list[Person]] = {}
        self._sounds: dict[bool, dict[str, set[str]]] = {True: {}, False: {}}

    def add(self, key: int, author: str, prepared: Prepared) -> None:
        """Take a title; those who wrote it are found from `complete` on."""
        for name in names_in(author):
            known = words(name)
            if not known:
                continue
            person = self._people.get(known)
            if person is None:
                person = self._people[known] = Person(name, known)
            person.keys.append(key)
            self._others.setdefault(known, []).append(prepared.other)

    def complete(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        for known, rows in self._others.items():
            self._people[known].other = _their_words(known, rows)
        self._others = {}
        for person in self._people.values():
            for word in {*person.words, *person.other}:
                self._by_word.setdefault(word, []).append(person)
        for person in self._people.values():
            self._by_run.setdefault(joined(person.words), []).append(person)
            self._by_sound.setdefault(_sound(person.words), []).append(person)
        for word in self._by_word:
            if len(sound := skeleton(word)) >= SHORT_SOUND:
                self._sounds[is_latin(word)].setdefault(sound, set()).add(word)

    def exact(self, wanted: tuple[str, ...]) -> list[Person]:
        """Give the person whose name holds the words as they are, under all of that person's names."""
        # «فرخ‌زاد», "JK Rowling": the same letters with other spaces.
        together = self._by_run.get(joined(wanted))
        if together:
            return self._all_names(together)
        known = all(word in self._by_word for word in wanted)
        return self._named([frozenset({word}) for word in wanted]) if known else []

    def near(self, wanted: tuple[str, ...]) -> list[Person]:
        """Give the person whose name sounds or is spelt like the words."""
        return self._named([self._like(word, len(wanted) == 1) for word in wanted])

    def sounding(self, wanted: tuple[str, ...]) -> list[Person]:
        """Give the one person whose whole name is heard in the other script: «ایان مک‌ایوان»."""
        latin, sound = _sound(wanted)
        heard = self._by_sound.get((not latin, sound), []) if len(wanted) > 1 and len(sound) >= LONG_SOUND else []
        return self._all_names(heard) if len(heard) == 1 else []

    def _find_like(self, word: str, alone: bool) -> frozenset[str]:
        spelt = {
            found[0]: found[1]
            for found in process.extract(word, self._by_word.keys(), scorer=fuzz.ratio, score_cutoff=SAME_NAME, limit=4)
            # In a short word one other letter makes another name.
            if len(word) >= 5 or found[1] == 100
        }
        best = max(spelt.values(), default=0.0)
        alike = {name for name, score in spelt.items() if score >= best - 4}
        sound = skeleton(word)
        if not alike and len(sound) >= (LONG_SOUND if alone else SHORT_SOUND):
            there = self._sounds[not is_latin(word)]
            least = SAME_SOUND if len(sound) > LONG_SOUND else 100.0
            heard = process.extract(sound, there.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=4)
            best = max((found[1] for found in heard), default=0.0)
            alike = {name for found in heard if found[1] >= best - 4 for name in there[found[0]]}
        return frozenset(alike)

    def _named(self, choices: list[frozenset[str]]) -> list[Person]:
        if not choices or not all(choices):
            return []
        found: list[Person] | None = None
        for alike in choices:
            having = {id(person): person for word in alike for person in self._by_word.get(word, ())}
            found = list(having.values()) if found is None else [person for person in found if id(person) in having]
        people = list({person.words: person for person in found or ()}.values())
        if not people or not all(_same_person(people[0], other) for other in people[1:]):
            return []
        return self._all_names(people)

    def _all_names(self, people: list[Person]) -> list[Person]:
        known = {id(person) for person in people}
        more = [
            person
            for word in {word for person in people for word in person.other}
            for person in self._by_word.get(word, ())
            if id(person) not in known and _same_person(people[0], person)
        ]
        return [*people, *{person.words: person for person in more}.values()]


def _their_words(known: tuple[str, ...], rows: list[tuple[str, ...]]) -> frozenset[str]:
    """Give the words of another script that are the name's, among those of its titles."""
    shared = set.intersection(*map(set, rows)) if len(rows) > 1 else set()
    sounds = [skeleton(word) for word in known]
    for word in {word for row in rows for word in row}:
        sound = skeleton(word)
        if len(sound) >= 2 and any(fuzz.ratio(sound, own) >= SAME_SOUND for own in sounds if len(own) >= 2):
            shared.add(word)
    return frozenset(shared)


def _sound(name: tuple[str, ...]) -> tuple[bool, str]:
    """Give the script and the consonants of a whole name."""
    return is_latin(name[-1]), "".join(map(skeleton, name))


def _same_person(one: Person, other: Person) -> bool:
    """Tell whether two names are one person's: the same words in each other's script."""
    if one.words == other.words:
        return True
    if is_latin(one.words[-1]) == is_latin(other.words[-1]):
        # "Hafez" and "Hafez Shirazi", but neither of two brothers.
        return set(one.words) <= set(other.words) or set(other.words) <= set(one.words)
    return len(set(one.words) & other.other) >= min(2, len(one.words)) or len(set(other.words) & one.other) >= min(
        2, len(other.words)
    )
