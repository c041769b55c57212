"""A whole night in a process of its own that is killed at random moments: the benchmark's check, on a small library."""

from __future__ import annotations

from pathlib import Path

from benchmarks.nightly import killed


def test_a_night_that_is_killed_and_taken_up_again_leaves_what_an_undisturbed_one_does(tmp_path: Path) -> None:
    assert killed(3, tmp_path, 30, 60)["kills"] == 3
