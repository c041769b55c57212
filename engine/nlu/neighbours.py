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
        starts = np.searchsorted(self.labels, np.arange(classes))
        sizes = np.bincount(self.labels, minlength=classes)
        steps = np.arange(_NEAREST)
        self._there = steps < sizes[:, None]
        # Where the nearest of a class will stand once every class is sorted by nearness.
        self._places = np.where(self._there, starts[:, None] + steps, 0)

    def scores(self, row: Floats) -> Floats:
        """The mean cosine of the three nearest texts of each class; -1 for a class without texts."""
        if not len(self.rows):
            return np.full(self.classes, _NOTHING_NEAR, dtype=np.float32)
        near = self.rows @ row
        ordered = near[np.lexsort((-near, self.labels))]
        total = (ordered[self._places] * self._there).sum(axis=1)
        count = self._there.sum(axis=1)
        return np.where(count > 0, total / np.maximum(count, 1), _NOTHING_NEAR).astype(np.float32)

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
