"""Nearest neighbours: a vector's similarity to the nearest training texts of each intent."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats

# One near text may be a slip of the data; three speak for the intent.
_NEAREST = 3
_NOTHING_NEAR = -1.0


class Neighbours:
    """Unit vectors of training texts, ordered by class."""

    def __init__(self, rows: Floats, labels: npt.NDArray[np.int64], classes: int) -> None:
        order = np.argsort(labels, kind="stable")
        self.rows = np.ascontiguousarray(rows[order], dtype=np.float32)
        self.labels = labels[order]
        self.classes = classes
        sizes = np.bincount(self.labels, minlength=classes)
        # The classes that have texts, where those of each begin, and the place of each text's class among them.
        self._with_texts = np.flatnonzero(sizes)
        self._starts = (np.cumsum(sizes) - sizes)[self._with_texts]
        self._place = np.searchsorted(self._with_texts, self.labels)
        self._there = np.arange(_NEAREST) < sizes[:, None]
        self._count = self._there.sum(axis=1)

    def scores(self, row: Floats) -> Floats:
        """The mean cosine of the three nearest texts of each class; -1 for a class without texts."""
        if not len(self.rows):
            return np.full(self.classes, _NOTHING_NEAR, dtype=np.float32)
        near = self.rows @ row
        nearest = np.zeros((self.classes, _NEAREST), dtype=np.float32)
        for number in range(_NEAREST):
            # Looked for three times, which takes a tenth of sorting all of them.
            highest = np.maximum.reduceat(near, self._starts)
            nearest[self._with_texts, number] = highest
            places = np.flatnonzero(near == highest[self._place])
            classes = self._place[places]
            near[places[np.flatnonzero(np.diff(classes, prepend=-1))]] = -np.inf
        total = np.where(self._there, nearest, np.float32(0.0)).sum(axis=1)
        return np.where(self._count > 0, total / np.maximum(self._count, 1), _NOTHING_NEAR).astype(np.float32)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The texts' vectors and classes as named arrays, in half precision."""
        return {"near_rows": self.rows.astype(np.float16), "near_labels": self.labels.astype(np.int32)}

    @classmethod
    def from_arrays(cls, arrays: Any, classes: int) -> Neighbours:
        """Rebuild from named arrays."""
        return cls(
            np.asarray(arrays["near_rows"], dtype=np.float32),
            np.asarray(arrays["near_labels"], dtype=np.int64),
            classes,
        )
