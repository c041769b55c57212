"""The archive: files and a manifest with their SHA-256; nothing is read before both have been compared."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec

from bot.models.model_files import file_sha256

__all__ = ["FORMAT", "ArchiveRefused", "Listed", "Manifest", "read_manifest", "unpack", "write"]

FORMAT = 1
MANIFEST = "manifest.json"
MOST_MANIFEST_BYTES = 16 * 2**20
# Most of it is packed already: more effort gains nothing.
PACKING = 3
BLOCK = 2**20


class ArchiveRefused(Exception):
    """An archive cannot be written or read."""


class Listed(msgspec.Struct, frozen=True):
    """One file of an archive."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """The manifest of an archive: its version, database and moment, numbers of rows, and files."""

    format: int
    version: str
    made_at: str
    kind: str
    revision: str
    counts: dict[str, int]
    files: tuple[Listed, ...] = ()
    # What belongs to a state folder and was left out on purpose, or was not there.
    left_out: tuple[str, ...] = ()
    # What is in the store's tables, and so not among the files: how many models, and whether staff's edits.
    models_in_store: int = 0
    edits_in_store: bool = False


def write(target: Path, manifest: Manifest, files: Iterable[tuple[str, Path]]) -> Manifest:
    """Write an archive under its name only when it is whole, readable by this user alone; gives its manifest.

    Raises ArchiveRefused when the place is taken, OSError when it cannot be written.
    """
    if target.exists():
        raise ArchiveRefused(f"{target} is there already; name another file")
    chosen = sorted(files)
    listed = tuple(Listed(name, path.stat().st_size, file_sha256(path)) for name, path in chosen)
    whole = msgspec.structs.replace(manifest, files=listed)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "wb") as out:
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=PACKING) as tar:
                _add(tar, MANIFEST, io.BytesIO(told := msgspec.json.format(msgspec.json.encode(whole))), len(told))
                for (name, path), about in zip(chosen, listed, strict=True):
                    with path.open("rb") as source:
                        _add(tar, name, source, about.size)
            out.flush()
            os.fsync(out.fileno())
        # Not over a file that came in the meantime.
        os.link(part, target)
    except FileExistsError as error:
        raise ArchiveRefused(f"{target} is there already; name another file") from error
    finally:
        Path(part).unlink(missing_ok=True)
    return whole


def read_manifest(source: Path) -> Manifest:
    """Read what an archive holds; raises ArchiveRefused for what is no archive of ours."""
    with _opened(source) as tar:
        return _manifest(source, tar)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack an archive into an empty folder; raises ArchiveRefused unless every file is the one in the manifest."""
    with _opened(source) as tar:
        manifest = _manifest(source, tar)
        awaited = {about.name: about for about in manifest.files}
        for number, member in enumerate(tar):
            if number == 0:
                # The manifest itself, read above.
                continue
            about = awaited.pop(member.name, None)
            place = PurePosixPath(member.name)
            if about is None or not member.isfile() or place.is_absolute() or ".." in place.parts:
                raise ArchiveRefused(f"{source} holds {member.name}, which is not in its manifest")
            _take(source, tar, member, about, folder / place)
    if awaited:
        raise ArchiveRefused(f"{source} is cut off: {next(iter(awaited))} is missing")
    return manifest


def _take(source: Path, tar: tarfile.TarFile, member: tarfile.TarInfo, about: Listed, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    data = tar.extractfile(member)
    with target.open("xb") as out:
        target.chmod(0o600)
        while data is not None and (block := data.read(BLOCK)):
            digest.update(block)
            size += len(block)
            out.write(block)
    if (size, digest.hexdigest()) != (about.size, about.sha256):
        raise ArchiveRefused(f"{source} is damaged: {member.name} is not the file that was put in")


def _add(tar: tarfile.TarFile, name: str, source: io.BufferedIOBase, size: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, source)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:gz") as tar:
            yield tar
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise ArchiveRefused(f"{source} is damaged, or no backup of ketabyar") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise ArchiveRefused(f"{source} is damaged, or no backup of ketabyar") from error


def _manifest(source: Path, tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    data = tar.extractfile(first) if first is not None and first.name == MANIFEST and first.isfile() else None
    if first is None or data is None or first.size > MOST_MANIFEST_BYTES:
        raise ArchiveRefused(f"{source} is no backup of ketabyar")
    try:
        manifest = msgspec.json.decode(data.read(), type=Manifest)
    except msgspec.DecodeError as error:
        raise ArchiveRefused(f"{source} has a damaged manifest") from error
    if manifest.format != FORMAT:
        raise ArchiveRefused(f"{source} was made by a newer ketabyar ({manifest.version}); restore it with that")
    return manifest
