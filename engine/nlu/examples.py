"""Training data as its files hold it, with intents by number; needs neither Rasa nor a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.context import InContext
from engine.nlu.described import describes
from engine.nlu.thread import FollowUp, after_of, conversed_in, move_of
from protocol import plain_yaml


def read_examples(data: Path) -> Iterator[tuple[str, str]]:
    """Each text of a file or folder of training data (YAML) with its intent; a repeated pair comes once.

    What is said only after something else is left out: `read_follow_ups` gives it.
    """
    seen = set()
    for text, intent, after in _read(data):
        if text and not after and (text, intent) not in seen:
            seen.add((text, intent))
            yield text, intent


def read_follow_ups(data: Path) -> Iterator[FollowUp]:
    """Each text of a file or folder that says what came before it, once for each topic; moves are left out."""
    for text, intent, metadata in _read_all(data):
        if not (conversed_in(metadata) or move_of(metadata)):
            for topic in after_of(metadata):
                yield FollowUp(text, intent, topic)


def read_conversations(data: Path) -> Iterator[InContext]:
    """Each message of a judged conversation in a file or folder, with what came before it."""
    for text, intent, metadata in _read_all(data):
        if conversed_in(metadata) and (one := InContext.of(text, intent, metadata)) is not None:
            yield one


def numbered(intents: Sequence[str]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The names of the intents in order, and of each text the place of its intent among them."""
    names = sorted(set(intents))
    index = {name: i for i, name in enumerate(names)}
    return names, np.asarray([index[intent] for intent in intents], dtype=np.int64)


def _read(data: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for text, intent, metadata in _read_all(data):
        if not (conversed_in(metadata) or describes(metadata)):
            yield text, intent, after_of(metadata)


def _read_all(data: Path) -> Iterator[tuple[str, str, Any]]:
    for file in sorted(data.rglob("*.y*ml")) if data.is_dir() else [data]:
        text = file.read_text(encoding="utf-8")
        for item in ((plain_yaml.load(text) or {}).get("nlu") if "nlu:" in text else None) or ():
            if "intent" in item:
                yield from _of_item(item)


def _of_item(item: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    of_all = item.get("metadata")
    examples = item["examples"]
    if isinstance(examples, str):
        for line in examples.splitlines():
            yield line.removeprefix("-").strip(), item["intent"], of_all
        return
    for each in examples:
        own = each.get("metadata")
        yield str(each["text"]).strip(), item["intent"], own if after_of(own) else of_all
