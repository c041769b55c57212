"""What is free in the middle of the heap goes back to the machine, where it can."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.settings import ROOT
from process import memory

_SCENE = """
import psutil
from process.memory import give_back
kept, gone = [], []
for _ in range(60_000):
    gone.append(bytes(900)); kept.append(bytes(900))
del gone
resident = psutil.Process().memory_info().rss
del kept[:-1]
give_back()
print(resident - psutil.Process().memory_info().rss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps so much, and can give it back")
def test_what_is_free_below_something_that_is_kept_is_given_back() -> None:
    printed = subprocess.run([sys.executable, "-c", _SCENE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(printed.stdout) > 40 * 2**20


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.sys, "platform", "darwin")
    monkeypatch.setattr(memory.ctypes, "CDLL", None)
    memory.give_back()
