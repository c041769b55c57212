"""Notes between gateway and supervisor in HOME/engines: the wanted model, the running one, the progress.

wanted.json    written by who publishes, read by the supervisor: the model that is to answer patrons
current.json   written by the supervisor, read by every gateway at each turn: the engine that answers
before.json    written by the supervisor for itself: the engine that answered before the last publication
progress.json  written by the supervisor, read by who waits: how the last publication goes
taken.json     written by the supervisor for itself: the publication of the store that it has taken up last
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from protocol.home import Home

__all__ = ["Current", "EngineNotes", "PublishingProgress", "Wanted"]


class Wanted(msgspec.Struct, frozen=True):
    """The model that staff want to answer patrons; `serial` grows by one with every publication."""

    serial: int
    inputs: str
    sha256: str
    file: str
    seconds: float = 0.0
    # Hashes at the time of the publication: of the engine's code, and of the repository's own content.
    code: str = ""
    repository: str = ""
    by_id: int | None = None
    by: str = ""
    reason: str | None = None
    at: str = ""


class Current(msgspec.Struct, frozen=True):
    """The engine that answers; without an address none is running."""

    url: str | None
    inputs: str
    sha256: str
    file: str
    since: str
    origin: str = "files"
    seconds: float = 0.0
    serial: int = 0
    # Why it answers when nobody asked for it, and the hash of the engine's code that it runs with.
    reason: str | None = None
    code: str = ""


class PublishingProgress(msgspec.Struct, frozen=True):
    """The progress of a publication: phase is starting, draining, steady, failed or returned (to the one before)."""

    phase: str
    serial: int = 0
    reason: str | None = None
    at: str = ""
    # The SHA-256 of the model that is, or was, to be put in use.
    sha256: str = ""


class _Taken(msgspec.Struct, frozen=True):
    publication: int


class EngineNotes:
    """The notes of one state folder; whoever reads sees a whole note or none."""

    def __init__(self, home: Path) -> None:
        self.folder = Home(home).engines
        self.current_path = self.folder / "current.json"

    def wanted(self) -> Wanted | None:
        """Give what is wanted, when somebody has published."""
        return _read(self.folder / "wanted.json", Wanted)

    def current(self) -> Current | None:
        """Give what runs, or ran last."""
        return _read(self.current_path, Current)

    def before(self) -> Current | None:
        """Give what ran before the last publication."""
        return _read(self.folder / "before.json", Current)

    def progress(self) -> PublishingProgress | None:
        """Give how the last publication goes."""
        return _read(self.folder / "progress.json", PublishingProgress)

    def want(self, wanted: Wanted) -> Wanted:
        """Ask for a model under the next serial, and give the note as written."""
        with self._alone():
            asked = msgspec.structs.replace(wanted, serial=self._last_serial() + 1)
            _write(self.folder / "wanted.json", asked)
            return asked

    def replace_wanted(self, serial: int, wanted: Wanted | None) -> bool:
        """Put another note, or none, in place of the one with this serial; not when a newer one is there."""
        with self._alone():
            there = self.wanted()
            if there is None or there.serial != serial:
                return False
            if wanted is None:
                (self.folder / "wanted.json").unlink(missing_ok=True)
            else:
                _write(self.folder / "wanted.json", wanted)
            return True

    def tell_current(self, current: Current) -> None:
        """Say which engine answers from now on."""
        _write(self.current_path, current)

    def tell_before(self, before: Current) -> None:
        """Keep what ran before a publication."""
        _write(self.folder / "before.json", before)

    def tell_progress(self, progress: PublishingProgress) -> None:
        """Say how a publication goes."""
        _write(self.folder / "progress.json", progress)

    def taken(self) -> int:
        """Give the publication of the store that was taken up here last; 0 before any."""
        found = _read(self.folder / "taken.json", _Taken)
        return 0 if found is None else found.publication

    def take(self, publication: int) -> None:
        """Note that a publication of the store was taken up here, whatever becomes of it."""
        _write(self.folder / "taken.json", _Taken(publication))

    def _last_serial(self) -> int:
        return max((note.serial for note in (self.wanted(), self.current(), self.progress()) if note), default=0)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "notes.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _read[T: msgspec.Struct](path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError):
        # Only we write there, whole files at once: what cannot be read is as good as absent.
        return None


def _write(path: Path, note: msgspec.Struct) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(msgspec.json.encode(note))
            part.flush()
            os.fsync(part.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
