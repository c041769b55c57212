"""State folder check: that it exists, has room, and is private to this user."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings
from protocol.home import PRIVATE, Home

__all__ = ["check"]

OTHERS = 0o077
SECRETS = ("secret", "secret.previous")


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the folder, its disk, and who else may read in it."""
    home = settings.home
    if home.exists() and not home.is_dir():
        yield problem("state folder", f"{home} is a file", "set KETABYAR_HOME to a folder")
        return
    place = next(path for path in (home, *home.parents) if path.exists())
    if not os.access(place, os.W_OK | os.X_OK):
        yield problem(
            "state folder", f"{place} cannot be written by this user", f"chown it, or set KETABYAR_HOME (now {home})"
        )
    free = shutil.disk_usage(place).free // 2**20
    if free >= settings.min_free_mb:
        yield ok("disk", f"{free} MB free for {home}")
    else:
        yield problem("disk", f"{free} MB free for {home}", "free some space: ketabyar cannot start and is not ready")
    if not home.exists():
        yield note("state folder", f"{home} does not exist yet", "`ketabyar up` creates it")
        return
    for finding in _open_to_others(settings):
        yield finding


def _open_to_others(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    if not _mode(home) & OTHERS:
        # Nobody comes through: what lies inside is out of reach whatever its own mode.
        yield ok("state folder", f"{home}, private to this user")
        return
    advice = f"chmod -R go= {home}"
    for path in (Home(home).secret, Home(home).previous_secret):
        if _mode(path) & OTHERS:
            yield problem("secret", f"{path} can be read by other users", advice)
    wide = [name for name in PRIVATE for path in _paths(home, name) if _mode(path) & OTHERS and name not in SECRETS]
    if wide:
        # In a demonstration nobody's data is in there.
        tell = problem if settings.environment == "production" else note
        yield tell("state folder", f"other users can read in {home}: {', '.join(dict.fromkeys(wide))}", advice)


def _paths(home: Path, name: str) -> Iterator[Path]:
    # With the files that SQLite keeps beside a store.
    yield from (path for path in (home / name, *home.glob(f"{name}-*")) if path.exists())


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0
