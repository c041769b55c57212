"""Verification of the model file by the SHA-256 recorded at training: given by the starter, or kept beside it."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

# The exit code of an engine whose model is not the one it was to be: its supervisor can do something about that.
MODEL_REFUSED = 3


class ModelRefused(Exception):
    """A model file is missing, has no recorded hash, or is not the recorded one."""


def verify(model: Path, expected: str | None = None) -> str:
    """The SHA-256 of a model file; raises ModelRefused when it is not the expected one.

    expected: as the supervisor knows it; without it MODEL.sha256 beside the file must say the same.
    """
    if not model.is_file():
        raise ModelRefused(f"there is no model {model}; run `make train`.")
    told = expected or _recorded(model)
    digest = file_sha256(model)
    if not hmac.compare_digest(told.lower(), digest):
        raise ModelRefused(f"{model.name} is not the file whose hash was recorded; run `make train`.")
    return digest


def _recorded(model: Path) -> str:
    note = model.with_name(model.name + ".sha256")
    if not note.is_file():
        raise ModelRefused(f"{note.name} is missing: only a model whose hash was recorded is loaded; run `make train`.")
    words = note.read_text(encoding="ascii", errors="replace").split()
    return words[0] if words else ""


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
