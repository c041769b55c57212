"""How a process is started: what it computes with is computed in the thread that asks."""

from __future__ import annotations

import os
import subprocess
import sys

from bot.settings import ROOT


def test_a_process_multiplies_on_one_thread_unless_it_is_told_otherwise() -> None:
    """It counts before numpy is imported, which reads it then and never again."""
    told = {name: os.environ[name] for name in os.environ if not name.endswith("_NUM_THREADS")}
    tell = "import os; from process import start; start.one_thread(); print(os.environ['OPENBLAS_NUM_THREADS'])"
    for environment, expected in ((told, "1"), ({**told, "OPENBLAS_NUM_THREADS": "3"}, "3")):
        printed = subprocess.run(
            [sys.executable, "-c", tell], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        assert printed.stdout.strip() == expected
