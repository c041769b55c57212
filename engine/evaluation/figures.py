"""Figures of an evaluation: accuracy, F1, refusals, milliseconds, confusions."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.evaluation.rows import DECLINED, OUT_OF_SCOPE, EvaluationRow, groups


@dataclass(frozen=True)
class IntentFigures:
    """Figures of one intent: shares between 0 and 1, None where nothing was read or nothing was there."""

    rows: int
    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def report(rows: Sequence[EvaluationRow]) -> dict[str, Any]:
    """Figures over some rows; None where no row could tell."""
    inside = [row for row in rows if not row.is_out_of_scope]
    outside = [row for row in rows if row.is_out_of_scope]
    times = sorted(row.ms for row in rows)
    return {
        "rows": len(rows),
        "accuracy": _share(rows, lambda row: row.is_right),
        "macro_f1": macro_f1(rows),
        "oos_rows": len(outside),
        "oos_recall": _share(outside, lambda row: row.read in DECLINED),
        "in_scope_declined": _share(inside, lambda row: row.read in DECLINED),
        "ms_p50": round(statistics.median(times), 2) if times else None,
        "ms_p95": round(times[min(len(times) - 1, int(len(times) * 0.95))], 2) if times else None,
    }


def report_by_group(rows: Sequence[EvaluationRow]) -> dict[str, dict[str, Any]]:
    """Figures over all rows, each language, and Persian in Latin letters."""
    return {"all": report(rows), **{name: report(part) for name, part in groups(rows).items()}}


def by_intent(rows: Sequence[EvaluationRow]) -> dict[str, IntentFigures]:
    """Precision and recall of the intents that stand in the rows; a right reading counts for the intent it names."""
    hits: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for row in rows:
        read = OUT_OF_SCOPE if row.is_out_of_scope and row.read in DECLINED else row.read
        if row.is_right:
            hits[read] += 1
        else:
            wrong[read] += 1
            missed[row.right[0]] += 1
    return {
        name: IntentFigures(
            rows=hits[name] + missed[name],
            precision=hits[name] / (hits[name] + wrong[name]) if hits[name] + wrong[name] else None,
            recall=hits[name] / (hits[name] + missed[name]),
        )
        for name in sorted(set(hits) | set(missed))
    }


def macro_f1(rows: Sequence[EvaluationRow]) -> float | None:
    """The mean F1 over the intents that stand in the rows."""
    figures = by_intent(rows).values()
    return round(sum(each.f1 for each in figures) / len(figures), 4) if figures else None


def confusions(rows: Iterable[EvaluationRow], most: int = 15) -> list[tuple[str, str, int]]:
    """The commonest errors: the right intent, the one that was read, how often."""
    counted = Counter((row.right[0], row.read) for row in rows if not row.is_right)
    return [(right, read, count) for (right, read), count in counted.most_common(most)]


def _share(rows: Sequence[EvaluationRow], holds: Callable[[EvaluationRow], bool]) -> float | None:
    return round(sum(map(holds, rows)) / len(rows), 4) if rows else None
