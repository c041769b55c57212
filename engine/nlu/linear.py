"""A linear classifier with calibrated probabilities: plain arrays, no pickle."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.correction import corrected_apart, correction
from engine.nlu.features import Floats, Ints
from engine.nlu.support import Weights, balance, first_guess, lifted, spread, support_vectors

_FOLDS = 4
# How much the second model adds is chosen among these on texts left out.
_SHARES = (0.1, 0.15, 0.2, 0.3)
_TEMPERATURES = tuple(float(x) for x in np.linspace(1.0, 14.0, 53))


def softmax(scores: Floats) -> Floats:
    """Probabilities of scores along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    powers = np.exp(shifted)
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


class LinearModel:
    """Weights (columns x classes), a bias a class, and one temperature for all; weights may be of half precision."""

    def __init__(self, weights: npt.NDArray[Any], bias: Floats, temperature: float) -> None:
        self.weights = weights
        self.bias = bias
        self.temperature = temperature

    @classmethod
    def fit(
        cls, matrix: Any, labels: npt.NDArray[np.int64], classes: int, *, c: float, balanced: bool, pool: Executor
    ) -> tuple[Callable[[], LinearModel], Floats]:
        """Train one-against-rest support vectors, then their correction and the temperature on texts left out.

        The first value gives the model when it is called: its training on all texts goes on in a thread of `pool`. The
        second holds the corrected scores of the texts left out; rows of NaN were trained on.
        """
        left_out, guess = _left_out_scores(matrix, labels, classes, c, balanced)
        # The solver lets other threads work.
        trained = pool.submit(support_vectors, matrix, labels, classes, c, balanced, guess)
        held = ~np.isnan(left_out[:, 0])
        # A small intent has few texts left out: the root of its weight, so that chance is not lifted with it.
        weights = np.sqrt(lifted(labels)[held]) if balanced else None
        mixed, added = correction(left_out[held], labels[held], classes, weights)
        left_out[held] = corrected_apart(left_out[held], labels[held], classes, weights)
        temperature = _temperature(left_out[held], labels[held])

        def whole() -> LinearModel:
            weights, bias = trained.result()
            return cls(weights @ mixed, bias @ mixed + added, temperature)

        return whole, left_out

    @classmethod
    def fit_beside(
        cls, left_out: Floats, dense: Floats, labels: npt.NDArray[np.int64], *, c: float, balanced: bool = True
    ) -> LinearModel:
        """Train on dense rows what is added to the scores of other models; rows of NaN were trained on by those.

        Each model keeps to what it is good at, and a few seconds train both; one model over all columns took
        minutes and read no better.
        """
        held = ~np.isnan(left_out[:, 0])
        scores, truth = left_out[held], labels[held]
        added = np.zeros_like(scores)
        if len(scores) and len(set(labels[~held].tolist())) > 1:
            weights, bias = _logistic(dense[~held], labels[~held], scores.shape[1], c, balanced)
            added = dense[held] @ weights + bias
        share = min(_SHARES, key=lambda share: _least_loss(scores + share * added, truth))
        weights, bias = _logistic(dense, labels, scores.shape[1], c, balanced)
        return cls(share * weights, share * bias, _temperature(scores + share * added, truth))

    def scores(self, columns: Ints, values: Floats) -> Floats:
        """Uncalibrated scores a class of one text of sparse columns."""
        weights = self.weights[columns].astype(np.float32, copy=False)
        return np.asarray(values @ weights + self.bias, dtype=np.float32)

    def dense_scores(self, row: Floats) -> Floats:
        """Uncalibrated scores a class of one dense row."""
        return np.asarray(row @ self.weights + self.bias, dtype=np.float32)

    def calibrated(self, scores: Floats) -> Floats:
        """Probabilities a class of uncalibrated scores."""
        return softmax(scores * np.float32(self.temperature))

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """The model as named arrays, half precision for the weights."""
        return {
            f"{prefix}_weights": self.weights.astype(np.float16),
            f"{prefix}_bias": self.bias,
            f"{prefix}_temperature": np.asarray([self.temperature], dtype=np.float32),
        }

    @classmethod
    def from_arrays(cls, arrays: Any, prefix: str, *, kept: type[np.floating[Any]] = np.float32) -> LinearModel:
        """Rebuild from named arrays; of weights that are `kept` in half precision a text needs few, and the same."""
        return cls(
            np.ascontiguousarray(arrays[f"{prefix}_weights"], dtype=kept),
            np.asarray(arrays[f"{prefix}_bias"], dtype=np.float32),
            float(arrays[f"{prefix}_temperature"][0]),
        )


def _logistic(
    rows: Floats, labels: npt.NDArray[np.int64], classes: int, c: float, balanced: bool
) -> tuple[Floats, Floats]:
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        # Stopped early on purpose: later steps fit the training texts closer and read new ones no better.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=c, max_iter=60).fit(rows, labels, balance(labels) if balanced else None)
    return spread(model, rows.shape[1], classes)


def _left_out_scores(
    matrix: Any, labels: npt.NDArray[np.int64], classes: int, c: float, balanced: bool
) -> tuple[Floats, Weights | None]:
    """Scores of a quarter of the texts by a model that has not seen them, NaN rows were seen; and that model."""
    chosen = np.random.default_rng(7).permutation(len(labels))
    held = np.zeros(len(labels), dtype=bool)
    held[chosen[: len(labels) // _FOLDS]] = True
    scores = np.full((len(labels), classes), np.nan, dtype=np.float32)
    if not held.any() or len(set(labels[~held].tolist())) < 2:
        return scores, None
    rows, truth = matrix[~held], labels[~held]
    guess = first_guess(rows, truth, classes, c, balanced)
    weights, bias = support_vectors(rows, truth, classes, c, balanced, guess)
    scores[held] = matrix[held] @ weights + bias
    return scores, (weights, bias)


def _temperature(scores: Floats, labels: npt.NDArray[np.int64]) -> float:
    """The factor that makes probabilities of left-out texts as honest as one factor can."""
    if not len(scores):
        return 4.0
    return min(_TEMPERATURES, key=lambda temperature: _loss(scores, labels, temperature))


def _least_loss(scores: Floats, labels: npt.NDArray[np.int64]) -> float:
    """The mean surprise at the best temperature; none where there are no texts."""
    return _loss(scores, labels, _temperature(scores, labels)) if len(scores) else 0.0


def _loss(scores: Floats, labels: npt.NDArray[np.int64], temperature: float) -> float:
    """The mean surprise at the right labels."""
    chosen = softmax(scores * np.float32(temperature))[np.arange(len(labels)), labels]
    return float(-np.log(chosen + 1e-9).mean())
