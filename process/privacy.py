"""Owner-only permissions for new files, and for those of an existing state folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

__all__ = ["keep_private", "mend"]

UMASK = 0o077
# What ketabyar makes in a state folder; nothing else that lies there is touched.
OURS = (
    "secret", "store.sqlite3", "tracker.sqlite3",
    "models", "engines", "logs", "content", "answers", "training", "cache",
)  # fmt: skip


def keep_private() -> None:
    """Make every file of this process, and of those it starts, readable by this user alone."""
    os.umask(UMASK)


def mend(home: Path) -> list[str]:
    """Take away what others may do in a state folder; names what could not be mended."""
    left = []
    for path in (home, *_ours(home)):
        try:
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode) or not mode & UMASK:
                continue
            if mode & stat.S_ISVTX:
                # A folder that all users share, such as /tmp: it is not ours to close.
                left.append(str(path))
                continue
            path.chmod(stat.S_IMODE(mode) & ~UMASK)
        except FileNotFoundError:
            continue
        except OSError:
            left.append(str(path))
    return left


def _ours(home: Path) -> Iterator[Path]:
    for name in OURS:
        for path in (home / name, *home.glob(f"{name}-*")):
            yield path
            if path.is_dir() and not path.is_symlink():
                yield from path.rglob("*")
