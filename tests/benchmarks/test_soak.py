"""Whether memory grows: the line through it, and what is said of it."""

from __future__ import annotations

import os

import pytest

from benchmarks.soak import Reading, line_through, read_memory, verdicts

MINUTES = [float(minute) for minute in range(60)]


def test_a_line_has_its_slope_by_the_hour() -> None:
    line = line_through(MINUTES, [100 + minute / 10 for minute in MINUTES])
    assert line.slope == pytest.approx(6.0)
    assert line.error == pytest.approx(0.0, abs=1e-9)
    assert line.grows


def test_what_goes_up_and_down_does_not_grow() -> None:
    line = line_through(MINUTES, [100 + 5 * (minute % 2) for minute in MINUTES])
    assert abs(line.slope) < 2 * line.error
    assert not line.grows


def test_a_line_needs_three_points() -> None:
    with pytest.raises(ValueError, match="three points"):
        line_through([1, 2], [1, 2])


def test_what_came_before_the_warm_up_counts_for_nothing() -> None:
    filling = [Reading(minute, 50 + 10 * minute, 0.0, 40.0) for minute in MINUTES[:20]]
    steady = [Reading(minute, 250.0, 300.0, 200.0) for minute in MINUTES[20:]]
    leaking = [Reading(minute, 250.0 + minute, 300.0, 200.0) for minute in MINUTES[20:]]
    *_, first, second, third = verdicts({"a": filling + steady, "b": filling + leaking, "c": filling[:5]}, 20.0)
    assert first == ("| a | 50 | 250 | 250 | 200 | 300 | +0.0 ± 0.0 | +0.0 ± 0.0 | does not grow |", False)
    assert second == ("| b | 50 | 270 | 309 | 200 | 300 | +60.0 ± 0.0 | +0.0 ± 0.0 | grows |", True)
    assert third == ("| c | 50 | | 90 | | 0 | | | too short |", False)


def test_memory_is_read_of_a_process() -> None:
    pss, rss, own = read_memory(os.getpid())
    assert 1 < own < pss <= rss
