"""What each part of the classifier is worth: the same data and files, one part taken away or put in at a time."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.nlu.component import Reader, production_options
from benchmarks.nlu.ours import cross_validated
from benchmarks.nlu.sets import Example, own
from engine.evaluation.figures import report
from engine.evaluation.rows import EvaluationRow, read_file
from engine.nlu import correction, training
from engine.nlu import model as intent_model
from engine.nlu.features import Floats
from engine.nlu.vectors import SentenceVectors, open_vectors

# Two folds of five tell the parts apart and take a fifth of the time of five by five.
_FOLDS_READ = 2


class Remembered:
    """Sentence vectors that are made once for each text of a run."""

    def __init__(self, source: SentenceVectors) -> None:
        self._source = source
        self._known: dict[bytes, Floats] = {}
        self.width = source.width

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, one row a text."""
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        for text, vector in zip(missing, self._source.encode(missing), strict=True):
            self._known[_key(text)] = vector
        return np.stack([self._known[_key(text)] for text in texts])

    def encode_one(self, text: str) -> Floats:
        """The vector of one text."""
        return np.asarray(self.encode([text])[0])


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:12]


def ablation(files: Sequence[Path], say: Callable[[str], None]) -> dict[str, Any]:
    """Train each variant and read two folds of our data and every file with it."""
    options = production_options()
    source = open_vectors(options["vectors"])
    vectors = Remembered(source) if source is not None else None
    variants: dict[str, Callable[[], dict[str, Any]]] = {"as in production": lambda: options}
    if vectors is not None:
        variants |= {
            "vectors asked about every text": lambda: options | {"sure": 1.1},
            "vectors trained on every text": lambda: options | {"vector_texts": 0},
            "no vectors": lambda: options | {"vectors": "none"},
        }
    taken_out = ("scores not corrected", "nothing known by heart", "no folding of letters")
    variants |= {name: lambda: options for name in taken_out}
    rows = {file.name: read_file(file) for file in files}
    results: dict[str, Any] = {}
    say(f"{'':<34}" + "".join(f"{name[:16]:>18}" for name in ["own, 2 of 5", *rows]) + "\n")
    for name, chosen in variants.items():
        with _without(name):
            results[name] = _measured(chosen(), None if name == "no vectors" else vectors, rows)
        say(f"{name:<34}" + "".join(f"{_cell(figures):>18}" for figures in results[name].values()))
    say("\naccuracy / out of scope not acted on / in scope declined, in per cent")
    return results


def _measured(
    options: dict[str, Any], vectors: SentenceVectors | None, files: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    result = {"data/nlu": report(cross_validated(options, vectors=vectors, most=_FOLDS_READ))}
    reader = Reader(own(), options, vectors)
    for name, rows in files.items():
        read = reader.rows([Example(row["text"], row["right"][0], row["lang"]) for row in rows])
        result[name] = report(
            [
                EvaluationRow(each.text, each.lang, row["right"], each.read, each.confidence, each.ms)
                for each, row in zip(read, rows, strict=True)
            ]
        )
    return result


def _cell(figures: dict[str, Any]) -> str:
    values = (figures["accuracy"], figures["oos_recall"], figures["in_scope_declined"])
    return " / ".join("–" if value is None else f"{100 * value:.1f}" for value in values)


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Take a part out of the classifier that is no option of it, for as long as the block lasts."""
    readable, known, enough = intent_model.readable, training.known_texts, correction._ENOUGH
    if name == "scores not corrected":
        correction._ENOUGH = sys.maxsize
    if name == "nothing known by heart":
        training.known_texts = lambda folded, intents: {}
    if name == "no folding of letters":
        intent_model.readable = training.readable = lambda text: " ".join(text.lower().split())
    try:
        yield
    finally:
        intent_model.readable = training.readable = readable
        training.known_texts, correction._ENOUGH = known, enough
