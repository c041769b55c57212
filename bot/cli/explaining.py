"""Error messages for the person at the terminal: one or two plain lines for every expected error.

Everything else is our own mistake: its traceback goes into a log, and the person is told which.
"""

from __future__ import annotations

import contextlib
import errno
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from alembic.util.exc import CommandError
from pydantic import ValidationError

from bot.settings import Settings
from bot.start_errors import StartError
from crm.database.driver_errors import hide_values, is_unusable_url
from crm.database.urls import FIELD
from crm.errors import InvalidValue, StoreError
from crm.library_info.in_service import InService
from library.errors import LibraryError
from protocol.clock import ClockRefused
from protocol.home import Home
from protocol.settings_file import SettingsFileRefused
from protocol.shared_secret import ChangeUnderWay, SecretRefused

__all__ = ["explained", "is_of_settings", "refused_settings", "unexpected"]

# An error of the operating system that says nothing by its name alone.
SAID = {
    errno.EACCES: "this user may not read or write it",
    errno.EPERM: "this user may not do that",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "it is on a read-only disk",
    errno.ENOTDIR: "part of the path is a file, not a folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.EEXIST: "something else already exists there",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n)",
}


def explained(error: BaseException) -> list[str] | None:
    """Give the lines that explain an expected error; None for one that nobody expected."""
    if isinstance(error, ValidationError) and error.title == Settings.__name__:
        return refused_settings(error)
    if isinstance(error, InvalidValue) and error.field == FIELD:
        return [f"KETABYAR_DATABASE_URL: {error.reason}"]
    if isinstance(
        error,
        StartError | StoreError | SecretRefused | SettingsFileRefused | ClockRefused | LibraryError | CommandError,
    ):
        return [str(error)]
    if is_unusable_url(error):
        return ["KETABYAR_DATABASE_URL cannot be used"]
    if isinstance(error, OSError) and error.errno is not None:
        return [_of_system(error)]
    if isinstance(error, RuntimeError) and "home directory" in str(error):
        return ["this user has no home folder; set HOME, or XDG_CACHE_HOME, to a writable folder"]
    if isinstance(error, MemoryError):
        return ["there is not enough memory"]
    return None


def is_of_settings(error: BaseException) -> bool:
    """Tell whether a setting is wrong: another try with the same ones ends the same way."""
    if isinstance(error, InvalidValue):
        return error.field == FIELD
    if isinstance(error, ChangeUnderWay):
        return False
    return isinstance(
        error, ValidationError | SettingsFileRefused | SecretRefused | ClockRefused | InService
    ) or is_unusable_url(error)


def refused_settings(error: ValidationError) -> list[str]:
    """Give a line for each setting that is wrong, never with the value that was given."""
    lines = []
    for problem in error.errors(include_input=False, include_context=False):
        name = "KETABYAR_" + "_".join(str(part) for part in problem["loc"]).upper() if problem["loc"] else "settings"
        lines.append(f"{name}: {problem['msg'].removeprefix('Value error, ')}")
    return lines


def unexpected(error: BaseException) -> list[str]:
    """Keep the traceback of an error that nobody expected in a log, and say where."""
    lines = [f"something unexpected went wrong ({type(error).__name__}); this is a bug in ketabyar, not your mistake"]
    hide_values(error)
    text = "".join(traceback.format_exception(error))
    for folder in _folders():
        try:
            path = folder / "errors.log"
            with path.open("a", encoding="utf-8") as file:
                path.chmod(0o600)
                file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}\n")
        except OSError:
            continue
        return [*lines, f"the traceback is in {path}; please include it in your report"]
    return [*lines, *text.splitlines()]


def _folders() -> Iterator[Path]:
    """Give folders for a log: the state folder's own where there is one, else a new one for temporary files."""
    with contextlib.suppress(ValueError):
        logs = Home(Settings().home).logs
        if logs.is_dir():
            yield logs
    with contextlib.suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix="ketabyar-"))


def _of_system(error: OSError) -> str:
    why = SAID.get(error.errno or 0) or error.strerror or str(error)
    where = error.filename if error.filename is not None else ""
    return f"{click.format_filename(where)}: {why}" if where else why
