"""An index of all titles in memory, the same whatever database keeps them.

SQLite's own trigram index picks candidates, rapidfuzz ranks them: on folded text this found more than either
alone, in a few milliseconds for twenty thousand titles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from library.search.query import Constraint, Field, Query
from library.search.scoring import NEAR, OWN_SCRIPT, Prepared, exact, near
from library.search.words import joined, trigrams

__all__ = ["Entry", "Found", "TitleIndex"]

EXACT_CANDIDATES = 1000
NEAR_CANDIDATES = 100
TRIGRAM = 3
# How far behind the best a similar title may be and still be shown.
NEAR_SPREAD = 8.0

Scorer = Callable[[tuple[str, ...], Prepared, Field], float]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is searched of one title; `id` is the store's key."""

    id: int
    title: str
    author: str
    subjects: str
    language: str
    isbns: tuple[str, ...] = ()
    # All that is searched, folded: other ways to write title and author stand only here.
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of titles, best first; `corrected` when only similar ones were found."""

    ids: tuple[int, ...] = ()
    corrected: bool = False


class TitleIndex:
    """Find titles; not safe for two threads at once."""

    def __init__(self, entries: Iterable[Entry] = (), *, older: TitleIndex | None = None) -> None:
        """Index titles; what an older index holds unchanged is not folded again."""
        self._entries: dict[int, Entry] = {entry.id: entry for entry in entries}
        self._prepared: dict[int, Prepared] = {
            entry.id: older._prepared[entry.id]
            if older and older._entries.get(entry.id) == entry
            else Prepared.of(entry.title, entry.author, entry.subjects, entry.searched)
            for entry in self._entries.values()
        }
        self._by_isbn: dict[str, list[int]] = {}
        for entry in self._entries.values():
            for isbn in entry.isbns:
                self._by_isbn.setdefault(isbn, []).append(entry.id)
        self._by_word: dict[str, set[int]] = {}
        for key, prepared in self._prepared.items():
            for word in prepared.field("any"):
                if len(word) < TRIGRAM:
                    self._by_word.setdefault(word, set()).add(key)
        # Made in one thread and then only read in another.
        self._table = sqlite3.connect(":memory:", check_same_thread=False)
        self._table.execute("CREATE VIRTUAL TABLE titles USING fts5(text, tokenize='trigram')")
        self._table.executemany(
            "INSERT INTO titles (rowid, text) VALUES (?, ?)",
            [(key, _searched(prepared)) for key, prepared in self._prepared.items()],
        )
        self._table.commit()

    def __len__(self) -> int:
        return len(self._entries)

    def close(self) -> None:
        """Let go of the memory."""
        self._table.close()

    def with_isbn(self, isbn: str) -> Found:
        """Find titles by a thirteen-digit ISBN."""
        return Found(tuple(self._by_isbn.get(isbn, ())))

    def find(self, query: Query) -> Found:
        """Find titles that hold the words; or else, similar ones.

        What was understood of the sentence may be wrong: fields are given up before spelling, single
        constraints before the whole.
        """
        if not query.constraints:
            return Found()
        anywhere = tuple(constraint.anywhere() for constraint in query.constraints)
        for constraints in dict.fromkeys((query.constraints, anywhere, query.sentence)):
            if ids := self._exact(constraints, query.language):
                return Found(ids)
        singles = [(constraint,) for constraint in anywhere] if len(anywhere) > 1 else []
        for constraints in dict.fromkeys((query.constraints, anywhere, *singles, query.sentence)):
            ids = self._exact(constraints, query.language) or self._near(constraints, query.language)
            if ids:
                return Found(ids, corrected=True)
        return Found()

    def _exact(self, constraints: tuple[Constraint, ...], language: str | None) -> tuple[int, ...]:
        runs = [run for constraint in constraints for run in constraint.words]
        whole = [joined(constraint.words) for constraint in constraints]
        # Two ways to write the same: with these spaces, or with others.
        candidates = {
            **dict.fromkeys(self._matching(" AND ".join(_quoted(runs)), EXACT_CANDIDATES)),
            **dict.fromkeys(self._matching(" AND ".join(_quoted(whole)), EXACT_CANDIDATES)),
        }
        if constraints and not _quoted(runs):  # too short for trigrams
            candidates.update(dict.fromkeys(set.intersection(*(self._by_word.get(run, set()) for run in runs))))
        # What is another field's in another script may be a field that was understood wrongly: look everywhere first.
        sure = OWN_SCRIPT if any(constraint.field != "any" for constraint in constraints) else 0.0
        return self._ranked(candidates, constraints, language, exact, best_at_least=sure)

    def _near(self, constraints: tuple[Constraint, ...], language: str | None) -> tuple[int, ...]:
        runs = [run for constraint in constraints for run in trigrams(constraint.words)]
        candidates = self._matching(" OR ".join(_quoted(runs)), NEAR_CANDIDATES)
        return self._ranked(candidates, constraints, language, near, at_least=NEAR, spread=NEAR_SPREAD)

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
        scored = []
        for key in candidates:
            if language and self._entries[key].language != language:
                continue
            each = [score(wanted.words, self._prepared[key], wanted.field) for wanted in constraints]
            if each and min(each) >= at_least:
                scored.append((sum(each) / len(each), -len(self._prepared[key].joined_title), -key))
        scored.sort(reverse=True)
        if scored and scored[0][0] < best_at_least:
            return ()
        return tuple(-key for value, _, key in scored if value >= scored[0][0] - spread)

    def _matching(self, expression: str, limit: int) -> list[int]:
        if not expression:
            return []
        rows = self._table.execute(
            "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rank LIMIT ?", (expression, limit)
        )
        return [row[0] for row in rows]


def _searched(entry: Prepared) -> str:
    fields = (entry.title, entry.author, entry.subject, entry.other)
    return " ".join(" ".join(field) for field in fields) + " " + " ".join(joined(field) for field in fields[:2])


def _quoted(runs: Iterable[str]) -> list[str]:
    # Words hold letters and digits only, so nothing in them can end the quotation.
    return [f'"{run}"' for run in runs if len(run) >= TRIGRAM]
