"""Of which texts sentence vectors are made."""

from __future__ import annotations

import numpy as np
import pytest

from engine.nlu.dense import spread_over


def test_vectors_are_made_of_a_share_of_every_intent_and_script() -> None:
    folded = [f"text {i}" for i in range(400)] + [f"متن {i}" for i in range(100)] + ["few a", "few b"]
    labels = np.asarray([0] * 400 + [0] * 100 + [1] * 2)
    chosen = spread_over(folded, labels, 152)
    assert len(chosen) <= 152
    assert chosen.tolist() == sorted(set(chosen.tolist())) == spread_over(folded, labels, 152).tolist()
    # Four times as many texts keep twice as many; a small intent keeps all it has.
    latin, persian = sum(chosen < 400), sum((chosen >= 400) & (chosen < 500))
    assert latin == pytest.approx(2 * persian, abs=2)
    assert {500, 501} <= set(chosen.tolist())
    assert spread_over(folded, labels, 0).tolist() == spread_over(folded, labels, 9999).tolist() == list(range(502))


def test_an_edit_changes_few_of_the_texts_that_vectors_are_made_of() -> None:
    folded = [f"text {i}" for i in range(600)]
    labels = np.asarray([i % 6 for i in range(600)], dtype=np.int64)
    before = {folded[i] for i in spread_over(folded, labels, 200)}
    added = ["a new one", "another", *folded]
    after = {added[i] for i in spread_over(added, np.concatenate([[6, 6], labels]), 200)}
    assert len(after - before) <= 4
    assert {"a new one", "another"} <= after
