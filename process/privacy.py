"""Owner-only permissions for new files, and for those of an existing state folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["keep_private", "mend"]

UMASK = 0o077


def keep_private() -> None:
    """Make every file of this process, and of those it starts, readable by this user alone."""
    os.umask(UMASK)


def mend(home: Path, ours: Iterable[str]) -> list[str]:
    """Take away what others may do in a folder and with what is ours in it; names what could not be mended."""
    left = []
    for path in (home, *_ours(home, ours)):
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


def _ours(home: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        for path in (home / name, *home.glob(f"{name}-*")):
            yield path
            if path.is_dir() and not path.is_symlink():
                yield from path.rglob("*")
