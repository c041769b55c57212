"""Model files in HOME/models, each with its recorded SHA-256 and the content it was built from."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import tarfile
import time
from collections.abc import Collection
from pathlib import Path

from bot.content.folder import CONTENT
from protocol.home import Home

__all__ = ["SPARED_SECONDS", "ModelFileRefused", "ModelRegistry", "file_sha256"]

# What is still being brought here after so long was left by a process that died; and a model that is just being put
# here has no row yet that would name it.
LEFT_SECONDS = SPARED_SECONDS = 3600.0


class ModelFileRefused(Exception):
    """A model file may not be started."""


class ModelRegistry:
    """The model files of one state folder, by name."""

    def __init__(self, home: Path) -> None:
        self.folder = Home(home).models

    def path(self, name: str) -> Path:
        """Give the place of a file; raises ModelFileRefused for a name that leads elsewhere."""
        if not name or Path(name).name != name:
            raise ModelFileRefused(f"{name!r} is no name of a model file")
        return self.folder / name

    def put(self, source: Path, inputs: str, sha256: str) -> Path:
        """Copy a model in under a name of its own, with its hash beside it, and give its place."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = self.folder / f"{inputs}-{sha256[:12]}.tar.gz"
        if not (kept.is_file() and file_sha256(kept) == sha256):
            part = kept.with_suffix(".part")
            shutil.copyfile(source, part)
            part.replace(kept)
        _note_of(kept).write_text(sha256 + "\n", encoding="ascii")
        return kept

    def proved(self, name: str, sha256: str | None) -> Path:
        """Give a file's place when its bytes are those that were recorded; raises ModelFileRefused."""
        path = self.path(name)
        if not sha256:
            raise ModelFileRefused(f"no SHA-256 was recorded for {name}")
        if not path.is_file():
            raise ModelFileRefused(f"the file {name} is gone")
        if not hmac.compare_digest(file_sha256(path), sha256):
            raise ModelFileRefused(f"{name} is not the file whose SHA-256 was recorded")
        note = _note_of(path)
        if not note.is_file() or note.read_text(encoding="ascii").split()[:1] != [sha256]:
            raise ModelFileRefused(f"the SHA-256 beside {name} is missing or another")
        return path

    def receive(self, part: Path, target: Path, sha256: str) -> None:
        """Let a file that was brought here whole, and proved, be the model of its name."""
        _note_of(target).write_text(sha256 + "\n", encoding="ascii")
        part.replace(target)

    def keep_content(self, model: Path, content: Path) -> None:
        """Put what a model was made from beside it."""
        kept = _content_of(model)
        part = kept.with_suffix(".part")
        # Quickly packed: the start of everything waits for it, and half a megabyte more is no matter.
        with tarfile.open(part, "w:gz", compresslevel=1) as archive:
            for name in CONTENT:
                if (content / name).exists():
                    archive.add(content / name, arcname=name, filter=_plain)
        part.replace(kept)

    def content(self, name: str, folder: Path) -> bool:
        """Unpack what a model was made from into a folder; False when it was not kept."""
        kept = _content_of(self.path(name))
        if not kept.is_file():
            return False
        with tarfile.open(kept, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        return True

    def made_from(self, name: str) -> Path:
        """Give the place of what a model was made from."""
        return _content_of(self.path(name))

    def companions(self, name: str) -> list[Path]:
        """Give the places of what lies beside a model: its recorded SHA-256, and what it was made from."""
        path = self.path(name)
        return [_note_of(path), _content_of(path)]

    def remove_but(self, names: Collection[str]) -> list[str]:
        """Remove every model file except these and those that have just come, and name those that were removed."""
        removed = []
        for path in sorted(self.folder.glob("*.tar.gz")):
            if path.name in names or time.time() - path.stat().st_mtime < SPARED_SECONDS:
                continue
            for file in (path, _note_of(path), _content_of(path)):
                file.unlink(missing_ok=True)
            removed.append(path.name)
        for left in self.folder.glob(".brought-*.part"):
            if time.time() - left.stat().st_mtime > LEFT_SECONDS:
                left.unlink(missing_ok=True)
        return removed


def file_sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note_of(model: Path) -> Path:
    return model.with_name(model.name + ".sha256")


def _content_of(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".content.tgz")


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    # Text files only, and nothing of the machine they lie on.
    if not (member.isdir() or (member.isfile() and member.name.endswith((".yml", ".yaml", ".txt")))):
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
