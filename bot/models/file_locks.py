"""Locks on files, by which one process at a time does something on a machine; the kernel ends them with the process."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

__all__ = ["locked"]


def locked(file: Path) -> IO[str] | None:
    """Lock a file, which is made with its folder; None while somebody else holds it. Closed, it is let go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = file.open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle
