"""Rasa's default pipeline, from the file that Rasa itself takes it from, trained on the same data as ours."""

from __future__ import annotations

import hashlib
import math
import shutil
import tempfile
from pathlib import Path
from typing import Any

import rasa.engine.recipes
import yaml

from benchmarks.nlu.ours import run_training, train_cold
from benchmarks.nlu.sets import ROOT
from protocol import plain_yaml

_DEFAULT = Path(str(rasa.engine.recipes.__file__)).parent / "config_files" / "default_config.yml"


def pipeline() -> list[dict[str, Any]]:
    """The components and options that Rasa uses where a project names none."""
    steps: list[dict[str, Any]] = plain_yaml.load(_DEFAULT.read_text(encoding="utf-8"))["pipeline"]
    return steps


def compare(folder: Path, share: float) -> dict[str, dict[str, Any]]:
    """Train ours and Rasa's default on the same share of each intent's utterances; the models are left in the folder.

    All of them take the default pipeline hours.
    """
    with tempfile.TemporaryDirectory() as place:
        data = thinned(Path(place) / "data", share)
        config = Path(place) / "config.yml"
        # The default knows no language: Persian is split at spaces as English is.
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": pipeline()}))
        arguments = ["--config", str(config), "--nlu", str(data / "nlu"), "--domain", "domain.yml"]
        return {
            "ours": train_cold(folder, ["--data", str(data)]),
            "default": run_training(["rasa", "train", "nlu"], folder, "default", arguments, {}),
        }


def thinned(target: Path, share: float, source: Path = ROOT / "data") -> Path:
    """Copy the training data with a share of each intent's utterances: the same ones each time, in their order."""
    shutil.copytree(source, target)
    for file in sorted((target / "nlu").glob("*/*.yml")):
        content = plain_yaml.load(file.read_text(encoding="utf-8"))
        for item in content["nlu"]:
            lines = item["examples"].splitlines()
            drawn = sorted(lines, key=lambda line: hashlib.sha256(line.encode()).digest())
            kept = set(drawn[: math.ceil(len(lines) * share)])
            item["examples"] = "\n".join(line for line in lines if line in kept) + "\n"
        file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return target
