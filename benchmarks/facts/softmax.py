"""The weights of a search, fitted: each question chooses one of what may answer it, or that nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.facts.cases import Case, Rows

# Weights that are not held to a little are drawn to what one set happens to have.
HELD, MOST_ROUNDS, FURTHEST, ENOUGH = 0.02, 30, 5.0, 1e-3


@dataclass(frozen=True)
class Asked:
    """Questions in arrays: [questions, candidates, weights], which are there, which are right, and what each counts."""

    rows: Rows
    is_there: Any
    is_right: Any
    counts: Rows

    @classmethod
    def of(cls, cases: Sequence[Case], counts: Sequence[float]) -> Asked:
        """Put cases together; those without a candidate say nothing."""
        both = [(each, count) for each, count in zip(cases, counts, strict=True) if len(each.refs)]
        most = max(len(each.refs) for each, _ in both)
        width = 2 * both[0][0].likenesses.shape[1]
        rows = np.zeros((len(both), most, width))
        is_there, is_right = (np.zeros((len(both), most), dtype=np.bool_) for _ in range(2))
        for place, (each, _) in enumerate(both):
            size = len(each.refs)
            rows[place, :size] = design(each)
            is_there[place, :size], is_right[place, :size] = True, each.is_right
        return cls(rows, is_there, is_right, np.asarray([count for _, count in both]))

    def shares(self, weights: Rows) -> Rows:
        """Give the share of each candidate beside the others and beside that nothing answers."""
        worth = np.where(self.is_there, self.rows @ weights, -np.inf)
        most = np.maximum(worth.max(axis=1), 0.0)[:, None]
        raised = np.exp(worth - most)
        return np.asarray(raised / (np.exp(-most) + raised.sum(axis=1, keepdims=True)))

    def fitted(self) -> Rows:
        """Give the weights under which the right ones are likeliest, by Newton's method."""
        weights = np.zeros(self.rows.shape[2])
        answered = self.is_right.any(axis=1)
        for _ in range(MOST_ROUNDS):
            shares = self.shares(weights)
            right = shares * self.is_right
            wanted = np.where(answered[:, None], right / np.maximum(right.sum(axis=1, keepdims=True), 1e-300), 0.0)
            slope = np.einsum("q,qc,qcw->w", self.counts, wanted - shares, self.rows) - HELD * weights
            mean = np.einsum("qc,qcw->qw", shares, self.rows)
            weighed = self.rows * (shares * self.counts[:, None])[:, :, None]
            flat = self.rows.reshape(-1, self.rows.shape[2])
            bend = weighed.reshape(-1, self.rows.shape[2]).T @ flat - (mean * self.counts[:, None]).T @ mean
            step = np.linalg.solve(bend + HELD * np.eye(len(weights)), slope)
            weights = weights + step * min(1.0, FURTHEST / np.abs(step).max())
            if np.abs(step).max() < ENOUGH:
                break
        return weights


def design(case: Case) -> Rows:
    """Give a case's rows with a half for what has ways to ask for it, and one for what is known by its text alone."""
    by_ways = case.by_ways[:, None]
    return np.hstack([case.likenesses * by_ways, case.likenesses * ~by_ways])
