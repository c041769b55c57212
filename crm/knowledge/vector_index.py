"""The vectors of all entries in memory: how near they are to the vector of a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from crm.knowledge.entries import VECTORS, KnowledgeEntry, digest_of
from crm.knowledge.entry_likeness import Places
from crm.knowledge.vectors import KIND
from crm.learning.likeness import centre

__all__ = ["OTHER_LANGUAGE", "VectorIndex", "unit_rows"]

Floats = npt.NDArray[np.float32]

# Of the ways to ask for an entry so many are looked at beside the nearest: one may be near by chance.
SEVERAL = 3
# Two languages are never as near as two wordings of one: brought to one scale (crm.learning.likeness).
OTHER_LANGUAGE = 1.15
_ASKED, _TOLD, _NAMED, _LEANING = range(len(VECTORS))


class VectorIndex:
    """The vectors of all entries; not changed once it is made."""

    def __init__(self, entries: Sequence[KnowledgeEntry], vectors: Mapping[str, bytes]) -> None:
        self._count = len(entries)
        # An entry some of whose vectors are still to be made is found by its words.
        self.whole = np.ones(self._count, dtype=np.bool_)
        found: list[tuple[int, int, bool, bytes]] = []
        for place, entry in enumerate(entries):
            for language, text, which in entry.vector_texts():
                kept = vectors.get(digest_of(text))
                if kept is None:
                    self.whole[place] = False
                else:
                    found.append((VECTORS.index(which), place, language == "fa", kept))
        # Those of a kind and an entry stand together.
        found.sort(key=lambda one: one[:2])
        owners: Places = np.asarray([one[1] for one in found], dtype=np.intp)
        kinds: Places = np.asarray([one[0] for one in found], dtype=np.intp)
        groups = np.flatnonzero(np.diff(kinds * self._count + owners, prepend=-1))
        self._groups, self._group_kinds, self._group_owners = groups, kinds[groups], owners[groups]
        self._is_fa = np.asarray([one[2] for one in found], dtype=np.bool_)
        self._scales = [
            np.where(self._is_fa == is_fa, 1.0, OTHER_LANGUAGE).astype(np.float32) for is_fa in (False, True)
        ]
        self.width = len(found[0][3]) // KIND.itemsize if found else 0
        self.matrix = np.zeros((0, 1), dtype=np.float32)
        if found:
            read = np.frombuffer(b"".join(one[3] for one in found), dtype=KIND).reshape(len(found), -1)
            self.matrix = unit_rows(read.astype(np.float32), self._is_fa)
        # The rows of the ways to ask stand first, those of an entry together: where they begin, and whose each is.
        asked = owners[kinds == _ASKED]
        self._asked_starts = np.flatnonzero(np.diff(asked, prepend=-1))
        self._asked_counts = np.diff(np.append(self._asked_starts, len(asked)))
        self._asked_owners = asked

    def likenesses(self, vector: Floats, language: str) -> Floats:
        """Give `asked`, `several`, `told`, `named` and `leaning` of all entries, a row each."""
        is_fa = language == "fa"
        mine = unit_rows(vector[None, :], np.asarray([is_fa], dtype=np.bool_))[0]
        # On one thread, as our processes run (process.start).
        scaled = (self.matrix @ mine) * self._scales[is_fa]
        best = np.zeros((len(VECTORS), self._count), dtype=np.float32)
        highest = np.maximum(np.maximum.reduceat(scaled, self._groups), 0.0)
        best[self._group_kinds, self._group_owners] = highest
        return np.vstack([best[_ASKED], self._of_several(scaled), best[_TOLD], best[_NAMED], best[_LEANING]])

    def _of_several(self, scaled: Floats) -> Floats:
        """Give the mean of the nearest few ways to ask for each entry; 0 where there are none."""
        several = np.zeros(self._count, dtype=np.float32)
        if not len(self._asked_starts):
            return several
        left = scaled[: len(self._asked_owners)].copy()
        total = np.zeros(len(self._asked_starts), dtype=np.float32)
        for _ in range(SEVERAL):
            most = np.maximum.reduceat(left, self._asked_starts)
            total += np.where(most > -2.0, most, 0.0)
            places = np.flatnonzero(left == np.repeat(most, self._asked_counts))
            left[places[np.unique(self._asked_owners[places], return_index=True)[1]]] = -9.0
        several[self._asked_owners[self._asked_starts]] = total / np.clip(self._asked_counts, 1, SEVERAL)
        return several


def unit_rows(rows: Floats, is_fa: npt.NDArray[np.bool_]) -> Floats:
    """Take the mean of each row's language away, and give rows of unit length."""
    moved = rows.copy()
    for language, which in (("fa", is_fa), ("en", ~is_fa)):
        mean = centre(language)
        if mean is not None and len(mean) == rows.shape[1]:
            moved[which] -= np.asarray(mean, dtype=np.float32)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)
