"""Archives of staff's content, as they travel from one machine to another: packed, unpacked, and named by contents."""

from __future__ import annotations

import hashlib
import tarfile
import zlib
from pathlib import Path

from bot.content.folder import CONTENT
from crm.database.shared_files import FileRefused

__all__ = ["BASE_NAME", "base_of", "name_of", "pack", "sha256_of", "unpack"]

# In the archive: the name of what the copy was made from, which changes seldom and is a file of its own.
BASE_NAME = "base.name"
# Quickly packed: an edit waits for it.
EFFORT = 1


def name_of(base: Path) -> str:
    """Give the name of what a copy was made from, by its contents."""
    digest = hashlib.sha256()
    for path in sorted(each for name in CONTENT for each in _files(base / name)):
        digest.update(path.relative_to(base).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"base-{digest.hexdigest()[:32]}"


def pack(folder: Path, target: Path, *more: Path) -> None:
    """Pack a folder's content into an archive, with `more` files beside it."""
    with tarfile.open(target, "w:gz", compresslevel=EFFORT) as archive:
        for name in CONTENT:
            if (folder / name).exists():
                archive.add(folder / name, arcname=name)
        for path in more:
            archive.add(path, arcname=path.name)


def unpack(packed: Path, folder: Path) -> None:
    """Unpack an archive into a new folder; raises FileRefused where it cannot be, or is no whole content."""
    folder.mkdir()
    try:
        with tarfile.open(packed, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, zlib.error, EOFError, FileNotFoundError, UnicodeError) as error:
        raise FileRefused(f"the archive {sha256_of(packed)[:12]} in the store cannot be unpacked: {error}") from error
    if missing := [name for name in CONTENT if not (folder / name).exists()]:
        raise FileRefused(f"the archive {sha256_of(packed)[:12]} in the store has no {', '.join(missing)}")


def base_of(staff: Path) -> str:
    """Give the name of what an unpacked copy was made from; raises FileRefused where it says none."""
    try:
        return (staff / BASE_NAME).read_text(encoding="ascii")
    except (FileNotFoundError, UnicodeError) as error:
        raise FileRefused(f"staff's content in the store does not say what it was made from: {error}") from error


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [each for each in path.rglob("*") if each.is_file()]
    return [path] if path.is_file() else []
