"""One supervisor per state folder, and the end of processes that a killed one left running."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from protocol.home import Home

__all__ = ["alone_in", "is_held"]

OURS = ("engine.serve", "actions", "bot")
STOP_SECONDS = 10.0


@contextmanager
def alone_in(home: Path) -> Iterator[bool]:
    """Hold a state folder; False when another supervisor holds it. What an earlier one left is ended first."""
    folder = Home(home).engines
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "supervisor.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        _end_leftovers(home)
        yield True


def is_held(home: Path) -> bool:
    """Tell whether a supervisor holds a state folder, without touching anything."""
    try:
        with (Home(home).engines / "supervisor.lock").open("r") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _end_leftovers(home: Path) -> None:
    left = []
    for note in sorted(Home(home).logs.glob("*.pid")):
        with contextlib.suppress(OSError, ValueError, psutil.Error):
            process = psutil.Process(int(note.read_text(encoding="ascii")))
            # Process ids are used again: only what is surely ours is ended.
            if set(OURS) & set(process.cmdline()) and process.environ().get("KETABYAR_HOME") == str(home):
                process.terminate()
                left.append(process)
        note.unlink(missing_ok=True)
    _, alive = psutil.wait_procs(left, timeout=STOP_SECONDS)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=STOP_SECONDS)
