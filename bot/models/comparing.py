"""Comparison of a candidate with the running model on the same utterances and stories.

The rule (also shown in the console). A candidate is WORSE than the running model when, over the held-out utterances
or over the reviewed turns, in Persian or in English,

* its accuracy is lower by more than half a point and by two utterances at least, or
* its macro-F1 is lower by more than two points, or
* it finds fewer of the out-of-scope utterances, by more than two points and two utterances at least, or
* it declines more of what is in scope, by more than two points and two utterances at least;

or when a test story that the running model follows is not followed any more. It is BETTER when it is not worse and
reads at least two more utterances rightly than it reads worse, or follows a story that the running model does not.
Otherwise the two are the SAME. Utterances that the candidate was trained with are shown, but never counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from protocol.values import LANGUAGES

__all__ = ["COUNTED_SETS", "LIMITS", "TAUGHT", "compare"]

# The least difference, as a share, that counts as worse; and the least number of utterances it must stand for.
LIMITS = {"accuracy": 0.005, "macro_f1": 0.02, "oos_recall": 0.02, "in_scope_declined": 0.02}
LEAST_ROWS = 2
# Figures that are worse when they are higher.
LOWER_IS_BETTER = frozenset({"in_scope_declined"})
# What each figure is a share of; macro-F1 is a share of nothing.
SHARE_OF = {"accuracy": "rows", "oos_recall": "oos_rows", "in_scope_declined": "rows"}
COUNTED_SETS = ("held_out", "reviewed")
TAUGHT = "taught"

Examined = Mapping[str, Any]


def compare(rows: Sequence[Mapping[str, Any]], running: Examined | None, candidate: Examined) -> dict[str, Any]:
    """Set what engine.examine found of two models on the same rows side by side.

    rows: what both read, each with `lang`, `set`, `intent` and either `text` or `message_id`.
    Gives verdict (better, same, worse, or alone without a running model), why, and every changed reading.
    """
    if running is None:
        return {"verdict": "alone", "why": [], "better": [], "worse": [], "other": [], "mended": [], "broken": []}
    better, worse, other = _changes(rows, running["readings"], candidate["readings"])
    failed_before = {failure["story"] for failure in running["stories"]["failed"]}
    failed_after = {failure["story"] for failure in candidate["stories"]["failed"]}
    broken, mended = sorted(failed_after - failed_before), sorted(failed_before - failed_after)
    why = _worse_figures(running, candidate)
    why += [{"rule": "story", "story": name} for name in broken]
    counted = sum(change["set"] != TAUGHT for change in better) - sum(change["set"] != TAUGHT for change in worse)
    verdict = "worse" if why else "better" if counted >= LEAST_ROWS or mended else "same"
    return {
        "verdict": verdict,
        "why": why,
        "better": better,
        "worse": worse,
        "other": other,
        "mended": mended,
        "broken": broken,
    }


def _changes(
    rows: Sequence[Mapping[str, Any]], before: Sequence[Sequence[Any]], after: Sequence[Sequence[Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    better: list[dict[str, Any]] = []
    worse: list[dict[str, Any]] = []
    other: list[dict[str, Any]] = []
    for row, (was, was_sure, was_right), (now, now_sure, now_right) in zip(rows, before, after, strict=True):
        if was == now:
            continue
        right = row["intent"] if isinstance(row["intent"], list) else [row["intent"]]
        change = {
            "lang": row["lang"],
            "set": row["set"],
            "right": right,
            "before": [was, was_sure],
            "after": [now, now_sure],
        }
        # A patron's own words are kept in one place only, where they are erased in time.
        if row.get("message_id") is not None:
            change["message_id"] = row["message_id"]
        else:
            change["text"] = row["text"]
        (better if now_right and not was_right else worse if was_right and not now_right else other).append(change)
    return better, worse, other


def _worse_figures(running: Examined, candidate: Examined) -> list[dict[str, Any]]:
    found = []
    for name in COUNTED_SETS:
        for lang in LANGUAGES:
            before = running["sets"].get(name, {}).get(lang)
            after = candidate["sets"].get(name, {}).get(lang)
            if not before or not after:
                continue
            for figure, limit in LIMITS.items():
                was, now = before.get(figure), after.get(figure)
                if was is None or now is None:
                    continue
                loss = round(now - was if figure in LOWER_IS_BETTER else was - now, 6)
                rows = after.get(SHARE_OF.get(figure, ""), 0) or 0
                enough = figure not in SHARE_OF or round(loss * rows) >= LEAST_ROWS
                if loss > limit and enough:
                    found.append({"rule": figure, "set": name, "lang": lang, "before": was, "after": now})
    return found
