"""The search index: all titles in memory, the same for every database.

Runs of three letters pick candidates, rapidfuzz ranks them: on folded text this found more than either
alone, in a few milliseconds for twenty thousand titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from library.search.authors import Authors, Person
from library.search.candidates import KEPT, SearchEntry, Titles
from library.search.holding import Holding
from library.search.query import Constraint, Query
from library.search.scoring import NEAR, near
from library.search.spelled import SpelledTitles
from library.search.standing import holds
from library.search.words import telling

__all__ = ["SearchEntry", "FoundTitles", "TitleIndex"]

LONGEST_NAME = 4
LEAST_TO_DROP = 3


@dataclass(frozen=True, slots=True)
class FoundTitles:
    """Keys of titles, best first; `corrected` if only similar ones were found, `author` if all are one person's."""

    ids: tuple[int, ...] = ()
    corrected: bool = False
    author: str = ""


class TitleIndex:
    """Finds titles; not safe for two threads at once."""

    def __init__(self, entries: Iterable[SearchEntry] | None = None, *, older: TitleIndex | None = None) -> None:
        """Index titles; without them the index is empty, until some are added and it is completed.

        What an older index holds unchanged is not folded again.
        """
        self._titles: Titles = Titles(older._titles if older else None)
        self._prepared = self._titles.prepared
        self._by_isbn, self._spelled, self._authors = Holding(), SpelledTitles(), Authors()
        self._known = lru_cache(maxsize=KEPT)(self._find)
        if entries is not None:
            self.add(entries)
            self.complete()

    def add(self, entries: Iterable[SearchEntry]) -> None:
        """Take more titles; they are found from `complete` on."""
        for entry, prepared in self._titles.add(entries):
            self._by_isbn.add(entry.id, entry.isbns)
            self._spelled.add(entry.id, prepared.title)
            self._authors.add(entry.id, entry.author, prepared)

    def complete(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        self._titles.complete()
        self._by_isbn.pack()
        self._spelled.pack()
        self._authors.complete()

    def __len__(self) -> int:
        return len(self._prepared)

    def close(self) -> None:
        """Let go of the memory."""
        self._titles.close()

    def with_isbn(self, isbn: str) -> FoundTitles:
        """Find titles by a thirteen-digit ISBN."""
        return FoundTitles(tuple(self._by_isbn.of(isbn)))

    def find(self, query: Query) -> FoundTitles:
        """Find titles that hold the words; or else, similar ones. What was found before is known."""
        return self._known(query)

    def _find(self, query: Query) -> FoundTitles:
        """Find titles that hold the words; or else, similar ones.

        What was understood of the sentence may be wrong: fields are given up before spelling, single
        constraints before the whole.
        """
        if not query.constraints:
            return FoundTitles()
        anywhere = tuple(constraint.anywhere() for constraint in query.constraints)
        if len(query.constraints) == 1 and (found := self._author(query.constraints[0], query.language, sure=True)):
            return found
        tries = dict.fromkeys((query.constraints, anywhere, query.sentence))
        for constraints in tries:
            if ids := self._titles.exact(constraints, query.language):
                return FoundTitles(ids)
        for constraints in tries:
            for last in constraints[-1].plainly() if constraints else ():
                plain = (*constraints[:-1], last)
                if len(plain) == 1 and (found := self._author(last, query.language, sure=True)):
                    return found
                if ids := self._titles.exact(plain, query.language):
                    return FoundTitles(ids)
        singles = [(constraint,) for constraint in anywhere] if len(anywhere) > 1 else []
        tries = dict.fromkeys((query.constraints, anywhere, *singles, query.sentence))
        # What stands in the words does so whatever field they are of.
        for wanted in dict.fromkeys(constraints[0].anywhere() for constraints in tries if len(constraints) == 1):
            if ids := self._titles.within(wanted, query.language):
                corrected = (wanted,) in singles or not holds(wanted, self._prepared[ids[0]])
                return FoundTitles(ids, corrected=corrected)
            if found := self._author_within(wanted, query.language):
                return found
        if not query.exactly and (found := self._alike(tries, query.language)):
            return found
        if spelled := self._spelled_within(query):
            return FoundTitles(spelled)
        return FoundTitles() if query.exactly else self._with_less(query)

    def _alike(self, tries: Iterable[tuple[Constraint, ...]], language: str | None) -> FoundTitles | None:
        """Find titles that are like the words, or an author whose name is."""
        for constraints in tries:
            if ids := self._titles.exact(constraints, language):
                return FoundTitles(ids, corrected=True)
            if len(constraints) == 1 and (found := self._author(constraints[0], language, sure=False)):
                return found
            if ids := self._titles.near(constraints, language):
                return FoundTitles(ids, corrected=True)
        return None

    def _with_less(self, query: Query) -> FoundTitles:
        """Find titles that are like the words but the first or the last of them."""
        for constraint in (*query.constraints, *query.sentence):
            # A word too many before or after it: "plz pride and prejiduce".
            for fewer in (
                (constraint.words[1:], constraint.words[:-1]) if len(constraint.words) >= LEAST_TO_DROP else ()
            ):
                if ids := self._titles.near((Constraint(constraint.field, fewer),), query.language):
                    return FoundTitles(ids, corrected=True)
        return FoundTitles()

    def _spelled_within(self, query: Query) -> tuple[int, ...]:
        """Find a Persian title that stands in Latin letters among the words."""
        for constraint in (*query.constraints, *query.sentence):
            keys = self._spelled.within(constraint.said or constraint.words)
            if wanted := tuple(key for key in keys if query.language in (None, self._prepared[key].language)):
                return wanted
        return ()

    def _author(self, wanted: Constraint, language: str | None, *, sure: bool) -> FoundTitles | None:
        """Find the titles of the one author whom the words name, unless a title may be meant as well."""
        if wanted.field == "subject":
            return None
        heard = [] if sure else self._authors.sounding(wanted.words)
        people = heard or (self._authors.exact(wanted.words) if sure else self._authors.near(wanted.words))
        if not people:
            return None
        keys = dict.fromkeys(
            key for person in people for key in person.keys if not language or self._prepared[key].language == language
        )
        may_be_title = wanted.field != "author" and not heard
        if not keys or (may_be_title and self._titles.has_title(wanted, keys, sure=sure)):
            return None
        # Whoever else has to do with the name, a translator for one, comes after.
        last = self._titles.exact((Constraint("author", people[0].words),), language) if sure else ()
        first = self._by_script(keys, wanted)
        return FoundTitles((*first, *(key for key in last if key not in keys)), not sure, _spoken_name(people, wanted))

    def _author_within(self, wanted: Constraint, language: str | None) -> FoundTitles | None:
        """Find an author whose full name stands in more words."""
        said = wanted.said or wanted.words
        for length in range(min(len(said) - 1, LONGEST_NAME), 1, -1):
            for start in range(len(said) - length + 1):
                name = said[start : start + length]
                if found := self._author(Constraint("author", name), language, sure=True):
                    beside = (*said[:start], *said[start + length :])
                    return self._of_theirs(found, Constraint("title", telling(" ".join(beside)))) or found
        return None

    def _of_theirs(self, found: FoundTitles, wanted: Constraint) -> FoundTitles | None:
        """Keep those of an author's titles that are like the words beside the name."""
        if not wanted.words:
            return None
        titles = [self._prepared[key].own_title() for key in found.ids]
        like = dict(zip(found.ids, near(wanted, titles), strict=True))
        ids = sorted((key for key in found.ids if like[key] >= NEAR), key=lambda key: -like[key])
        return FoundTitles(tuple(ids), corrected=True) if ids else None

    def _by_script(self, keys: Iterable[int], wanted: Constraint) -> list[int]:
        latin = wanted.words[0].isascii()
        return sorted(
            keys,
            key=lambda key: (
                (self._prepared[key].language == "fa") == latin,
                len(self._prepared[key].joined_title),
                key,
            ),
        )


def _spoken_name(people: Sequence[Person], wanted: Constraint) -> str:
    """Give the name in the script in which it was asked for, where the catalogue has it."""
    latin = wanted.words[0].isascii()
    return next((person.name for person in people if person.words[0].isascii() == latin), people[0].name)
