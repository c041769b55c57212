"""The correction of scores: learnt where texts are many, nothing where they are few."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.nlu.correction import corrected_apart, correction
from engine.nlu.features import Floats

_CLASSES = 3


def made(each: int) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Scores in which the first intent is always too high by the same amount, and the second lower than it should."""
    labels = np.tile(np.arange(_CLASSES), each)
    scores = np.random.default_rng(1).normal(0, 0.1, (len(labels), _CLASSES)).astype(np.float32)
    scores[np.arange(len(labels)), labels] += 0.3
    scores[:, 0] += 0.4
    return scores, labels


def accuracy(scores: Floats, labels: npt.NDArray[np.int64]) -> float:
    return float((scores.argmax(axis=1) == labels).mean())


def test_what_is_always_too_high_is_lowered() -> None:
    scores, labels = made(300)
    matrix, bias = correction(scores[:450], labels[:450], _CLASSES)
    before, after = accuracy(scores[450:], labels[450:]), accuracy(scores[450:] @ matrix + bias, labels[450:])
    assert before < 0.6
    assert after > before + 0.2


def test_few_texts_change_nothing() -> None:
    scores, labels = made(20)
    matrix, bias = correction(scores, labels, _CLASSES)
    np.testing.assert_array_equal(matrix, np.eye(_CLASSES))
    np.testing.assert_array_equal(bias, np.zeros(_CLASSES))
    np.testing.assert_array_equal(corrected_apart(scores, labels, _CLASSES), scores)


def test_an_intent_without_texts_is_treated_as_the_others_are() -> None:
    scores, labels = made(300)
    wider = np.concatenate([scores, np.full((len(labels), 1), -0.5, dtype=np.float32)], axis=1)
    matrix, bias = correction(wider, labels, _CLASSES + 1)
    raised = np.diag(matrix) - 1
    assert np.isclose(raised[3], raised[:3].mean(), rtol=1e-3)
    assert np.isclose(bias[3], bias[:3].mean())
    corrected = wider @ matrix + bias
    assert accuracy(corrected, labels) > accuracy(wider, labels) + 0.2
    # A text that only the new intent's own model claims is still read as it.
    own = np.asarray([[-0.4, -0.9, -0.9, 1.0]], dtype=np.float32) @ matrix + bias
    assert own.argmax() == 3


def test_each_half_is_corrected_by_the_other() -> None:
    scores, labels = made(300)
    apart = corrected_apart(scores, labels, _CLASSES)
    assert accuracy(apart, labels) > accuracy(scores, labels) + 0.2
    # What one half says does not change how that half is corrected.
    other = labels.copy()
    other[::2] = other[::2][::-1]
    np.testing.assert_array_equal(corrected_apart(scores, other, _CLASSES)[::2], apart[::2])
