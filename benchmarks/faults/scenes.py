"""Single scenes of the storm, each a test of real processes: `make faults ARGUMENTS="--scene hung"`."""

from __future__ import annotations

import subprocess
import sys

from bot.settings import ROOT

__all__ = ["SCENES", "play"]

_SYSTEM = "tests/system"
SCENES = {
    "late": f"{_SYSTEM}/test_late.py",
    "killed": f"{_SYSTEM}/test_faults.py",
    "locked": f"{_SYSTEM}/test_faults.py::test_a_locked_database_loses_nothing",
    "hung": f"{_SYSTEM}/test_supervisor.py::test_a_process_that_hangs_is_replaced_and_it_is_told",
    "damaged-model": f"{_SYSTEM}/test_supervisor.py::test_a_damaged_model_heals_in_the_running_system",
    "overtaken": "tests/browser/test_network.py::"
    "test_a_librarians_word_that_the_patrons_own_overtook_is_shown_after_a_break",
}


def play(scene: str) -> int:
    """Run the tests of one scene; gives pytest's exit code."""
    return subprocess.run([sys.executable, "-m", "pytest", "-v", SCENES[scene]], cwd=ROOT, check=False).returncode
