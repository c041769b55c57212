"""The shared secret in HOME/secret: read, or generated once."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from protocol.home import Home

__all__ = [
    "ChangeUnderWay",
    "SecretRefused",
    "drop_previous",
    "kept_previous",
    "kept_secret",
    "make_secret",
    "refuse_unfit",
    "replace_secret",
]


class SecretRefused(Exception):
    """The secret cannot be used or kept; the text says in one line why, and what to do."""


class ChangeUnderWay(SecretRefused):
    """A change of the secret is not over yet: another one has to wait, and no setting is wrong."""


def kept_secret(home: Path) -> str:
    """Read HOME/secret; an empty text when there is none. Raises SecretRefused for one that cannot be used."""
    return _read(Home(home).secret)


def kept_previous(home: Path) -> str:
    """Read HOME/secret.previous, which is there while the secret is changed; else as `kept_secret`."""
    return _read(Home(home).previous_secret)


def _read(path: Path) -> str:
    try:
        if path.is_dir():
            raise SecretRefused(f"{path} is a folder; it must be a file with the shared secret")
        text = path.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise SecretRefused(f"{path} is no text; put the secret of your backup back") from error
    except OSError as error:
        raise SecretRefused(f"{path} cannot be read: {error.strerror}") from error
    if not text:
        raise SecretRefused(
            f"{path} is empty, as a full disk leaves it; put the secret of your backup back "
            "(delete the file only if no patron has been loaded yet: another secret locks every patron out)"
        )
    try:
        refuse_unfit(text)
    except ValueError as error:
        raise SecretRefused(f"{path}: {error}") from error
    return text


def make_secret(home: Path) -> str:
    """Make a secret and keep it, whole or not at all; another process that was faster wins. Raises SecretRefused."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=home, prefix="secret-")
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(32) + "\n")
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(name, Home(home).secret)
        finally:
            Path(name).unlink()
    except OSError as error:
        raise SecretRefused(
            f"{home} cannot be written ({error.strerror}); set KETABYAR_HOME to another folder."
        ) from error
    return kept_secret(home)


def replace_secret(home: Path) -> None:
    """Keep HOME/secret as HOME/secret.previous, and make another one. Raises SecretRefused.

    Whatever happens in between, no secret is lost: the old one lies in two places before the new one takes its name.
    """
    place = Home(home)
    if not kept_secret(home):
        raise SecretRefused(f"there is no {place.secret}: a secret that comes from elsewhere is changed there")
    try:
        os.link(place.secret, place.previous_secret)
    except FileExistsError:
        raise ChangeUnderWay(
            f"{place.previous_secret} is there already: the last change is not over (`ketabyar secret status`)"
        ) from None
    except OSError as error:
        raise SecretRefused(f"{place.previous_secret} cannot be written: {error.strerror}") from error
    try:
        handle, name = tempfile.mkstemp(dir=home, prefix="secret-")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place.secret)
    except OSError as error:
        place.previous_secret.unlink()
        raise SecretRefused(f"{home} cannot be written ({error.strerror})") from error


def drop_previous(home: Path) -> bool:
    """Delete HOME/secret.previous; tell whether it was there. Raises SecretRefused."""
    try:
        Home(home).previous_secret.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise SecretRefused(f"{Home(home).previous_secret} cannot be deleted: {error.strerror}") from error
    return True


def refuse_unfit(secret: str) -> None:
    """Raise ValueError for a secret that no header can carry."""
    if secret != secret.strip() or not all(" " <= sign <= "~" for sign in secret):
        raise ValueError("a secret has only Latin letters, digits and signs")
