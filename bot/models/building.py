"""The trained model: found by the hash of its inputs, trained if missing, verified by its SHA-256."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.cache_folder import cache_base
from bot.content.folder import CONTENT
from bot.environments import of_training
from bot.interpreters import ENGINE_PYTHON
from bot.models.model_files import ModelRegistry, file_sha256
from bot.settings import ROOT
from bot.start_errors import StartError

__all__ = [
    "CODE",
    "INPUTS",
    "Model",
    "cache_folder",
    "code_hash",
    "content_hash",
    "ensure",
    "file_sha256",
    "inputs_hash",
    "put_back",
    "put_in_use",
    "recorded",
    "train",
]

# All that a trained model depends on: change one byte and the model is trained again.
CODE = (
    "engine/nlu",
    "language",
    "protocol/clock.py",
    "protocol/intents.py",
    "protocol/intents.yml",
    "protocol/plain_yaml.py",
    "requirements/engine.txt",
)
INPUTS = (*CONTENT, *CODE)
SUFFIXES = frozenset({".yml", ".yaml", ".py", ".txt"})
# Models that the cache keeps; older ones are trained again in a minute should anybody ask.
CACHED = 12
# A training must leave the engine that answers patrons its share of the machine.
GENTLY = ("nice", "-n", "10")


@dataclass(frozen=True)
class Model:
    """A trained model file, the hash of its inputs and the SHA-256 of its bytes."""

    path: Path
    inputs: str
    sha256: str
    seconds: float


def cache_folder() -> Path:
    """The folder where trained models are kept between runs, shared by all instances of this user."""
    return cache_base() / "ketabyar" / "models"


def inputs_hash(root: Path = ROOT, content: Path | None = None) -> str:
    """Hash everything that a model is made from (16 hexadecimal digits); `content` replaces the root's own."""
    digest = hashlib.sha256()
    _feed(digest, content or root, CONTENT)
    _feed(digest, root, CODE)
    return digest.hexdigest()[:16]


def content_hash(content: Path) -> str:
    """Hash what staff may edit (16 hexadecimal digits)."""
    digest = hashlib.sha256()
    _feed(digest, content, CONTENT)
    return digest.hexdigest()[:16]


def code_hash(root: Path = ROOT) -> str:
    """Hash the code that a model is trained with (16 hexadecimal digits)."""
    digest = hashlib.sha256()
    _feed(digest, root, CODE)
    return digest.hexdigest()[:16]


def _feed(digest: hashlib._Hash, root: Path, names: Sequence[str]) -> None:
    for name in names:
        path = root / name
        files = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES) if path.is_dir() else [path]
        for file in files:
            digest.update(file.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())


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


async def train(
    inputs: str,
    folder: Path,
    log: Path,
    *,
    content: Path = ROOT,
    gently: bool = False,
    on_start: Callable[[int], None] = lambda pid: None,
) -> Model:
    """Train a model of the content in the engine's environment and record its SHA-256.

    `gently` gives way to everything else on the machine; `on_start` is told the process id.
    Raises StartError when the training fails.
    """
    await asyncio.to_thread(log.parent.mkdir, parents=True, exist_ok=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder, prefix="training-") as work, log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *(GENTLY if gently and shutil.which(GENTLY[0]) else ()),
            str(ENGINE_PYTHON), "-m", "engine.train", "--out", work, "--fixed-model-name", inputs,
            "--domain", str(content / "domain.yml"), "--config", str(content / "config.yml"),
            "--data", str(content / "data"),
            cwd=ROOT, env=of_training(Path(work)),
            stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            on_start(process.pid)
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
    sha256 = await asyncio.to_thread(file_sha256, kept)
    note = {"sha256": sha256, "seconds": seconds, "inputs": inputs}
    (folder / f"{inputs}.json").write_text(json.dumps(note), encoding="utf-8")
    return Model(kept, inputs, sha256, seconds)


async def ensure(
    log: Path,
    *,
    content: Path = ROOT,
    force: bool = False,
    on_train: Callable[[], None] = lambda: None,
) -> tuple[Model, bool]:
    """Find the model of the present inputs or train it; the second value tells whether it was trained now.

    `on_train` is called before a training begins, so that who waits can be told.
    """
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    inputs = inputs_hash(content=content)
    # Two instances that start at once train once: the second waits for the first.
    with _lock(folder / f"{inputs}.lock"):
        model = None if force else recorded(folder, inputs)
        if model is not None:
            return model, False
        on_train()
        made = await train(inputs, folder, log, content=content)
    _forget_old(folder, inputs)
    return made, True


def put_in_use(model: Model, home: Path) -> Path:
    """Copy a model into the state folder, with its SHA-256 beside it, and return the file to serve."""
    return ModelRegistry(home).put(model.path, model.inputs, model.sha256)


def put_back(file: Path, inputs: str, sha256: str, home: Path) -> bool:
    """Put the kept copy with this SHA-256 in the place of a damaged file; False when there is none."""
    copy = cache_folder() / f"{inputs}.tar.gz"
    try:
        if not copy.is_file() or file_sha256(copy) != sha256:
            return False
        return ModelRegistry(home).put(copy, inputs, sha256) == file
    except OSError:
        return False


def _forget_old(folder: Path, present: str) -> None:
    """Remove the oldest models of the cache, and what trainings that were broken off have left."""
    notes = sorted(folder.glob("*.json"), key=lambda note: note.stat().st_mtime, reverse=True)
    for note in notes[CACHED:]:
        if note.stem != present:
            for suffix in (".json", ".tar.gz", ".lock"):
                note.with_name(note.stem + suffix).unlink(missing_ok=True)
    long_ago = time.time() - 86400
    for left in (*folder.glob("training-*"), *folder.glob("tmp*")):
        if left.is_dir() and left.stat().st_mtime < long_ago:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
