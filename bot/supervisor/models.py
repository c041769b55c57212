"""The trained model: found by the hash of what it is made from, trained when missing, proved by its SHA-256."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT
from bot.supervisor.checks import ENGINE_PYTHON
from bot.supervisor.errors import StartError

# All that a trained model depends on: change one byte and the model is trained again.
INPUTS = ("config.yml", "domain.yml", "data", "engine/nlu", "language", "requirements/engine.txt")
SUFFIXES = frozenset({".yml", ".yaml", ".py", ".txt"})


@dataclass(frozen=True)
class Model:
    """A trained model file, the hash of its inputs and the SHA-256 of its bytes."""

    path: Path
    inputs: str
    sha256: str
    seconds: float


def cache_folder() -> Path:
    """The folder where trained models are kept between runs, shared by all instances of this user."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "ketabyar" / "models"


def inputs_hash(root: Path = ROOT) -> str:
    """Hash everything that a model is made from (16 hexadecimal digits)."""
    digest = hashlib.sha256()
    for name in INPUTS:
        path = root / name
        files = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES) if path.is_dir() else [path]
        for file in files:
            digest.update(file.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def recorded(folder: Path, inputs: str) -> Model | None:
    """The kept model for these inputs, when its file still has the recorded SHA-256."""
    note = folder / f"{inputs}.json"
    path = folder / f"{inputs}.tar.gz"
    if not (note.is_file() and path.is_file()):
        return None
    facts = json.loads(note.read_text(encoding="utf-8"))
    if file_sha256(path) != facts["sha256"]:
        return None
    return Model(path, inputs, facts["sha256"], float(facts["seconds"]))


async def train(inputs: str, folder: Path, log: Path) -> Model:
    """Train a model with Rasa's own command and record its SHA-256.

    Raises StartError with the end of the log when the training fails.
    """
    await asyncio.to_thread(log.parent.mkdir, parents=True, exist_ok=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder) as work, log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            str(ENGINE_PYTHON), "-m", "rasa", "train", "--out", work, "--fixed-model-name", inputs,
            cwd=ROOT,
            env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
            stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            await process.wait()
            raise
        made = Path(work) / f"{inputs}.tar.gz"
        if code != 0 or not made.is_file():
            raise StartError(f"the training failed; its log is {log}")
        seconds = round(time.monotonic() - started, 1)
        kept = folder / made.name
        made.replace(kept)
    sha256 = file_sha256(kept)
    note = {"sha256": sha256, "seconds": seconds, "inputs": inputs}
    (folder / f"{inputs}.json").write_text(json.dumps(note), encoding="utf-8")
    return Model(kept, inputs, sha256, seconds)


async def ensure(log: Path, *, force: bool = False, on_train: Callable[[], None] = lambda: None) -> tuple[Model, bool]:
    """Find the model of the present inputs or train it; the second value tells whether it was trained now.

    `on_train` is called before a training begins, so that who waits can be told.
    """
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    inputs = inputs_hash()
    # Two instances that start at once train once: the second waits for the first.
    with _lock(folder / f"{inputs}.lock"):
        model = None if force else recorded(folder, inputs)
        if model is not None:
            return model, False
        on_train()
        return await train(inputs, folder, log), True


def put_in_use(model: Model, home: Path) -> Path:
    """Copy a model into the state folder, with its SHA-256 beside it, and return the file to serve."""
    folder = home / "models"
    folder.mkdir(parents=True, exist_ok=True)
    used = folder / model.path.name
    if not (used.is_file() and file_sha256(used) == model.sha256):
        part = used.with_suffix(".part")
        shutil.copyfile(model.path, part)
        part.replace(used)
    used.with_name(used.name + ".sha256").write_text(model.sha256 + "\n", encoding="ascii")
    return used


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
