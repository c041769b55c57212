"""The rule by which a candidate is better, the same or worse."""

from __future__ import annotations

from typing import Any

import pytest

from bot.models.comparing import compare

ROWS = 1000


def rows(count: int = ROWS, where: str = "held_out", lang: str = "fa") -> list[dict[str, Any]]:
    """Rows that both models read."""
    return [{"text": f"گفته {number}", "lang": lang, "intent": ["hours"], "set": where} for number in range(count)]


def examined(
    right: int, *, count: int = ROWS, where: str = "held_out", failed: tuple[str, ...] = (), **more: float
) -> Any:
    """What the test of a model found: so many of the rows right, the others read as something else."""
    figures = {"rows": count, "accuracy": right / count, "macro_f1": 0.9, "oos_rows": 100, "oos_recall": 0.9,
               "in_scope_declined": 0.05, **more}  # fmt: skip
    readings = [["hours", 0.9, True] if number < right else ["loans", 0.4, False] for number in range(count)]
    stories = {"total": 3, "failed": [{"story": name, "problem": None, "steps": []} for name in failed]}
    return {"sets": {where: {"all": figures, "fa": figures}}, "readings": readings, "stories": stories}


def test_without_a_running_model_there_is_nothing_to_be_worse_than() -> None:
    assert compare(rows(), None, examined(10))["verdict"] == "alone"


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(900, 900, "same"), (900, 901, "same"), (900, 902, "better"), (900, 895, "same"), (900, 894, "worse")],
)
def test_half_a_point_of_accuracy_is_the_border(before: int, after: int, verdict: str) -> None:
    found = compare(rows(), examined(before), examined(after))
    assert found["verdict"] == verdict
    assert len(found["better"]) == max(0, after - before)
    assert len(found["worse"]) == max(0, before - after)


def test_one_utterance_of_a_small_set_is_no_verdict() -> None:
    assert compare(rows(20), examined(10, count=20), examined(9, count=20))["verdict"] == "same"
    assert compare(rows(20), examined(10, count=20), examined(8, count=20))["verdict"] == "worse"


@pytest.mark.parametrize(
    ("figure", "value", "rule"),
    [
        ("macro_f1", 0.87, "macro_f1"),
        ("oos_recall", 0.87, "oos_recall"),
        ("in_scope_declined", 0.08, "in_scope_declined"),
    ],
)
def test_other_figures_count_too_and_are_named(figure: str, value: float, rule: str) -> None:
    found = compare(rows(), examined(900), examined(950, **{figure: value}))
    assert found["verdict"] == "worse"
    [why] = found["why"]
    assert (why["rule"], why["set"], why["lang"], why["after"]) == (rule, "held_out", "fa", value)


def test_a_story_that_is_not_followed_any_more_is_worse_whatever_the_figures_say() -> None:
    found = compare(rows(), examined(900), examined(950, failed=("a greeting",)))
    assert found["verdict"] == "worse"
    assert found["broken"] == ["a greeting"]
    mended = compare(rows(), examined(900, failed=("a greeting",)), examined(900))
    assert (mended["verdict"], mended["mended"]) == ("better", ["a greeting"])


def test_what_the_candidate_was_taught_is_shown_but_never_counted() -> None:
    found = compare(rows(where="taught"), examined(10, where="taught"), examined(900, where="taught"))
    assert found["verdict"] == "same"
    assert len(found["better"]) == 890


def test_a_patrons_words_are_not_copied_into_the_report() -> None:
    reviewed = [{**row, "message_id": number} for number, row in enumerate(rows(10, "reviewed"))]
    found = compare(reviewed, examined(1, count=10, where="reviewed"), examined(5, count=10, where="reviewed"))
    assert [change["message_id"] for change in found["better"]] == [1, 2, 3, 4]
    assert not any("text" in change for change in found["better"])
    assert found["better"][0]["before"] == ["loans", 0.4]
