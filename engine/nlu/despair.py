"""Quiet despair by the meaning of a message: what no list of words holds, learnt from what people say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats
from language.emergencies.reading import likely_kind

__all__ = ["HEARD", "DespairModel"]

# From this probability of an emergency on, be it far below what is believed, a message's meaning is looked at.
HEARD = 0.05
_C = 10.0
# Too few to learn from: a library's own training data may have none.
_FEWEST = 20
# Emergencies of these kinds, or of none that words name, are told as despair is.
_KINDS = frozenset({"despair", "danger"})


class DespairModel:
    """Tells how likely a message's vector is one of despair; a weight for each of its numbers, and a bias."""

    def __init__(self, weights: Floats, bias: float) -> None:
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(cls, texts: Sequence[str], is_emergency: Sequence[bool], dense: Floats) -> DespairModel | None:
        """Train on texts, whether each is an emergency, and their vectors; None where hardly any is of despair.

        Emergencies whose kind words name are neither despair nor an ordinary message, and are left out.
        """
        kinds = [likely_kind(text) if alarm else "" for text, alarm in zip(texts, is_emergency)]  # noqa: B905
        is_low = np.asarray([kind in _KINDS for kind in kinds])
        used = is_low | ~np.asarray(is_emergency, dtype=bool)
        if is_low.sum() < _FEWEST or is_low[used].all():
            return None
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=_C, max_iter=500).fit(dense[used], is_low[used])
        return cls(np.asarray(model.coef_[0], dtype=np.float32), float(model.intercept_[0]))

    def sure(self, dense: Floats) -> float:
        """Give how likely a vector is one of despair, from 0 to 1."""
        return float(1 / (1 + np.exp(-(dense @ self._weights + self._bias))))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Give the model as named arrays."""
        return {"despair_weights": self._weights, "despair_bias": np.asarray([self._bias], dtype=np.float32)}

    @classmethod
    def from_arrays(cls, arrays: Any) -> DespairModel | None:
        """Rebuild from named arrays; None where there was nothing to learn."""
        if "despair_weights" not in arrays:
            return None
        return cls(np.asarray(arrays["despair_weights"], dtype=np.float32), float(arrays["despair_bias"][0]))
