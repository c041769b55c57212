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

# How the three services are begun (`up.services`, `engines.engine_service`).
SERVICES = [["-m", "process", name] for name in ("engine.serve", "actions", "bot")]
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
    """End what serves this state folder, noted or not: a killed supervisor had perhaps no time for the note."""
    left = [process for process in psutil.process_iter() if _serves(process, home)]
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(left, timeout=STOP_SECONDS)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=STOP_SECONDS)
    for note in Home(home).logs.glob("*.pid"):
        note.unlink(missing_ok=True)


def _serves(process: psutil.Process, home: Path) -> bool:
    with contextlib.suppress(psutil.Error):
        words = process.cmdline()
        return any(
            words[place : place + 3] in SERVICES for place in range(1, len(words) - 2)
        ) and process.environ().get("KETABYAR_HOME") == str(home)
    return False
