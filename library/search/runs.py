"""Titles by their runs of three letters, which SQLite's trigram index holds.

Titles that share some of many runs are ranked here as SQLite would (BM25), but by numbers that are kept: SQLite counts
anew, in each search, what each run is worth for each title.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from functools import partial, reduce

import numpy as np
import numpy.typing as npt

__all__ = ["RUN", "Runs"]

RUN = 3
HOLDING = "SELECT rowid FROM titles WHERE titles MATCH ? LIMIT ?"
HOLDING_BEST = "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rank LIMIT ?"
# How much it counts that a run comes again, and that a text is long: SQLite's own numbers (fts5_aux.c).
AGAIN, LONG = 1.2, 0.75
# What a run weighs that most titles hold.
LEAST_WEIGHT = 1e-6
# So many titles, each for each of its runs, are ranked in good time; with less of the words a slip would hide a title.
MOST_RANKED = 25_000
LEAST_RUNS = 4
# So many of the rarest runs of words are looked at before SQLite is asked, those that no more titles hold than this.
RAREST, RARE = 3, 1000
# So many titles of runs are kept once they were read, in twelve bytes each; with more, all are read anew.
MOST_KEPT = 2_000_000

Places = npt.NDArray[np.uint32]
Worth = npt.NDArray[np.float64]


class Runs:
    """Finds titles by what their texts share with words; not safe for two threads at once."""

    def __init__(self) -> None:
        # Made in some threads, one after the other, and then only read in another.
        self._table = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        # The texts themselves are kept nowhere: what is found are keys.
        self._table.execute("CREATE VIRTUAL TABLE titles USING fts5(text, tokenize='trigram', content='')")
        self._holding: dict[str, int] = {}
        self._added, self._counts = array("q"), array("I")
        self._keys: npt.NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._lengths: Worth = np.empty(0)
        self._read: dict[str, tuple[Places, Worth]] = {}
        self._kept = 0

    def begin(self) -> None:
        """Begin to add texts."""
        self._table.execute("BEGIN")

    def add(self, key: int, text: str) -> None:
        """Take the text of a title; it is found from `complete` on."""
        self._table.execute("INSERT INTO titles (rowid, text) VALUES (?, ?)", (key, text))
        self._added.append(key)
        self._counts.append(max(0, len(text) - RUN + 1))

    def end(self) -> None:
        """End to add texts."""
        self._table.execute("COMMIT")

    def complete(self) -> None:
        """Make all that was added findable; nothing is added afterwards."""
        # How many titles hold each run: what nearly all hold tells nothing, and costs the most to look for.
        self._table.execute("CREATE VIRTUAL TABLE runs USING fts5vocab('titles', 'row')")
        self._table.execute("CREATE VIRTUAL TABLE spots USING fts5vocab('titles', 'instance')")
        self._holding = dict(self._table.execute("SELECT term, doc FROM runs"))
        order = np.argsort(np.frombuffer(self._added, dtype=np.int64))
        self._keys = np.frombuffer(self._added, dtype=np.int64)[order]
        lengths = np.frombuffer(self._counts, dtype=np.uint32)[order].astype(np.float64)
        mean = lengths.sum() / len(lengths) if len(lengths) else 1.0
        self._lengths = AGAIN * (1 - LONG + LONG * lengths / mean)
        self._added, self._counts = array("q"), array("I")

    def close(self) -> None:
        """Let go of the memory."""
        self._table.close()

    def with_all(self, words: Iterable[str], limit: int) -> tuple[int, ...]:
        """Give the keys of the titles that hold all words of three letters and more; of too many, the best by BM25."""
        wanted = [word for word in words if len(word) >= RUN]
        runs = {word[start : start + RUN] for word in wanted for start in range(len(word) - RUN + 1)}
        if not wanted or not self._may_be_in_one(runs):
            return ()
        # Words hold letters and digits only, so nothing in them can end the quotation.
        expression = " AND ".join(f'"{word}"' for word in wanted)
        rows = self._table.execute(HOLDING, (expression, limit + 1)).fetchall()
        if len(rows) > limit:
            # To rank them takes most of the time, and tells no more than which to leave out.
            rows = self._table.execute(HOLDING_BEST, (expression, limit)).fetchall()
        return tuple(key for (key,) in rows)

    def _may_be_in_one(self, runs: set[str]) -> bool:
        """Tell whether a title may hold all of some runs: one holds the rarest of them."""
        if any(run not in self._holding for run in runs):
            return False
        rarest = sorted(runs, key=self._holding.__getitem__)[:RAREST]
        places = [self._of(run)[0] for run in rarest if self._holding[run] <= RARE]
        return len(places) < 2 or len(reduce(partial(np.intersect1d, assume_unique=True), places)) > 0

    def with_any(self, runs: Sequence[str], limit: int) -> tuple[int, ...]:
        """Give the keys of the titles that hold some of the runs; of too many, the best by BM25."""
        read = [self._of(run) for run in self._telling(runs)]
        if not read:
            return ()
        places = np.concatenate([one for one, _ in read])
        scores = np.bincount(places, np.concatenate([worth for _, worth in read]))
        found = np.flatnonzero(scores)
        if len(found) > limit:
            found = found[_best(scores[found], limit)]
        return tuple(self._keys[found].tolist())

    def _telling(self, runs: Sequence[str]) -> list[str]:
        """Give the runs that any title holds; of many titles' the rarest, so that a bounded number is ranked."""
        known = [run for run in runs if run in self._holding]
        if sum(self._holding[run] for run in known) <= MOST_RANKED:
            return known
        kept: list[str] = []
        ranked = 0
        for run in sorted(known, key=self._holding.__getitem__):
            ranked += self._holding[run]
            if ranked > MOST_RANKED and len(kept) >= LEAST_RUNS:
                break
            kept.append(run)
        return kept

    def _of(self, run: str) -> tuple[Places, Worth]:
        """Give the places of the titles that hold a run, and how much it tells of each."""
        known = self._read.get(run)
        if known is None:
            known = self._worth(run)
            if self._kept > MOST_KEPT:
                self._read, self._kept = {}, 0
            self._read[run] = known
            self._kept += len(known[0])
        return known

    def _worth(self, run: str) -> tuple[Places, Worth]:
        # All in one text: a row for each takes three times as long.
        [(spots,)] = self._table.execute("SELECT group_concat(doc) FROM spots WHERE term = ?", (run,))
        keys, times = np.unique(np.fromstring(spots, dtype=np.int64, sep=","), return_counts=True)
        places = np.searchsorted(self._keys, keys)
        rare = math.log((len(self._keys) - len(keys) + 0.5) / (len(keys) + 0.5))
        worth = (rare if rare > 0 else LEAST_WEIGHT) * (times * (AGAIN + 1.0) / (times + self._lengths[places]))
        return places.astype(np.uint32), worth


def _best(scores: Worth, limit: int) -> npt.NDArray[np.intp]:
    """Give the places of the best scores, of equal ones the first, as SQLite does."""
    may_be = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
    return may_be[np.argsort(-scores[may_be], kind="stable")[:limit]]
