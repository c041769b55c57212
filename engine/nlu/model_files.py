"""The trained intent model as files: arrays (npz), and names (JSON) with the arrays' SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engine.nlu.context import ContextModel
from engine.nlu.described import DescribedModel
from engine.nlu.despair import DespairModel
from engine.nlu.features import TextFeatures
from engine.nlu.linear import LinearModel
from engine.nlu.model import IntentModel
from engine.nlu.neighbours import Neighbours
from engine.nlu.thread import ThreadModel

ARRAYS = "intents.npz"
NAMES = "intents.json"
_VERSION = 7


class ModelFileError(Exception):
    """A model file is missing, changed since training, or of another version."""


def read_features(names: Mapping[str, Any], arrays: Mapping[str, Any]) -> TextFeatures:
    """The features of a saved model; raises ModelFileError where its vocabularies and arrays do not agree."""
    try:
        return TextFeatures.from_dict(names, arrays["word_idf"], arrays["char_idf"])
    except ValueError as error:
        raise ModelFileError(f"a saved model is damaged: {error}") from error


def save_model(model: IntentModel, folder: Path) -> None:
    """Write the arrays and the names, each with the other's trust: JSON holds the arrays' SHA-256."""
    arrays: dict[str, Any] = {
        "word_idf": model.features.word_block.idf,
        "char_idf": model.features.char_block.idf,
        **model.cheap.arrays("cheap"),
    }
    if model.beside is not None and model.centre is not None and model.near is not None:
        arrays |= {"centre": model.centre, **model.beside.arrays("beside"), **model.near.arrays()}
    if model.thread is not None:
        arrays |= model.thread.arrays()
    if model.despair is not None:
        arrays |= model.despair.arrays()
    if model.described is not None:
        arrays |= model.described.arrays()
    np.savez_compressed(folder / ARRAYS, **arrays)
    if model.context is not None:
        model.context.save(folder)
    digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
    names = {"version": _VERSION, "sha256": digest, "names": model.names, "sure": model.sure, "known": model.known,
             "topics": model.thread.topics if model.thread is not None else None}  # fmt: skip
    (folder / NAMES).write_text(json.dumps(names | model.features.as_dict(), ensure_ascii=False), encoding="utf-8")


def load_model(folder: Path) -> IntentModel:
    """Read a saved model; raises ModelFileError when the arrays are not the recorded ones."""
    try:
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        context = ContextModel.load(folder)
    except (OSError, ValueError) as error:
        raise ModelFileError(f"the intent model cannot be read: {error}") from error
    if names.get("version") != _VERSION or digest != names.get("sha256"):
        raise ModelFileError("the intent model is not the one that was recorded at training")
    with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
        return IntentModel(
            names["names"],
            read_features(names, arrays),
            LinearModel.from_arrays(arrays, "cheap", kept=np.float16),
            LinearModel.from_arrays(arrays, "beside") if "beside_weights" in arrays else None,
            np.asarray(arrays["centre"], dtype=np.float32) if "centre" in arrays else None,
            Neighbours.from_arrays(arrays, len(names["names"])) if "near_rows" in arrays else None,
            names["known"],
            ThreadModel.from_arrays(arrays, names["topics"]) if names["topics"] is not None else None,
            sure=float(names["sure"]),
            context=context,
            despair=DespairModel.from_arrays(arrays),
            described=DescribedModel.from_arrays(arrays),
        )
