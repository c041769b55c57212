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
    for language in sorted((target / "nlu").iterdir()):
        contents = {file: plain_yaml.load(file.read_text(encoding="utf-8")) for file in sorted(language.rglob("*.yml"))}
        items = [item for content in contents.values() for item in content["nlu"]]
        # An intent's utterances may stand in several files; those that follow a topic are drawn by themselves.
        lines: dict[str, set[str]] = {}
        for item in items:
            lines.setdefault(_subject(item), set()).update(item["examples"].splitlines())
        kept = {
            subject: set(sorted(each, key=_drawn)[: math.ceil(len(each) * share)]) for subject, each in lines.items()
        }
        for item in items:
            left = (line for line in item["examples"].splitlines() if line in kept[_subject(item)])
            item["examples"] = "".join(f"{line}\n" for line in left)
        for file, content in contents.items():
            content["nlu"] = [item for item in content["nlu"] if item["examples"]]
            file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return target


def _subject(item: dict[str, Any]) -> str:
    """Name what the utterances of an entry are thinned with: those of its intent after the same topics."""
    return f"{item['intent']} {item.get('metadata')}"


def _drawn(line: str) -> bytes:
    return hashlib.sha256(line.encode()).digest()
