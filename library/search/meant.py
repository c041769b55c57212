"""Books that are described in other words than theirs: by the vectors of what is told of them, and by their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from crm.knowledge.index import OTHER_LANGUAGE, unit_rows
from crm.knowledge.vectors import KIND

__all__ = ["Meanings"]

# From here on a title may be the one that is described: measured by benchmarks/described on eighty descriptions and
# eighty messages that fit nothing.
FITS = 0.59
# From here on one of a few that the words point to, as those of an author.
FITS_AMONG = 0.2
# A rare word in common is worth so much beside being alike, and a title so little less like than the best is told too.
WORD, NEAR, NEAR_AMONG = 0.05, 0.08, 0.15


class Meanings:
    """The vectors of the titles that something is told of; not changed once it is made."""

    def __init__(self, vectors: Mapping[int, tuple[str, bytes]] | None = None) -> None:
        """Take vectors by the keys of titles, each with the language that it is told in."""
        vectors = vectors or {}
        self._keys = np.asarray(list(vectors), dtype=np.intp)
        self._is_fa = np.asarray([language == "fa" for language, _ in vectors.values()], dtype=np.bool_)
        read = np.frombuffer(b"".join(vector for _, vector in vectors.values()), dtype=KIND)
        self._rows = unit_rows(read.reshape(len(vectors), -1).astype(np.float32), self._is_fa) if vectors else None

    def __len__(self) -> int:
        return len(self._keys)

    def has(self, keys: Collection[int]) -> bool:
        """Tell whether one of some titles has a vector."""
        return bool(np.isin(self._keys, list(keys)).any())

    def find(
        self,
        vector: npt.NDArray[np.float32],
        language: str,
        words: Mapping[int, float],
        among: Collection[int] | None = None,
        without: Collection[int] = (),
        fits: float = FITS,
    ) -> list[tuple[int, float]]:
        """Give the keys of the titles that a description may mean, the likeliest first, each with how like it is.

        `words` says how much of what is told of a title is said, by its key. `among`: one of these is meant, and need
        be less like it; `without`: none of these is. `fits`: from how like on a title may be meant.
        """
        if self._rows is None or self._rows.shape[1] != len(vector):
            return []
        is_fa = language == "fa"
        mine = unit_rows(vector[None, :], np.asarray([is_fa], dtype=np.bool_))[0]
        alike = (self._rows @ mine) * np.where(self._is_fa == is_fa, 1.0, OTHER_LANGUAGE)
        worth = alike + WORD * np.asarray([words.get(key, 0.0) for key in self._keys.tolist()])
        if among is not None:
            worth = np.where(np.isin(self._keys, list(among)), worth, -1.0)
        if without:
            worth = np.where(np.isin(self._keys, list(without)), -1.0, worth)
        best = worth.max()
        least = max(fits, best - NEAR) if among is None else max(FITS_AMONG, best - NEAR_AMONG)
        places: Sequence[int] = np.flatnonzero(worth >= least).tolist()
        return sorted(((int(self._keys[one]), float(worth[one])) for one in places), key=lambda one: -one[1])
