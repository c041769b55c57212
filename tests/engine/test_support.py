"""Support vectors: where texts are many, a first guess changes the time and not the model."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from engine.nlu import support

CLASSES = 6


@pytest.fixture(scope="module")
def data() -> tuple[csr_matrix, np.ndarray]:
    """Sparse rows of six classes, each with words of its own among common ones, a tenth of them mislabelled."""
    dealer = np.random.default_rng(1)
    labels = np.sort(dealer.integers(0, CLASSES, 3000))
    rows = np.zeros((3000, 240), dtype=np.float32)
    for row, label in zip(rows, labels, strict=True):
        row[label * 20 + dealer.integers(0, 20, 3)] = 1
        row[120 + dealer.integers(0, 120, 5)] = 1
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    noisy = labels.copy()
    noisy[::10] = dealer.integers(0, CLASSES, 300)
    return csr_matrix(rows), noisy


def test_with_a_guess_the_model_is_the_same_but_for_the_solvers_tolerance(
    data: tuple[csr_matrix, np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix, labels = data
    weights, bias = support.support_vectors(matrix, labels, CLASSES, 0.7, balanced=True)
    monkeypatch.setattr(support, "_MANY", 1000)
    guess = support.first_guess(matrix, labels, CLASSES, 0.7, balanced=True)
    assert guess is not None
    quick_weights, quick_bias = support.support_vectors(matrix, labels, CLASSES, 0.7, True, guess)
    whole, quick = matrix @ weights + bias, matrix @ quick_weights + quick_bias
    assert np.abs(whole - quick).mean() < 0.05
    assert (whole.argmax(axis=1) == quick.argmax(axis=1)).mean() > 0.99


def test_an_intent_that_the_guess_has_not_seen_is_trained_against_all(
    data: tuple[csr_matrix, np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix, labels = data
    monkeypatch.setattr(support, "_MANY", 1000)
    seen = labels != 2
    guess = support.support_vectors(matrix[seen], labels[seen], CLASSES, 0.7, True)
    weights, bias = support.support_vectors(matrix, labels, CLASSES, 0.7, True, guess)
    read = (matrix @ weights + bias).argmax(axis=1)
    assert (read == labels)[labels == 2].mean() > 0.8


def test_few_texts_need_no_guess(data: tuple[csr_matrix, np.ndarray]) -> None:
    matrix, labels = data
    assert support.first_guess(matrix, labels, CLASSES, 0.7, balanced=True) is None
    weights, bias = support.support_vectors(matrix, labels, CLASSES, 0.7, True)
    nonsense = np.zeros_like(weights), np.full_like(bias, -9.0)
    with_it, _ = support.support_vectors(matrix, labels, CLASSES, 0.7, True, nonsense)
    assert np.array_equal(weights, with_it)


def test_a_class_without_texts_gets_a_column_that_speaks_against_it(data: tuple[csr_matrix, np.ndarray]) -> None:
    matrix, labels = data
    weights, bias = support.support_vectors(matrix, labels, CLASSES + 1, 0.7, balanced=False)
    assert weights.shape == (240, CLASSES + 1)
    assert not weights[:, CLASSES].any()
    assert bias[CLASSES] == -1
