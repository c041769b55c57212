"""Whether a message describes a book or a film that it does not name: learnt from those who half remember one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats, Ints
from engine.nlu.hashed import share_of
from engine.nlu.vectors import SentenceVectors

__all__ = ["DESCRIBED", "DescribedModel", "describes"]

# In a reading: how likely its message describes a work.
DESCRIBED = "described"
# From this probability by words alone on the meaning is looked at, too: of the message as far as so many letters.
_PERHAPS, _LETTERS = 0.002, 280
_WORDS_C, _C = 10.0, 10.0
# Too few to learn from: a library's own training data may have none.
_FEWEST = 20
# Other messages whose meaning is learnt from: those that sound most like a description, and others by chance.
_ALIKE, _OTHERS = 2500, 1500
# What the words tell is one number beside the many of a vector.
_SCALE = 0.1
_HALVES = 2


def describes(metadata: Any) -> bool:
    """Tell whether the metadata of an example, or of its intent, say that it describes a work that it does not name."""
    return isinstance(metadata, Mapping) and metadata.get("describes") is True


class DescribedModel:
    """Tells how likely a text describes a work: by its words, and where these leave it open by its vector as well."""

    def __init__(self, of_words: npt.NDArray[np.float16], words_bias: float, weights: Floats, bias: float) -> None:
        self._of_words = of_words
        self._words_bias = words_bias
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(
        cls, matrix: Any, folded: Sequence[str], described: Collection[str], vectors: SentenceVectors
    ) -> DescribedModel | None:
        """Train on the words of folded texts, a row each, and on which of them describe a work; None where hardly any.

        Once the words of one half of the texts have been learnt, the other half shows how far they are to be trusted
        beside the vector.
        """
        truth = np.asarray([text in described for text in folded])
        if truth.sum() < _FEWEST or truth.all():
            return None
        half = np.random.default_rng(7).permutation(len(folded)) % _HALVES
        open_scores = np.zeros(len(folded), dtype=np.float64)
        for part in range(_HALVES):
            weights, bias = _of_words(matrix[half != part], truth[half != part])
            open_scores[half == part] = matrix[half == part] @ weights + bias
        others = np.flatnonzero(~truth)
        alike = others[np.argsort(-open_scores[others], kind="stable")[:_ALIKE]]
        chance = np.random.default_rng(7).permutation(others)[:_OTHERS]
        chosen = np.unique(np.concatenate([np.flatnonzero(truth), alike, chance]))
        dense = vectors.encode([folded[place][:_LETTERS] for place in chosen])
        facts = np.column_stack([dense, _SCALE * open_scores[chosen]])
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=_C, max_iter=2000).fit(facts, truth[chosen])
        words, words_bias = _of_words(matrix, truth)
        # Half precision here as in the saved model: it reads the same before and after.
        return cls(
            words.astype(np.float16),
            words_bias,
            np.asarray(model.coef_[0], dtype=np.float32),
            float(model.intercept_[0]),
        )

    def sure(self, folded: str, columns: Ints, values: Floats, vectors: SentenceVectors | None) -> float:
        """Give how likely a folded text with these features describes a work, from 0 to 1."""
        by_words = float(values @ self._of_words[columns].astype(np.float32)) + self._words_bias
        if vectors is None or share_of(by_words) < _PERHAPS:
            return share_of(by_words)
        dense = vectors.encode_one(folded[:_LETTERS])
        return share_of(float(dense @ self._weights[:-1]) + _SCALE * by_words * float(self._weights[-1]) + self._bias)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Give the model as named arrays."""
        return {
            "described_words": self._of_words,
            "described_weights": self._weights,
            "described_bias": np.asarray([self._words_bias, self._bias], dtype=np.float32),
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> DescribedModel | None:
        """Rebuild from named arrays; None where there was nothing to learn."""
        if "described_words" not in arrays:
            return None
        words_bias, bias = (float(one) for one in arrays["described_bias"])
        return cls(
            np.asarray(arrays["described_words"], dtype=np.float16),
            words_bias,
            np.asarray(arrays["described_weights"], dtype=np.float32),
            bias,
        )


def _of_words(matrix: Any, truth: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_WORDS_C, solver="liblinear", random_state=7).fit(matrix, truth)
    return np.asarray(model.coef_[0], dtype=np.float32), float(model.intercept_[0])
