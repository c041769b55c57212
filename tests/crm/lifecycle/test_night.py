"""A whole night in a process of its own that is killed at random moments: the benchmark's check, on a small library."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks.nightly import whole
from benchmarks.nightly_kills import killed
from benchmarks.nightly_places import Files


def test_a_night_that_is_killed_and_taken_up_again_leaves_what_an_undisturbed_one_does(tmp_path: Path) -> None:
    assert killed(3, Files(tmp_path), partial(whole, home=tmp_path), 30, 60)["kills"] == 3
