"""The trained intent model: features, two linear models, nearest and known texts; stored as npz and JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.decision import Ranking
from engine.nlu.examples import numbered
from engine.nlu.features import Floats, TextFeatures
from engine.nlu.linear import LinearModel
from engine.nlu.neighbours import Neighbours
from engine.nlu.vectors import SentenceVectors
from language.normalise import fold

ARRAYS = "intents.npz"
NAMES = "intents.json"
_VERSION = 4

_LONG_NUMBER = re.compile(r"\d[\d\- ]{7,}[\dx]")
# A vector costs half a millisecond a word piece: a long letter is read by its beginning and its end.
_VECTOR_LETTERS = 75
_VECTOR_C = 10.0
# What a cosine of 1 to the nearest training texts adds; between 1 and 3 it makes no difference to speak of.
_NEAR = 2.0
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
        near: Neighbours | None,
        known: Mapping[str, str],
        *,
        sure: float,
    ) -> None:
        self.names = list(names)
        self.features = features
        self.cheap = cheap
        self.beside = beside
        self.centre = centre
        self.near = near
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
        vector_texts: int = 0,
        balanced: bool = True,
    ) -> IntentModel:
        """Train on texts as written and their intents; needs two intents or more.

        Balanced, an intent of few texts counts as much as one of many; else texts are taken to come in the proportions
        in which patrons send them. Vectors are made of about `vector_texts` of the texts at most (0: of all), the
        large intents' thinned most.
        """
        folded = [readable(text) for text in texts]
        names, labels = numbered(intents)
        chosen = spread_over(folded, labels, vector_texts)
        beside, centre, near = None, None, None
        with ThreadPoolExecutor(2) as pool:
            # Vectors are made by processes of their own; meanwhile this one trains on words and characters.
            made = pool.submit(vectors.encode, [shortened(folded[i]) for i in chosen]) if vectors else None
            features, matrix = TextFeatures.learn(folded)
            cheap, left_out = LinearModel.fit(matrix, labels, len(names), c=c, balanced=balanced, pool=pool)
            if made is not None:
                raw = made.result()
                centre = raw.mean(axis=0)
                # Half precision here as in the saved model: it reads the same before and after.
                dense, truth = centred(raw, centre).astype(np.float16).astype(np.float32), labels[chosen]
                near = Neighbours(dense, truth, len(names))
                scores = with_neighbours(left_out[chosen], dense, truth)
                beside = LinearModel.fit_beside(scores, dense, truth, c=_VECTOR_C, balanced=balanced)
            words_and_characters = cheap()
        known = known_texts(folded, intents)
        return cls(names, features, words_and_characters, beside, centre, near, known, sure=sure)

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
            if self.near is not None:
                scores = scores + _NEAR * self.near.scores(dense)
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
        if self.beside is not None and self.centre is not None and self.near is not None:
            arrays |= {"centre": self.centre, **self.beside.arrays("beside"), **self.near.arrays()}
        np.savez_compressed(folder / ARRAYS, **arrays)
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        names = {"version": _VERSION, "sha256": digest, "names": self.names, "sure": self.sure, "known": self.known}
        (folder / NAMES).write_text(json.dumps(names | self.features.as_dict(), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read a saved model; raises ModelFileError when the arrays are not the recorded ones."""
        try:
            names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
            digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        except (OSError, ValueError) as error:
            raise ModelFileError(f"the intent model cannot be read: {error}") from error
        if names.get("version") != _VERSION or digest != names.get("sha256"):
            raise ModelFileError("the intent model is not the one that was recorded at training")
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            return cls(
                names["names"],
                TextFeatures.from_dict(names, arrays["word_idf"], arrays["char_idf"]),
                LinearModel.from_arrays(arrays, "cheap"),
                LinearModel.from_arrays(arrays, "beside") if "beside_weights" in arrays else None,
                np.asarray(arrays["centre"], dtype=np.float32) if "centre" in arrays else None,
                Neighbours.from_arrays(arrays, len(names["names"])) if "near_rows" in arrays else None,
                names["known"],
                sure=float(names["sure"]),
            )


def with_neighbours(left_out: Floats, dense: Floats, labels: npt.NDArray[np.int64]) -> Floats:
    """Add to the scores of texts left out how near they are to the texts that were not; rows of NaN stay."""
    held = ~np.isnan(left_out[:, 0])
    near = Neighbours(dense[~held], labels[~held], left_out.shape[1])
    scores = left_out.copy()
    for i in np.flatnonzero(held):
        scores[i] += _NEAR * near.scores(dense[i])
    return scores


def centred(raw: Floats, centre: Floats | None) -> Floats:
    """Vectors without what all sentences share, of unit length."""
    moved = raw if centre is None else raw - centre
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


def spread_over(folded: Sequence[str], labels: npt.NDArray[np.int64], most: int) -> npt.NDArray[np.int64]:
    """Which of the texts to take so that there are about `most`: the groups of an intent and a script shrink alike.

    A group as large as the limit stays whole; of one four times as large, twice the limit is taken. The limit is
    found, and the same texts give the same choice.
    """
    if not 0 < most < len(folded):
        return np.arange(len(folded))
    groups: dict[tuple[int, bool], list[int]] = {}
    # In an order of each text alone: an edit changes few of the texts chosen, and few vectors are made anew.
    for i in sorted(range(len(folded)), key=lambda i: hashlib.sha256(folded[i].encode()).digest()):
        groups.setdefault((int(labels[i]), folded[i].isascii()), []).append(i)

    def sizes(limit: int) -> list[int]:
        return [min(len(group), int(limit * max(1.0, len(group) / limit) ** 0.5)) for group in groups.values()]

    limit = 1
    while sum(sizes(limit + 1)) <= most:
        limit += 1
    taken = [i for group, size in zip(groups.values(), sizes(limit), strict=True) for i in group[:size]]
    return np.asarray(sorted(taken), dtype=np.int64)


def known_texts(folded: Sequence[str], intents: Sequence[str]) -> dict[str, str]:
    """Texts that stand under exactly one intent, without the signs around them."""
    seen: dict[str, set[str]] = {}
    for text, intent in zip(folded, intents, strict=True):
        seen.setdefault(text.strip(_EDGE_SIGNS), set()).add(intent)
    return {text: next(iter(found)) for text, found in seen.items() if text and len(found) == 1}
