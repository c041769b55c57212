"""The file HOME/settings.env: settings that hold where the environment does not say otherwise."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from dotenv import set_key
from dotenv.parser import parse_stream

from protocol.home import Home

__all__ = ["TAKEN", "SettingsFileRefused", "hand_on", "put_settings", "refuse", "settings_in", "told_only"]

# Set by who has read the file for all processes: those that it starts, also later, have the same settings as itself.
TAKEN = "KETABYAR_SETTINGS_TAKEN"
NAME = re.compile(r"KETABYAR_[A-Z0-9_]+")
# What is needed to find the file, and what has a file of its own.
ELSEWHERE = frozenset(
    {
        "KETABYAR_HOME",
        "KETABYAR_SECRETS_FOLDER",
        TAKEN,
        *(f"KETABYAR_SECRET{which}{file}" for which in ("", "_NEXT", "_PREVIOUS") for file in ("", "_FILE")),
    }
)


class SettingsFileRefused(ValueError):
    """The file cannot be read or written; the text says in one line why."""


_told: ContextVar[list[str] | None] = ContextVar("told", default=None)


@contextmanager
def told_only() -> Iterator[list[str]]:
    """Gather what is refused, each once, and go on with the rest: for who looks at everything and starts nothing."""
    told: list[str] = []
    token = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(token)


def refuse(why: str) -> None:
    """Raise SettingsFileRefused, unless what is refused is only told (`told_only`)."""
    told = _told.get()
    if told is None:
        raise SettingsFileRefused(why)
    if why not in told:
        told.append(why)


def settings_in(home: Path) -> dict[str, str]:
    """Read the variables of HOME/settings.env, by their names; nothing where there is no file.

    Refuses a line that cannot be read (`refuse`). What it says is never the line: it may hold a password.
    """
    path = Home(home).settings
    try:
        with path.open(encoding="utf-8") as file:
            found = list(parse_stream(file))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except UnicodeDecodeError:
        refuse(f"{path} is no text in UTF-8")
        return {}
    except OSError as error:
        refuse(f"{path} cannot be read: {error.strerror}")
        return {}
    values = {}
    for binding in found:
        if binding.error or (binding.key is not None and binding.value is None):
            refuse(f"{path}: line {binding.original.line} is not written NAME='value'")
            continue
        if binding.key is None:
            continue
        name = binding.key.upper()
        if name in ELSEWHERE or NAME.fullmatch(name) is None:
            refuse(f"{path}: {name} is no setting for this file (line {binding.original.line})")
            continue
        values[name] = binding.value or ""
    return values


def put_settings(home: Path, values: Mapping[str, str]) -> None:
    """Write variables into HOME/settings.env, each whole or not at all; only this user may read the file.

    Everything else in it stays as it is. Raises SettingsFileRefused for a name that is none, a value of several lines,
    or a file that cannot be written.
    """
    path = Home(home).settings
    for name, value in values.items():
        if name in ELSEWHERE or NAME.fullmatch(name) is None:
            raise SettingsFileRefused(f"{name} is no setting for {path}")
        # Persian has a sign that joins no letters (\u200c), and needs it.
        if not value.replace("\u200c", "").isprintable():
            raise SettingsFileRefused(f"the value of {name} has signs that no setting has")
    settings_in(home)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        path.chmod(0o600)
        for name, value in values.items():
            set_key(path, name, value)
    except OSError as error:
        raise SettingsFileRefused(f"{path} cannot be written: {error.strerror}") from error


def hand_on(home: Path, files: Collection[str] = ()) -> None:
    """Put what the file says into this process's environment, for all that it will start; what is there already stays.

    From then on the file is not read again: a process that is started anew does not begin with other settings than the
    others have. `files` are variables that name a file with one secret: what one of them in the environment holds goes
    before what HOME/settings.env says, here and in every process.
    """
    held = {name.removesuffix("_FILE") for name in files if os.environ.get(name)}
    taken = {name: value for name, value in settings_in(home).items() if name not in os.environ and name not in held}
    os.environ.update(taken)
    os.environ[TAKEN] = ",".join(sorted(taken)) or "none"
