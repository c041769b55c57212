"""Rasa's default pipeline, from the file that Rasa itself takes it from, trained on our data."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import rasa.engine.recipes
import yaml

from benchmarks.nlu.ours import run_training

_DEFAULT = Path(str(rasa.engine.recipes.__file__)).parent / "config_files" / "default_config.yml"


def pipeline() -> list[dict[str, Any]]:
    """The components and options that Rasa uses where a project names none."""
    steps: list[dict[str, Any]] = yaml.safe_load(_DEFAULT.read_text(encoding="utf-8"))["pipeline"]
    return steps


def train(folder: Path) -> dict[str, Any]:
    """Train it; the seconds are told, the model is left in the folder. It takes minutes."""
    with tempfile.TemporaryDirectory() as place:
        config = Path(place) / "config.yml"
        # The default knows no language: Persian is split at spaces as English is.
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": pipeline()}))
        arguments = ["--config", str(config), "--nlu", "data/nlu", "--domain", "domain.yml"]
        return run_training(["rasa", "train", "nlu"], folder, "default", arguments, {})
