"""What every process of a run of tests needs and takes a second to make: made by the first one that asks for it.

`scripts/test.sh` names the folder for it and removes it at the end; a pytest by itself keeps its own.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

__all__ = ["is_shared", "made_once"]

VARIABLE = "MADE_ONCE_FOR_TESTS"


def is_shared() -> bool:
    """Tell whether other processes take part in this run."""
    return bool(os.environ.get(VARIABLE))


@cache
def _folder() -> Path:
    if is_shared():
        return Path(os.environ[VARIABLE])
    own = Path(tempfile.mkdtemp(prefix="ky-made-"))
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Give the folder of a name, filled by `make` if nobody has done it; what is in it is to be copied, not changed."""
    place = _folder() / name
    with (_folder() / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not place.is_dir():
            # What breaks off half way is not taken for the whole.
            half = Path(tempfile.mkdtemp(dir=_folder(), prefix=f"{name}-"))
            make(half)
            half.rename(place)
    return place
