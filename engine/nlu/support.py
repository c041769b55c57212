"""One-against-rest support vectors; where texts are many, only those near an intent's boundary are used."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats

Labels = npt.NDArray[np.int64]
Weights = tuple[Floats, Floats]

# From this many texts on, a first guess at the model pays.
_MANY = 20_000
# A text of another intent has no part in the solution where it lies beyond -1; what a guess puts here is left out.
_CLEAR = -1.1


def support_vectors(
    matrix: Any, labels: Labels, classes: int, c: float, balanced: bool, guess: Weights | None = None
) -> Weights:
    """Weights (columns x classes) and a bias a class, from a CSR matrix.

    With a guess, a model of some of these texts, and many texts, it takes a fifth of the time: nine texts of ten
    are clear of an intent's border, and the solution does not depend on them.
    """
    from sklearn.svm import LinearSVC

    weights = lifted(labels) if balanced else np.ones(len(labels), dtype=np.float32)

    def trained(rows: Any, truth: Any, weights: Floats) -> Any:
        return LinearSVC(C=c, tol=0.1, random_state=7).fit(rows, truth, weights)

    if guess is None or len(labels) < _MANY:
        return spread(trained(matrix, labels, weights), matrix.shape[1], classes)
    near = matrix @ guess[0] + guess[1] > _CLEAR
    near[np.arange(len(labels)), labels] = True
    result, bias = without_texts(matrix.shape[1], classes)
    for label in np.unique(labels):
        rows = np.flatnonzero(near[:, label])
        model = trained(matrix[rows], labels[rows] == label, weights[rows])
        result[:, label], bias[label] = model.coef_[0], model.intercept_[0]
    return result, bias


def first_guess(matrix: Any, labels: Labels, classes: int, c: float, balanced: bool) -> Weights | None:
    """A model of every third text, to train one of all with; None where texts are few."""
    if len(labels) < _MANY:
        return None
    return support_vectors(matrix[::3], labels[::3], classes, c, balanced)


def balance(labels: Labels) -> Floats:
    """A weight a text: a class ten times as large as the middle one counts three times as much, a small one as much."""
    ratio = _ratio(labels)
    return np.where(ratio > 1, ratio, np.sqrt(ratio)).astype(np.float32)


def lifted(labels: Labels) -> Floats:
    """A weight a text: a small class, a new intent with a dozen examples, counts as much as the middle one."""
    return np.maximum(1, _ratio(labels))


def spread(model: Any, width: int, classes: int) -> Weights:
    """The coefficients of a scikit-learn model, with a column for each class, seen in training or not."""
    weights, bias = without_texts(width, classes)
    if len(model.classes_) == 2:
        # Two classes share one hyperplane in scikit-learn.
        for sign, label in zip((-1, 1), model.classes_, strict=True):
            weights[:, label] = sign * model.coef_[0]
            bias[label] = sign * model.intercept_[0]
    else:
        weights[:, model.classes_] = model.coef_.T
        bias[model.classes_] = model.intercept_
    return weights, bias


def without_texts(width: int, classes: int) -> Weights:
    """The model of classes that no text of the training has."""
    return np.zeros((width, classes), dtype=np.float32), np.full(classes, -1.0, dtype=np.float32)


def _ratio(labels: Labels) -> Floats:
    """How many times the class of each text would have to be repeated to be as large as the middle one."""
    sizes = np.bincount(labels)
    return np.asarray(np.median(sizes[sizes > 0]) / sizes[labels], dtype=np.float32)
