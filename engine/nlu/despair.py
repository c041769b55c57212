"""Quiet despair by the meaning of a message: what no list of words holds, learnt from what people say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats
from engine.nlu.hashed import share_of
from engine.nlu.vectors import SentenceVectors
from language.emergencies.reading import likely_kind

__all__ = ["HEARD", "DespairModel"]

# From this probability of an emergency on, be it far below what is believed, a message's meaning is looked at: of the
# whole message, as far as so many letters.
HEARD, _LETTERS = 0.05, 280
_C = 10.0
# Too few to learn from: a library's own training data may have none.
_FEWEST = 20
# Ordinary texts that are learnt from: those that sound most like an emergency, and others by chance.
_ALIKE, _OTHERS = 3000, 2500
# Emergencies of these kinds, or of none that words name, are told as despair is.
_KINDS = frozenset({"despair", "danger"})


class DespairModel:
    """Tells how likely a text tells of despair, by its vector: a weight for each of its numbers, and a bias."""

    def __init__(self, weights: Floats, bias: float) -> None:
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(
        cls, folded: Sequence[str], is_emergency: npt.NDArray[np.bool_], sounds: Floats, vectors: SentenceVectors
    ) -> DespairModel | None:
        """Train on folded texts, whether each is an emergency, and how much each sounds like one; [texts] each.

        None where hardly any is of despair. Emergencies whose kind words name are neither despair nor an ordinary
        message, and are left out.
        """
        is_low = np.asarray([alarm and likely_kind(text) in _KINDS for text, alarm in zip(folded, is_emergency)])  # noqa: B905
        ordinary = np.flatnonzero(~is_emergency)
        if is_low.sum() < _FEWEST or not len(ordinary):
            return None
        from sklearn.linear_model import LogisticRegression

        alike = ordinary[np.argsort(-sounds[ordinary], kind="stable")[:_ALIKE]]
        others = np.random.default_rng(7).permutation(ordinary)[:_OTHERS]
        chosen = np.unique(np.concatenate([np.flatnonzero(is_low), alike, others]))
        dense = vectors.encode([folded[place][:_LETTERS] for place in chosen])
        model = LogisticRegression(C=_C, max_iter=500).fit(dense, is_low[chosen])
        return cls(np.asarray(model.coef_[0], dtype=np.float32), float(model.intercept_[0]))

    def sure(self, folded: str, vectors: SentenceVectors) -> float:
        """Give how likely a folded text tells of despair, from 0 to 1."""
        dense = vectors.encode_one(folded[:_LETTERS])
        return share_of(float(dense @ self._weights + self._bias))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Give the model as named arrays."""
        return {"despair_weights": self._weights, "despair_bias": np.asarray([self._bias], dtype=np.float32)}

    @classmethod
    def from_arrays(cls, arrays: Any) -> DespairModel | None:
        """Rebuild from named arrays; None where there was nothing to learn."""
        if "despair_weights" not in arrays:
            return None
        return cls(np.asarray(arrays["despair_weights"], dtype=np.float32), float(arrays["despair_bias"][0]))
