"""What processes that were killed have left of the content: removed when the next one starts."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

from bot.content.project import Project

__all__ = ["LEFT_SECONDS", "PREFIX", "sweep"]

log = logging.getLogger(__name__)

# How the names of folders begin in which content, or what somebody said, is laid out for a while. A training from one
# takes minutes.
PREFIX = "ketabyar-content-"
LEFT_SECONDS = 24 * 3600.0


def sweep(home: Path) -> None:
    """Remove what nobody is at any more in a state folder and, of this user, among the system's temporary files.

    What cannot be removed, as on a full disk, is told of in the log, and keeps nothing from starting.
    """
    try:
        Project(home).recovered()
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if _is_left(path):
                shutil.rmtree(path, ignore_errors=True)
    except OSError:
        log.warning("what a process that was killed has left of the content is still there", exc_info=True)


def _is_left(path: Path) -> bool:
    try:
        about = path.lstat()
    except OSError:
        return False
    is_ours = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
    return is_ours and time.time() - about.st_mtime > LEFT_SECONDS
