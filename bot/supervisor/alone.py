"""One supervisor per service of a state folder, and the end of processes that a killed one left running."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from protocol.home import Home

__all__ = ["alone_in", "is_held"]

# How the three services are begun (`up.services`, `engines.engine_service`), each with the lock of who watches it and
# the beginning of its notes. The engine's lock has the name that it had when one supervisor watched all.
ALL = ("engine", "actions", "gateway")
MODULES = {"engine": "engine.serve", "actions": "actions", "gateway": "bot"}
LOCKS = {"engine": "supervisor.lock", "actions": "actions.lock", "gateway": "gateway.lock"}
STOP_SECONDS = 10.0


@contextmanager
def alone_in(home: Path, services: Sequence[str] = ALL) -> Iterator[bool]:
    """Hold services of a state folder; False when another supervisor holds one of them.

    What an earlier supervisor of these services left running is ended first.
    """
    folder = Home(home).engines
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        for service in services:
            handle = held.enter_context((folder / LOCKS[service]).open("w"))
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
        _end_leftovers(home, services)
        yield True


def is_held(home: Path) -> bool:
    """Tell whether a supervisor holds any service of a state folder, without touching anything."""
    return any(_is_locked(Home(home).engines / lock) for lock in LOCKS.values())


def _is_locked(lock: Path) -> bool:
    try:
        with lock.open("r") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _end_leftovers(home: Path, services: Sequence[str]) -> None:
    """End what serves this state folder so, noted or not: a killed supervisor had perhaps no time for the note."""
    begun = [["-m", "process", MODULES[service]] for service in services]
    left = [process for process in psutil.process_iter() if _serves(process, home, begun)]
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(left, timeout=STOP_SECONDS)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=STOP_SECONDS)
    for service in services:
        for note in Home(home).logs.glob(f"{service}*.pid"):
            note.unlink(missing_ok=True)


def _serves(process: psutil.Process, home: Path, begun: Sequence[Sequence[str]]) -> bool:
    with contextlib.suppress(psutil.Error):
        words = process.cmdline()
        return any(words[place : place + 3] in begun for place in range(1, len(words) - 2)) and process.environ().get(
            "KETABYAR_HOME"
        ) == str(home)
    return False
