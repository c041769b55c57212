"""Works that are described in other words than theirs: by the vectors of what is told of them, and by their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from crm.knowledge.vector_index import OTHER_LANGUAGE, unit_rows
from crm.knowledge.vectors import KIND

__all__ = ["Meanings"]

# From here on a work may be the one that is described, by how like the description it is and by how much more so than
# those behind the few that are offered: measured by benchmarks/described.
FITS = 0.76
# From here on one of a few that the words point to, as those of an author.
FITS_AMONG = 0.2
# A rare word in common is worth so much beside being alike, and a work so little less like than the best is told too.
WORD, NEAR, NEAR_AMONG = 0.04, 0.12, 0.15
# How much it counts that the best stands out from the fourth.
STANDS_OUT, _FOURTH = 2.0, 3


class Meanings:
    """The vectors of what is told of works; not changed once it is made.

    Of a work several texts may be told, and one text of several works: each is as like a description as the most like
    of its texts.
    """

    def __init__(
        self,
        editions: Sequence[Sequence[int]] = (),
        told: Mapping[str, tuple[str, Collection[int]]] | None = None,
        vectors: Mapping[str, bytes] | None = None,
    ) -> None:
        """Take the keys of each work's editions, texts with their language and the places of their works, and vectors.

        A text without a vector tells nothing.
        """
        told, vectors = told or {}, vectors or {}
        texts = [text for text in told if text in vectors]
        pairs = [(row, place) for row, text in enumerate(texts) for place in told[text][1]]
        self._of_rows: npt.NDArray[np.intp] = np.asarray([row for row, _ in pairs], dtype=np.intp)
        known, self._works = np.unique(np.asarray([place for _, place in pairs], dtype=np.intp), return_inverse=True)
        self._editions = [tuple(editions[place]) for place in known.tolist()]
        self._is_fa = np.asarray([told[text][0] == "fa" for text in texts], dtype=np.bool_)
        read = np.frombuffer(b"".join(vectors[text] for text in texts), dtype=KIND)
        self._rows = unit_rows(read.reshape(len(texts), -1).astype(np.float32), self._is_fa) if texts else None

    def __len__(self) -> int:
        return len(self._editions)

    def has(self, keys: Collection[int]) -> bool:
        """Tell whether one of some titles has a vector."""
        return any(not set(keys).isdisjoint(editions) for editions in self._editions)

    def find(
        self,
        vector: npt.NDArray[np.float32],
        language: str,
        words: Mapping[int, float],
        among: Collection[int] | None = None,
        without: Collection[int] = (),
        fits: float = FITS,
    ) -> list[tuple[Sequence[int], float]]:
        """Give the editions of the works that a description may mean, the likeliest first, each with how like it is.

        `words` says how much of what is told of a title is said, by its key. `among`: one of these is meant, and need
        be less like it; `without`: none of these is. `fits`: from where on the likeliest may be meant.
        """
        if self._rows is None or self._rows.shape[1] != len(vector):
            return []
        is_fa = language == "fa"
        mine = unit_rows(vector[None, :], np.asarray([is_fa], dtype=np.bool_))[0]
        of_rows = (self._rows @ mine) * np.where(self._is_fa == is_fa, 1.0, OTHER_LANGUAGE)
        worth = np.full(len(self._editions), -1.0)
        np.maximum.at(worth, self._works, of_rows[self._of_rows])
        worth += WORD * np.asarray([max(words.get(key, 0.0) for key in keys) for keys in self._editions])
        if among is not None or without:
            worth = np.where([_may_be(keys, among, without) for keys in self._editions], worth, -1.0)
        best = float(worth.max())
        if among is None:
            stands_out = best - float(np.sort(worth)[max(-1 - _FOURTH, -len(worth))])
            least = best - NEAR if best + STANDS_OUT * stands_out >= fits else np.inf
        else:
            least = max(FITS_AMONG, best - NEAR_AMONG)
        places: Sequence[int] = np.flatnonzero(worth >= least).tolist()
        return sorted(((self._editions[one], float(worth[one])) for one in places), key=lambda one: -one[1])


def _may_be(keys: Sequence[int], among: Collection[int] | None, without: Collection[int]) -> bool:
    return (among is None or any(key in among for key in keys)) and not any(key in without for key in keys)
