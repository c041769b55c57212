"""Correction of an intent's score by the scores of all intents, learnt from held-out texts.

One-against-rest models know nothing of one another: a score of 0.2 for one intent may mean more than 0.4 for another,
and a high score of a neighbour speaks against some intents and for others. A logistic regression from scores to intents
learns that. It is linear, so that it becomes part of the weights and costs nothing when a message is read.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats

# How much of the correction is added; chosen on our own texts left out, where 0.1 to 0.2 make no difference.
_SHARE = 0.15
# Texts left out an intent, on average, from which it reads better: ours have two hundred, and with a dozen, in two
# public sets, it learnt chance.
_ENOUGH = 50


def correction(
    scores: Floats, labels: npt.NDArray[np.int64], classes: int, weights: Floats | None = None
) -> tuple[Floats, Floats]:
    """A matrix (classes x classes) and a bias: corrected scores are `scores @ matrix + bias`.

    An intent without a text among these is treated as the others are on average; where texts are few, nothing changes.
    """
    matrix, bias = np.eye(classes, dtype=np.float32), np.zeros(classes, dtype=np.float32)
    if _few(labels, classes):
        return matrix, bias
    learnt, start = _learnt(scores, labels, classes, weights)
    return matrix + np.float32(_SHARE) * learnt, np.float32(_SHARE) * start


def corrected_apart(
    scores: Floats, labels: npt.NDArray[np.int64], classes: int, weights: Floats | None = None
) -> Floats:
    """The scores, each half corrected by what was learnt from the other: honest enough to set a temperature by."""
    result = scores.copy()
    if _few(labels, classes):
        return result
    for half in (0, 1):
        other = slice(1 - half, None, 2)
        learnt, start = _learnt(scores[other], labels[other], classes, None if weights is None else weights[other])
        result[half::2] += np.float32(_SHARE) * (scores[half::2] @ learnt + start)
    return result


def _few(labels: npt.NDArray[np.int64], classes: int) -> bool:
    return len(labels) < _ENOUGH * classes or classes < 3


def _learnt(
    scores: Floats, labels: npt.NDArray[np.int64], classes: int, weights: Floats | None
) -> tuple[Floats, Floats]:
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        # Stopped early on purpose, as in `linear`.
        warnings.simplefilter("ignore", ConvergenceWarning)
        # Double precision takes fewer looks along each step and a third less time in all.
        model = LogisticRegression(C=1.0, max_iter=100).fit(scores.astype(np.float64), labels, weights)
    seen = np.unique(labels)
    missing = np.setdiff1d(np.arange(classes), seen)
    learnt, start = np.zeros((classes, classes), dtype=np.float32), np.zeros(classes, dtype=np.float32)
    learnt[:, seen], start[seen] = model.coef_.T, model.intercept_
    if len(missing):
        own = learnt[seen, seen].mean()
        learnt[:, missing] = (learnt[:, seen].sum() - own * len(seen)) / (len(seen) * (classes - 1))
        learnt[missing, missing] = own
        start[missing] = model.intercept_.mean()
    return learnt, start
