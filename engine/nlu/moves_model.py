"""What is asked of a thing that was spoken of: which kind of thing is asked about, and what of it.

A move ("title.pages", "loan.where") names the kind before the dot. Which kind a message asks about, if any, is learnt
from conversations, with what came before it there; what is asked of a kind from them and from what we wrote for each.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.context import Before
from engine.nlu.dense import centred
from engine.nlu.features import Floats, Ints, TextFeatures
from engine.nlu.linear import softmax
from engine.nlu.model_files import ModelFileError, read_features
from engine.nlu.texts import readable, shortened
from engine.nlu.vectors import SentenceVectors

ARRAYS = "moves.npz"
NAMES = "moves.json"
_VERSION = 2
# What asks nothing of a thing.
NONE = "none"
# How little weights are held near nothing, and how many steps are taken: those of the kinds, and of the moves of each.
_KINDS, _MOVES = (0.5, 40), (8.0, 30)
# What we wrote for a move counts so little for its kind beside a message of a conversation: it tells short words.
_WRITTEN = 0.1
# What a sentence vector weighs beside its words, and what came before it.
_VECTOR, _BEFORE, _EARLIER, _ANSWER = 3.0, 2.0, 0.5, 0.5
# Of so many texts a word, or a piece of one, must stand in, to count; an answer's word before so many messages.
_FEWEST, _FEWEST_ANSWERS = 3, 4
# Below this a move or a kind is as good as not read, and so many moves of a kind are told.
_LEAST, _TOLD = 0.02, 2
_KIND_ARRAYS = "kinds"


@dataclass(frozen=True)
class SaidMove:
    """A message with what it asks of a thing (NONE: nothing), and what came before it.

    `is_real` where it was said in a conversation: these tell how often patrons ask about what.
    """

    text: str
    move: str
    before: Before
    is_real: bool = False

    @property
    def kind(self) -> str:
        """The kind of thing that it asks about."""
        return self.move.partition(".")[0]


class MovesModel:
    """Weights over words, pieces of words, a sentence vector and what came before, for kinds and their moves."""

    def __init__(
        self,
        features: TextFeatures,
        centre: Floats | None,
        known: tuple[Sequence[str], Sequence[str]],
        kinds: _Choice,
        moves: dict[str, _Choice],
    ) -> None:
        self.features = features
        self.centre = centre
        self.topics, self.answers = (list(names) for names in known)
        self.kinds = kinds
        self.moves = moves
        self._topics = {name: place for place, name in enumerate(self.topics)}
        self._answers = {word: place for place, word in enumerate(self.answers)}

    @classmethod
    def fit(cls, said: Iterable[SaidMove], vectors: SentenceVectors | None) -> MovesModel | None:
        """Train on messages and what they ask; None without moves of two kinds."""
        rows = sorted(said, key=lambda one: (one.move, one.text))
        rows = [one for one in rows if one.is_real or one.kind != NONE] if any(one.is_real for one in rows) else rows
        if len({one.kind for one in rows}) < 2:
            return None
        texts = [readable(one.text) for one in rows]
        features, matrix = TextFeatures.learn(texts)
        dense, centre = np.zeros((len(rows), 0), dtype=np.float32), None
        if vectors is not None:
            raw = vectors.encode([shortened(text) for text in texts])
            centre = raw.mean(axis=0)
            dense = _VECTOR * centred(raw, centre)
        counts = Counter(word for one in rows for word in one.before.words)
        topics = sorted({topic for one in rows if (topic := one.before.topic)})
        known = topics, sorted(word for word, count in counts.items() if count >= _FEWEST_ANSWERS)
        nothing = _Choice([], np.empty(0, dtype=np.int32), *(np.empty((0, 0), dtype=np.float32),) * 2)
        model = cls(features, centre, known, nothing, {})
        beside = np.concatenate([dense, np.stack([model.facts(one.before) for one in rows])], axis=1)
        counting = np.asarray([1.0 if one.is_real else _WRITTEN for one in rows])
        model.kinds = _Choice.fit(matrix, beside, [one.kind for one in rows], *_KINDS, counting)
        of_kind: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(rows):
            if one.kind != NONE:
                of_kind[one.kind].append(place)
        for kind, places in of_kind.items():
            moves = [rows[place].move for place in places]
            model.moves[kind] = _Choice.fit(matrix[places], dense[places], moves, *_MOVES)
        return model

    def facts(self, before: Before) -> Floats:
        """Give what came before a message, as one row."""
        size = len(self.topics)
        row = np.zeros(2 * size + len(self.answers) + 1, dtype=np.float32)
        for start, topic, weight in ((0, before.topic, 1.0), (size, before.earlier, _EARLIER)):
            if topic in self._topics:
                row[start + self._topics[topic]] = weight
        for word in before.words & self._answers.keys():
            row[2 * size + self._answers[word]] = _ANSWER
        row[-1] = before.topic is None
        return np.asarray(_BEFORE * row, dtype=np.float32)

    def read(
        self, text: str, before: Before, vectors: SentenceVectors | None
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Give the likeliest moves with their probabilities, and those of the kinds; NONE is one of the kinds."""
        folded = readable(text)
        columns, values = self.features.vector(folded)
        vector = np.empty(0, dtype=np.float32)
        if self.centre is not None:
            if vectors is None:
                return {}, {}
            vector = _VECTOR * centred(vectors.encode_one(shortened(folded)), self.centre)
        shares = self.kinds.shares(columns, values, np.concatenate([vector, self.facts(before)]))
        kinds = {name: float(share) for name, share in zip(self.kinds.names, shares, strict=True) if share >= _LEAST}
        found = {}
        for kind in kinds.keys() & self.moves.keys():
            of_kind = self.moves[kind].shares(columns, values, vector)
            for place in np.argsort(-of_kind)[:_TOLD]:
                if (share := kinds[kind] * float(of_kind[place])) >= _LEAST:
                    found[self.moves[kind].names[place]] = round(share, 3)
        return found, {name: round(share, 3) for name, share in kinds.items()}

    def save(self, folder: Path) -> None:
        """Write the arrays and the names; JSON holds the arrays' SHA-256."""
        arrays: dict[str, Any] = {"word_idf": self.features.word_block.idf, "char_idf": self.features.char_block.idf}
        if self.centre is not None:
            arrays["centre"] = self.centre
        for name, choice in ((_KIND_ARRAYS, self.kinds), *self.moves.items()):
            arrays |= {f"{name}_{part}": array for part, array in choice.arrays().items()}
        np.savez_compressed(folder / ARRAYS, **arrays)
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        names = {
            "version": _VERSION,
            "sha256": digest,
            "topics": self.topics,
            "answers": self.answers,
            "kinds": self.kinds.names,
            "moves": {kind: choice.names for kind, choice in self.moves.items()},
        }
        kept = json.dumps(names | self.features.as_dict(), ensure_ascii=False)
        (folder / NAMES).write_text(kept, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> MovesModel | None:
        """Read a saved model, None where none was trained; raises ModelFileError when it is not the recorded one."""
        if not (folder / NAMES).exists():
            return None
        try:
            names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
            digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        except (OSError, ValueError) as error:
            raise ModelFileError(f"the model of moves cannot be read: {error}") from error
        if names.get("version") != _VERSION or digest != names.get("sha256"):
            raise ModelFileError("the model of moves is not the one that was recorded at training")
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            return cls(
                read_features(names, arrays),
                np.asarray(arrays["centre"], dtype=np.float32) if "centre" in arrays else None,
                (names["topics"], names["answers"]),
                _Choice.from_arrays(arrays, _KIND_ARRAYS, names["kinds"]),
                {kind: _Choice.from_arrays(arrays, kind, moves) for kind, moves in names["moves"].items()},
            )


class _Choice:
    """One of some names: weights of columns of the features and, below them, of what stands beside these."""

    def __init__(self, names: Sequence[str], columns: Ints, weights: Floats, bias: Floats) -> None:
        self.names = list(names)
        self.columns = columns
        self.weights = weights
        self.bias = bias
        # The place of each column of the features, -1 for one that does not count; the last stands for all behind.
        last = int(columns.max()) + 1 if len(columns) else 0
        self._places = np.full(last + 1, -1, dtype=np.int32)
        self._places[columns] = np.arange(len(columns), dtype=np.int32)

    @classmethod
    def fit(
        cls, matrix: Any, beside: Floats, said: Sequence[str], c: float, steps: int, counting: Any = None
    ) -> _Choice:
        """Train on rows of the features, what stands beside each, its name, and how much each counts."""
        from scipy.sparse import csr_matrix, hstack

        names = sorted(set(said))
        labels = np.asarray([names.index(name) for name in said], dtype=np.int64)
        columns = np.flatnonzero(matrix.getnnz(axis=0) >= _FEWEST).astype(np.int32)
        rows = hstack([matrix[:, columns], csr_matrix(beside)], format="csr")
        return cls(names, columns, *_fitted(rows, labels, c, steps, counting))

    def shares(self, columns: Ints, values: Floats, beside: Floats) -> Floats:
        """Give the probability of each name, from a message's columns and what stands beside them."""
        places = self._places[np.minimum(columns, len(self._places) - 1)]
        known = places >= 0
        scores = values[known] @ self.weights[places[known]] + self.bias
        return softmax(np.asarray(scores + beside @ self.weights[len(self.columns) :], dtype=np.float32))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The weights as named arrays, in half precision."""
        return {"columns": self.columns, "weights": self.weights.astype(np.float16), "bias": self.bias}

    @classmethod
    def from_arrays(cls, arrays: Any, name: str, names: Sequence[str]) -> _Choice:
        """Rebuild from named arrays."""
        weights, bias = (
            np.ascontiguousarray(arrays[f"{name}_{part}"], dtype=np.float32) for part in ("weights", "bias")
        )
        return cls(names, np.asarray(arrays[f"{name}_columns"], dtype=np.int32), weights, bias)


_Weights = tuple[Floats, Floats]


def _fitted(matrix: Any, labels: npt.NDArray[np.int64], c: float, steps: int, counting: Any) -> _Weights:
    """Train a logistic regression: weights (columns x names) and biases."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    from engine.nlu.support import spread

    with warnings.catch_warnings():
        # Stopped early on purpose: later steps fit these messages closer and read new ones no better.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=c, max_iter=steps).fit(matrix, labels, sample_weight=counting)
    return spread(model, matrix.shape[1], int(labels.max()) + 1)
