"""Whether somebody is in danger or despair, by the words and the meaning of a message: what no list of words holds.

Two linear models, as where messages are cut (engine/cutting): one by words and pieces of words, which most messages do
not pass, and one by that and the sentence vector. Fitted by benchmarks/nlu/danger.py; nothing of it is trained anew
with a library's own data, and nothing that a library edits takes any of it away.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.nlu.features import Floats, Ints, grams_of
from engine.nlu.hashed import COLUMNS, column_of, share_of
from engine.nlu.texts import readable
from engine.nlu.vectors import SentenceVectors

__all__ = [
    "DANGER",
    "FILE",
    "LETTERS",
    "WORDS_SCALE",
    "DangerModel",
    "columns_of",
    "open_danger",
    "rarity_of",
    "values_of",
]

# In a reading: how likely its message tells of danger or despair.
DANGER = "danger"
FILE = Path(__file__).with_name("danger.npz")
# Of a message the vector is made of so many letters.
LETTERS = 280
# Rarity is kept in steps of a twentieth.
_STEPS = 20
# What the words tell is one number beside the many of a vector.
WORDS_SCALE = 0.1
# From this on, by the words alone and as a logit, the vector is asked, too: of 160 messages of people in danger by a
# writer who had seen nothing of this two are below it, and of ordinary messages two in three.
_ASKED = -5.0


def columns_of(folded: str) -> tuple[Ints, Ints]:
    """Give the columns of a folded text's words and pairs of words, and those of the pieces of its words, each once."""
    grams, pieces = grams_of(folded)
    of_words, of_pieces = map(column_of, grams), (column_of(f"#{piece}") for piece in pieces)
    return np.unique(np.fromiter(of_words, np.int32)), np.unique(np.fromiter(of_pieces, np.int32))


def rarity_of(counts: Floats, texts: int) -> Floats:
    """Give how rare what stands in so many of so many texts is, [COLUMNS]: from one on, in the steps that are kept."""
    return np.asarray(np.rint((np.log((1 + texts) / (1 + counts)) + 1) * _STEPS) / _STEPS, dtype=np.float32)


def values_of(columns: Ints, rarity: Floats) -> Floats:
    """Give what each of these columns counts in its text: the rarer the more, together of length one."""
    rare = rarity[columns]
    return np.asarray(rare / max(1e-9, float(np.linalg.norm(rare))), dtype=np.float32)


class DangerModel:
    """Both models: weights of the words [COLUMNS] with a bias, and weights of the vector [width] beside theirs.

    `rarity` is how rare each column is in texts [COLUMNS], as `rarity_of` gives it.
    """

    def __init__(
        self, rarity: Floats, of_words: Floats, words_bias: float, of_vector: Floats, by_words: float, bias: float
    ) -> None:
        self._rarity, self._of_words, self._words_bias = rarity, of_words, words_bias
        self._of_vector, self._by_words, self._bias = of_vector, by_words, bias

    @classmethod
    def read(cls, file: Path = FILE) -> DangerModel:
        """Read a model; raises OSError."""
        with np.load(file, allow_pickle=False) as kept:
            of_words = np.zeros(COLUMNS, dtype=np.float32)
            of_words[kept["columns"]] = kept["of_words"].astype(np.float32)
            words_bias, by_words, bias = (float(each) for each in kept["scalars"])
            rarity = kept["rarity"].astype(np.float32) / _STEPS
            return cls(rarity, of_words, words_bias, kept["of_vector"].astype(np.float32), by_words, bias)

    def write(self, least: float, file: Path = FILE) -> None:
        """Write it, in half precision and without the words that weigh less than `least`."""
        columns: Ints = np.flatnonzero(np.abs(self._of_words) >= least).astype(np.int32)
        np.savez_compressed(
            file,
            rarity=np.rint(self._rarity * _STEPS).astype(np.uint8),
            columns=columns,
            of_words=self._of_words[columns].astype(np.float16),
            of_vector=self._of_vector.astype(np.float16),
            scalars=np.asarray([self._words_bias, self._by_words, self._bias], dtype=np.float64),
        )

    def by_words(self, folded: str) -> float:
        """Give how likely a folded text tells of danger, as a logit, by its words alone."""
        logit = self._words_bias
        for columns in columns_of(folded):
            logit += float(values_of(columns, self._rarity) @ self._of_words[columns])
        return logit

    def sure(self, text: str, vectors: SentenceVectors | None) -> float:
        """Give how likely a text tells of danger or despair, from 0 to 1."""
        folded = readable(text)
        logit = self.by_words(folded)
        if vectors is not None and logit >= _ASKED:
            seen = vectors.encode_one(folded[:LETTERS])
            logit = float(seen @ self._of_vector) + self._by_words * WORDS_SCALE * logit + self._bias
        return share_of(logit)


def open_danger(file: Path = FILE) -> DangerModel | None:
    """Give the model; None where there is none."""
    return DangerModel.read(file) if file.exists() else None
