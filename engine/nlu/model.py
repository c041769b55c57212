"""The trained intent model: features, two linear models, the table of known texts; kept as npz and JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.nlu.decision import Ranking
from engine.nlu.features import Floats, TextFeatures
from engine.nlu.linear import LinearModel
from engine.nlu.vectors import SentenceVectors
from language.normalise import fold

ARRAYS = "intents.npz"
NAMES = "intents.json"

_LONG_NUMBER = re.compile(r"\d[\d\- ]{7,}[\dx]")
# A vector costs a millisecond for every ten words or so: a long letter is read by its beginning and its end.
_VECTOR_LETTERS = 360
# Chosen by the accuracy on training texts left out: 0.600 without vectors, 0.689 with them.
_VECTOR_C = 10.0
_VECTOR_SHARE = 0.2
_EDGE_SIGNS = " .,;:!?؟،؛…\"'«»()-"


class ModelFileError(Exception):
    """A model file is missing, changed since training, or of another version."""


def readable(text: str) -> str:
    """The folded text that is classified: a long number stands for its kind, not for itself."""
    return _LONG_NUMBER.sub(" 9999999999 ", fold(text)).strip()


def shortened(folded: str) -> str:
    """The part of a folded text that sentence vectors are made from."""
    if len(folded) <= _VECTOR_LETTERS:
        return folded
    third = _VECTOR_LETTERS // 3
    return f"{folded[: 2 * third]} {folded[-third:]}"


class IntentModel:
    """Ranks the intents of a text: known texts first, cheap features next, vectors when these are unsure."""

    def __init__(
        self,
        names: Sequence[str],
        features: TextFeatures,
        cheap: LinearModel,
        beside: LinearModel | None,
        centre: Floats | None,
        known: Mapping[str, str],
        *,
        sure: float,
    ) -> None:
        self.names = list(names)
        self.features = features
        self.cheap = cheap
        self.beside = beside
        self.centre = centre
        self.known = dict(known)
        self.sure = sure

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        vectors: SentenceVectors | None,
        *,
        c: float,
        sure: float,
    ) -> IntentModel:
        """Train on texts as written and their intents; needs two intents or more."""
        folded = [readable(text) for text in texts]
        names = sorted(set(intents))
        index = {name: i for i, name in enumerate(names)}
        labels = np.asarray([index[name] for name in intents], dtype=np.int64)
        features = TextFeatures.fit(folded)
        matrix = features.matrix(folded)
        cheap, left_out = LinearModel.fit(matrix, labels, len(names), c=c)
        beside, centre = None, None
        if vectors is not None:
            raw = vectors.encode([shortened(text) for text in folded])
            centre = raw.mean(axis=0)
            beside = LinearModel.fit_beside(left_out, centred(raw, centre), labels, c=_VECTOR_C, share=_VECTOR_SHARE)
        return cls(names, features, cheap, beside, centre, known_texts(folded, intents), sure=sure)

    def ranking(self, text: str, vectors: SentenceVectors | None, length: int) -> Ranking:
        """The likeliest intents and their probabilities, likeliest first."""
        folded = readable(text)
        known = self.known.get(folded.strip(_EDGE_SIGNS))
        if known is not None:
            return [(known, 1.0)]
        columns, values = self.features.vector(folded)
        scores = self.cheap.scores(columns, values)
        probabilities = self.cheap.calibrated(scores)
        if self.beside is not None and vectors is not None and probabilities.max() < self.sure:
            dense = centred(vectors.encode_one(shortened(folded)), self.centre)
            probabilities = self.beside.calibrated(scores + self.beside.dense_scores(dense))
        best = np.argsort(-probabilities)[:length]
        return [(self.names[i], float(probabilities[i])) for i in best]

    def save(self, folder: Path) -> None:
        """Write the arrays and the names, each with the other's trust: JSON holds the arrays' SHA-256."""
        arrays: dict[str, Any] = {
            "word_idf": self.features.word_block.idf,
            "char_idf": self.features.char_block.idf,
            **self.cheap.arrays("cheap"),
        }
        if self.beside is not None and self.centre is not None:
            arrays |= {"centre": self.centre, **self.beside.arrays("beside")}
        np.savez_compressed(folder / ARRAYS, **arrays)
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        names = {"version": 2, "sha256": digest, "names": self.names, "sure": self.sure, "known": self.known}
        (folder / NAMES).write_text(json.dumps(names | self.features.as_dict(), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read a saved model; raises ModelFileError when the arrays are not the recorded ones."""
        try:
            names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
            digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        except (OSError, ValueError) as error:
            raise ModelFileError(f"the intent model cannot be read: {error}") from error
        if names.get("version") != 2 or digest != names.get("sha256"):
            raise ModelFileError("the intent model is not the one that was recorded at training")
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            return cls(
                names["names"],
                TextFeatures.from_dict(names, arrays["word_idf"], arrays["char_idf"]),
                LinearModel.from_arrays(arrays, "cheap"),
                LinearModel.from_arrays(arrays, "beside") if "beside_weights" in arrays else None,
                np.asarray(arrays["centre"], dtype=np.float32) if "centre" in arrays else None,
                names["known"],
                sure=float(names["sure"]),
            )


def centred(raw: Floats, centre: Floats | None) -> Floats:
    """Vectors without what all sentences share, of unit length."""
    moved = raw if centre is None else raw - centre
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


def known_texts(folded: Sequence[str], intents: Sequence[str]) -> dict[str, str]:
    """Texts that stand under exactly one intent, without the signs around them."""
    seen: dict[str, set[str]] = {}
    for text, intent in zip(folded, intents, strict=True):
        seen.setdefault(text.strip(_EDGE_SIGNS), set()).add(intent)
    return {text: next(iter(found)) for text, found in seen.items() if text and len(found) == 1}
