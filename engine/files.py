"""The model file, proved by the SHA-256 that was recorded beside it at training."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path


class ModelRefused(Exception):
    """A model file that is missing, has no recorded hash, or is not the recorded one."""


def verify(model: Path) -> str:
    """The SHA-256 of a model file; raises ModelRefused unless MODEL.sha256 beside it says the same."""
    note = model.with_name(model.name + ".sha256")
    if not model.is_file():
        raise ModelRefused(f"there is no model {model}; run `make train`.")
    if not note.is_file():
        raise ModelRefused(f"{note.name} is missing: only a model whose hash was recorded is loaded; run `make train`.")
    words = note.read_text(encoding="ascii", errors="replace").split()
    digest = file_sha256(model)
    if not words or not hmac.compare_digest(words[0].lower(), digest):
        raise ModelRefused(f"{model.name} is not the file whose hash was recorded; run `make train`.")
    return digest


def record(model: Path) -> str:
    """Write MODEL.sha256 beside a model file that was just trained, and give the hash."""
    digest = file_sha256(model)
    model.with_name(model.name + ".sha256").write_text(f"{digest}  {model.name}\n", encoding="ascii")
    return digest


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
