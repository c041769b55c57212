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

__all__ = ["LEFT_SECONDS", "PREFIX", "is_left", "sweep"]

log = logging.getLogger(__name__)

# How the names of folders begin in which content, or what somebody said, is laid out for a while. A training from one
# takes minutes.
PREFIX = "ketabyar-content-"
# How the version before named them.
FORMER_PREFIXES = ("ketabyar-test-", "ketabyar-tried-")
LEFT_SECONDS = 24 * 3600.0


def sweep(home: Path) -> None:
    """Remove what nobody is at any more in a state folder and, of this user, among the system's temporary files.

    What cannot be removed, as on a full disk, is told of in the log, and keeps nothing from starting.
    """
    try:
        Project(home).recovered()
        for prefix in (PREFIX, *FORMER_PREFIXES):
            for path in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
                if is_left(path, LEFT_SECONDS):
                    shutil.rmtree(path, ignore_errors=True)
    except OSError:
        log.warning("what a process that was killed has left of the content is still there", exc_info=True)


def is_left(path: Path, seconds: float) -> bool:
    """Tell whether something is a folder of this user's to which nothing was added for so long."""
    try:
        about = path.lstat()
    except OSError:
        return False
    is_ours = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
    return is_ours and time.time() - about.st_mtime > seconds
