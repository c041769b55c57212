"""Cache folders of trained models and vectors: the user's, or HOME/cache if there is none."""

from __future__ import annotations

import os
from pathlib import Path

from protocol.home import Home

__all__ = ["cache_base"]


def cache_base(home: Path | None = None) -> Path:
    """Give the folder for caches, shared by all instances of this user where they have a home that can be written to.

    home: the state folder, as KETABYAR_HOME says unless given.
    """
    named = os.environ.get("XDG_CACHE_HOME")
    for base in [Path(named)] if named else _of_user():
        if _is_usable(base / "ketabyar"):
            return base
    return (Home(home.expanduser().resolve()) if home else Home.of_environment()).cache


def _of_user() -> list[Path]:
    try:
        return [Path.home() / ".cache"]
    except RuntimeError:
        # A user without a home folder, such as one of a service.
        return []


def _is_usable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)
