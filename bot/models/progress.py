"""Progress of a training, and the reason for a failure, read from Rasa's output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from protocol import plain_yaml

__all__ = ["STEPS", "TrainingStep", "components_of", "log_tail", "reason_of", "step_of", "without_paths"]

STEPS = ("starting", "checking", "learning", "packing", "testing")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_STARTED = re.compile(r"Starting to train component '(\w+)'")
_ENDED = re.compile(r"(?:Finished training|Restored) component '(\w+)'")
_NOISE = re.compile(r"Warning\b|^\s|site-packages|^Processed |warnings\.warn")
_ERROR = re.compile(r"\bERROR\b|\w(?:Error|Exception|Failed)\b|^YAML|^Project validation")
_STAMP = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s+\w+\s+\S+\s+-\s+")
_PATHS = re.compile(r"(?:/[\w.@+-]+){1,40}/(?=[\w.-])")
_LONGEST = 400
_TAIL_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class TrainingStep:
    """One of STEPS, the component at work while learning, and how many of all are done."""

    name: str
    component: str | None = None
    done: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """How far it is by the count of steps, 0 to 1: learning takes most of the time."""
        before = {"starting": 0.02, "checking": 0.1, "learning": 0.2, "packing": 0.75, "testing": 0.8}[self.name]
        return before + (0.5 * self.done / self.total if self.name == "learning" and self.total else 0.0)


def step_of(lines: Sequence[str], components: int) -> TrainingStep:
    """Tell from the lines of a log, the oldest first, how far a training of so many components is."""
    step, done, at_work = "starting", set[str](), None
    for line in lines:
        if started := _STARTED.search(line):
            step, at_work = "learning", started.group(1)
        elif ended := _ENDED.search(line):
            step = "learning"
            done.add(ended.group(1))
            at_work = None if at_work == ended.group(1) else at_work
        elif "model is trained and saved" in line:
            return TrainingStep("packing", done=len(done), total=max(components, len(done)))
        elif step == "starting" and ("validat" in line.lower() or "rasa.validator" in line):
            step = "checking"
    return TrainingStep(step, at_work, len(done), max(components, len(done)))


def components_of(content: Path) -> int:
    """Count the parts of a model that have something to learn, from its config.yml."""
    config = plain_yaml.load((content / "config.yml").read_text(encoding="utf-8")) or {}
    # One of the pipeline cuts texts into words and has nothing to learn.
    return max(1, len(config.get("pipeline") or ()) - 1 + len(config.get("policies") or ()))


def log_tail(path: Path, lines: int = 0) -> list[str]:
    """Give the last lines of a log (all of them for 0), without colours; none when there is no log."""
    try:
        with path.open("rb") as log:
            log.seek(0, 2)
            log.seek(max(0, log.tell() - _TAIL_BYTES))
            text = log.read().decode("utf-8", errors="replace")
    except OSError:
        return []
    found = [line.rstrip() for line in _COLOUR.sub("", text).splitlines() if line.strip()]
    return found[-lines:] if lines else found


def reason_of(lines: Sequence[str]) -> str:
    """Give the line of a failed training's log that says why, in as few words as it was said."""
    plain = [line for line in lines if not _NOISE.search(line)]
    for line in reversed(plain):
        if _ERROR.search(line):
            return without_paths(_STAMP.sub("", line)).strip()[:_LONGEST]
    return without_paths(_STAMP.sub("", plain[-1])).strip()[:_LONGEST] if plain else "it said nothing"


def without_paths(text: str) -> str:
    """Leave of every path in a text its last part only: where files lie is nothing for a page."""
    return _PATHS.sub("", text)
