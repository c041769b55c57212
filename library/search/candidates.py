"""Candidates of a search, from all titles in memory: runs of three letters pick them, rapidfuzz ranks them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from library.search import scoring
from library.search.holding import Holding
from library.search.query import Constraint
from library.search.runs import RUN, Runs
from library.search.scoring import NEAR, OWN_SCRIPT, Prepared, Same
from library.search.standing import within
from library.search.words import joined, trigrams

__all__ = ["SearchEntry", "Titles"]

EXACT_CANDIDATES = 1000
NEAR_CANDIDATES = 100
# From this score on the words are a title, or its beginning.
WHOLE_TITLE = 94.0
# How far behind the best a similar title may be and still be shown.
NEAR_SPREAD = 8.0

# Answers that are kept: one message looks for the same words in several ways.
KEPT = 256

Scorer = Callable[[Constraint, Sequence[Prepared]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """The searchable text of one title; `id` is the store's key."""

    id: int
    title: str
    author: str
    subjects: str
    language: str
    isbns: tuple[str, ...] = ()
    # All that is searched, folded: other ways to write title and author stand only here.
    searched: str = ""


class Titles:
    """Ranks titles by what they share with words; not safe for two threads at once."""

    def __init__(self, older: Titles | None = None) -> None:
        """Begin without titles; what older ones hold unchanged is not folded again."""
        self._older = older.prepared if older else {}
        self._same: Same = {}
        self.prepared: dict[int, Prepared] = {}
        # Words too short for trigrams.
        self._by_word = Holding()
        self._runs = Runs()
        self._with_all = lru_cache(maxsize=KEPT)(self._runs.with_all)
        self._sharing = lru_cache(maxsize=KEPT)(self._find_sharing)

    def add(self, entries: Iterable[SearchEntry]) -> Iterator[tuple[SearchEntry, Prepared]]:
        """Fold more titles, as they are gone through; they are found from `complete` on."""
        self._runs.begin()
        for entry in entries:
            mark = hash((entry.title, entry.author, entry.subjects, entry.searched, entry.language))
            prepared = self._older.get(entry.id)
            if prepared is None or prepared.mark != mark:
                prepared = Prepared.of(
                    entry.title, entry.author, entry.subjects, entry.searched, entry.language, mark, self._same
                )
            self.prepared[entry.id] = prepared
            self._by_word.add(entry.id, {word for word in prepared.field("any") if len(word) < RUN})
            self._runs.add(entry.id, _searched(prepared))
            yield entry, prepared
        self._runs.end()

    def complete(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        self._older, self._same = {}, {}
        self._by_word.pack()
        self._runs.complete()

    def close(self) -> None:
        """Let go of the memory."""
        self._runs.close()

    def exact(self, constraints: tuple[Constraint, ...], language: str | None) -> tuple[int, ...]:
        """Find the titles that hold the words as they are, best first."""
        words = tuple(word for constraint in constraints for word in constraint.words)
        whole = tuple(joined(constraint.words) for constraint in constraints)
        # Two ways to write the same: with these spaces, or with others.
        candidates = dict.fromkeys((*self._with_all(words, EXACT_CANDIDATES), *self._with_all(whole, EXACT_CANDIDATES)))
        if constraints and all(len(word) < RUN for word in words):
            candidates.update(dict.fromkeys(set.intersection(*(set(self._by_word.of(word)) for word in words))))
        if not candidates:
            return ()
        # What is another field's in another script may be a field that was understood wrongly: look everywhere first.
        sure = OWN_SCRIPT if any(constraint.field != "any" for constraint in constraints) else 0.0
        return self._ranked(candidates, constraints, language, _one_by_one(scoring.exact), best_at_least=sure)

    def near(self, constraints: tuple[Constraint, ...], language: str | None) -> tuple[int, ...]:
        """Find the titles that are like the words, best first."""
        candidates = self._sharing(tuple(constraint.words for constraint in constraints))
        return self._ranked(candidates, constraints, language, scoring.near, at_least=NEAR, spread=NEAR_SPREAD)

    def within(self, wanted: Constraint, language: str | None) -> tuple[int, ...]:
        """Find the titles that stand whole in more words, best first."""
        return self._ranked(self._sharing((wanted.said or wanted.words,)), (wanted,), language, within, spread=2.0)

    def has_title(self, wanted: Constraint, besides: Container[int], *, sure: bool) -> bool:
        """Tell whether a title may be meant: whole, or, when sure, in words of one that is none of `besides`."""
        constraints = (Constraint("title", wanted.words, wanted.said),)
        if sure:
            return any(
                key not in besides or scoring.exact(constraints[0], self.prepared[key]) >= WHOLE_TITLE
                for key in self.exact(constraints, None)
            )
        titles = [self.prepared[key].own_title() for key in self._sharing((wanted.words,))]
        return any(score >= NEAR for score in scoring.near(constraints[0], titles))

    def _ranked(
        self,
        candidates: Iterable[int],
        constraints: tuple[Constraint, ...],
        language: str | None,
        score: Scorer,
        *,
        at_least: float = 0.01,
        best_at_least: float = 0.0,
        spread: float = 100.0,
    ) -> tuple[int, ...]:
        keys = [key for key in candidates if not language or self.prepared[key].language == language]
        prepared = [self.prepared[key] for key in keys]
        scores = [score(wanted, prepared) for wanted in constraints]
        # Without a constraint nothing is wanted, and nothing found.
        least = scores[0] if len(scores) == 1 else [min(each) for each in zip(*scores, strict=True)]
        scored = []
        for place, lowest in enumerate(least):
            if lowest >= at_least:
                mean = sum(each[place] for each in scores) / len(scores)
                scored.append((mean, -len(prepared[place].joined_title), -keys[place]))
        scored.sort(reverse=True)
        if scored and scored[0][0] < best_at_least:
            return ()
        return tuple(-key for value, _, key in scored if value >= scored[0][0] - spread)

    def _find_sharing(self, said: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
        runs = dict.fromkeys(run for words in said for run in trigrams(words))
        return self._runs.with_any(tuple(runs), NEAR_CANDIDATES)


def _one_by_one(score: Callable[[Constraint, Prepared], float]) -> Scorer:
    return lambda wanted, entries: [score(wanted, entry) for entry in entries]


def _searched(entry: Prepared) -> str:
    fields = (entry.title, entry.author, entry.subject, entry.other)
    return " ".join(" ".join(field) for field in fields) + " " + " ".join(joined(field) for field in fields[:2])
