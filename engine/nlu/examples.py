"""Training data as its files hold it, with intents by number; needs neither Rasa nor a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from protocol import plain_yaml


def read_examples(data: Path) -> Iterator[tuple[str, str]]:
    """Each text of a file or folder of training data (YAML) with its intent; a repeated pair comes once."""
    seen = set()
    for file in sorted(data.rglob("*.y*ml")) if data.is_dir() else [data]:
        text = file.read_text(encoding="utf-8")
        items = (plain_yaml.load(text) or {}).get("nlu") if "nlu:" in text else None
        for item in items or ():
            for line in item["examples"].splitlines() if "intent" in item else ():
                example = (line.removeprefix("-").strip(), item["intent"])
                if example[0] and example not in seen:
                    seen.add(example)
                    yield example


def numbered(intents: Sequence[str]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The names of the intents in order, and of each text the place of its intent among them."""
    names = sorted(set(intents))
    index = {name: i for i, name in enumerate(names)}
    return names, np.asarray([index[intent] for intent in intents], dtype=np.int64)
