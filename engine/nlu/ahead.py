"""Computing sentence vectors ahead, in a separate process, while Rasa starts and reads its files.

Nothing depends on it: what it did not make, because it failed or read a text otherwise than Rasa does, the training
makes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from engine.nlu.dense import spread_over
from engine.nlu.examples import numbered, read_examples
from engine.nlu.options import classifier_options
from engine.nlu.texts import readable, shortened
from engine.nlu.vectors import open_vectors, wait_for

_ROOT = Path(__file__).resolve().parents[2]


def begin(config: Path, data: Sequence[Path]) -> None:
    """Start the process for a training of this configuration and data; the training waits for it when it must."""
    command = [sys.executable, "-m", "engine.nlu.ahead", *map(str, (config, *data))]
    quiet = subprocess.DEVNULL
    wait_for(subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=_environment()))


def make(config: Path, data: Sequence[Path]) -> int:
    """Make the vectors that a training with this configuration and data will ask for, and tell how many."""
    options = classifier_options(config)
    vectors = open_vectors(options["vectors"]) if options else None
    examples = [example for folder in data for example in read_examples(folder)]
    if vectors is None or not examples:
        return 0
    folded = [readable(text) for text, _ in examples]
    _, labels = numbered([intent for _, intent in examples])
    chosen = spread_over(folded, labels, int(options["vector_texts"]))
    return len(vectors.encode([shortened(folded[i]) for i in chosen]))


def _environment() -> dict[str, str]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _end_with(parent: int) -> None:
    """End this process once the training that began it is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def main() -> None:
    """Take the configuration and the folders or files of training data from the command line."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    config, *data = map(Path, sys.argv[1:])
    make(config, data)


if __name__ == "__main__":
    main()
