"""Sentence vectors as the models take them: of which texts they are made, centred, and how near they are to others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats
from engine.nlu.neighbours import Neighbours

# What a cosine of 1 to the nearest training texts adds; between 1 and 3 it makes no difference to speak of.
NEAR = 2.0


class Made:
    """Vectors that were made before, by their text."""

    def __init__(self, made: Mapping[str, Floats]) -> None:
        self._made = made
        self.width = len(next(iter(made.values()), ()))

    def encode_one(self, text: str) -> Floats:
        """The vector of one text."""
        return self._made[text]

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, one row each."""
        return np.asarray([self._made[text] for text in texts])


def centred(raw: Floats, centre: Floats | None) -> Floats:
    """Vectors without what all sentences share, of unit length."""
    moved = raw if centre is None else raw - centre
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


def with_neighbours(left_out: Floats, dense: Floats, labels: npt.NDArray[np.int64]) -> Floats:
    """Add to the scores of texts left out how near they are to the texts that were not; rows of NaN stay."""
    held = ~np.isnan(left_out[:, 0])
    near = Neighbours(dense[~held], labels[~held], left_out.shape[1])
    scores = left_out.copy()
    for i in np.flatnonzero(held):
        scores[i] += NEAR * near.scores(dense[i])
    return scores


def spread_over(folded: Sequence[str], labels: npt.NDArray[np.int64], most: int) -> npt.NDArray[np.int64]:
    """Which of the texts to take so that there are about `most`: the groups of an intent and a script shrink alike.

    A group as large as the limit stays whole; of one four times as large, twice the limit is taken. The limit is
    found, and the same texts give the same choice.
    """
    if not 0 < most < len(folded):
        return np.arange(len(folded))
    groups: dict[tuple[int, bool], list[int]] = {}
    # In an order of each text alone: an edit changes few of the texts chosen, and few vectors are made anew.
    for i in sorted(range(len(folded)), key=lambda i: hashlib.sha256(folded[i].encode()).digest()):
        groups.setdefault((int(labels[i]), folded[i].isascii()), []).append(i)

    def sizes(limit: int) -> list[int]:
        return [min(len(group), int(limit * max(1.0, len(group) / limit) ** 0.5)) for group in groups.values()]

    limit = 1
    while sum(sizes(limit + 1)) <= most:
        limit += 1
    taken = [i for group, size in zip(groups.values(), sizes(limit), strict=True) for i in group[:size]]
    return np.asarray(sorted(taken), dtype=np.int64)
