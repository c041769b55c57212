"""What is asked of the thing that was spoken of: one small classifier for each kind of thing.

A move ("title.pages", "loan.where") names the kind before the dot. Each kind has a class for what asks nothing of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats, Ints, TextFeatures
from engine.nlu.linear import softmax
from engine.nlu.model import ModelFileError, centred, read_features, readable, shortened
from engine.nlu.thread import after_of, conversed_in, is_whole, of_example
from engine.nlu.vectors import SentenceVectors
from protocol.intents import traits_of

ARRAYS = "moves.npz"
NAMES = "moves.json"
_VERSION = 1
# Of a kind: what is about something else.
NONE = "none"
_C = 8.0
# What a sentence vector weighs beside its words.
_VECTOR = 3.0
# Of so many texts of a kind a word, or a piece of one, must stand in, to count.
_FEWEST = 3


# What the labels of conversations call the kinds of things that have another name there.
_LABELLED = {"debt": "fee", "branch": "place"}
# What is asked of one of these with a word that leans on it ("can I reserve it?") may be read as a matter of another.
_AKIN = frozenset({"title", "loan", "hold", "fee", "fact"})


def left_kinds(text: str, intent: str, metadata: Any) -> tuple[str, ...]:
    """Give the kinds of things that an example followed and asks nothing of: it goes on to something else.

    Of a conversation its labels tell what it is about, and whether it leans on what came before.
    """
    told = of_example(metadata, conversed_in)
    if told:
        topics: tuple[str, ...] = (str(told.get("after") or ""),)
        about, leans = str(told.get("about") or ""), str(told.get("leans")).lower() == "true"
    else:
        topics, about = of_example(metadata, after_of), traits_of(intent).about
        leans = not is_whole(readable(text))
    about = _LABELLED.get(about, about)
    kinds = {traits_of(topic).about for topic in topics} - {"", about}
    # What is about no kind of thing may still be asked of the one before: "from when till when on Saturday?".
    named = about not in ("", "none")
    return tuple(sorted(kind for kind in kinds if named and not (leans and {kind, about} <= _AKIN)))


class MovesModel:
    """Weights over words, pieces of words and a sentence vector, for the moves of each kind of thing."""

    def __init__(self, features: TextFeatures, centre: Floats | None, kinds: Mapping[str, _Kind]) -> None:
        self.features = features
        self.centre = centre
        self.kinds = dict(kinds)

    @classmethod
    def fit(cls, said: Iterable[tuple[str, str]], vectors: SentenceVectors | None) -> MovesModel | None:
        """Train on texts and their moves; None without any."""
        by_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for text, move in said:
            by_kind[move.partition(".")[0]].append((readable(text), move))
        rows = [row for kind in sorted(by_kind) for row in by_kind[kind]]
        if not rows:
            return None
        texts = [text for text, _ in rows]
        features, matrix = TextFeatures.learn(texts)
        dense, centre = None, None
        if vectors is not None:
            raw = vectors.encode([shortened(text) for text in texts])
            centre = raw.mean(axis=0)
            dense = centred(raw, centre)
        kinds, start = {}, 0
        for kind in sorted(by_kind):
            part = slice(start, start + len(by_kind[kind]))
            start = part.stop
            moves = [move for _, move in by_kind[kind]]
            kinds[kind] = _Kind.fit(matrix[part], dense[part] if dense is not None else None, moves)
        return cls(features, centre, kinds)

    def read(self, text: str, vectors: SentenceVectors | None) -> dict[str, float]:
        """Give the likeliest move of each kind with its probability; a kind of which nothing is asked is left out."""
        folded = readable(text)
        columns, values = self.features.vector(folded)
        vector = None
        if self.centre is not None:
            if vectors is None:
                return {}
            vector = centred(vectors.encode_one(shortened(folded)), self.centre)
        found = {}
        for kind in self.kinds.values():
            shares = kind.shares(columns, values, vector)
            for place in np.argsort(-shares)[:2]:
                move, share = kind.moves[place], float(shares[place])
                if share >= _LEAST and not move.endswith(f".{NONE}"):
                    found[move] = round(share, 3)
        return found

    def save(self, folder: Path) -> None:
        """Write the arrays and the names; JSON holds the arrays' SHA-256."""
        arrays: dict[str, Any] = {"word_idf": self.features.word_block.idf, "char_idf": self.features.char_block.idf}
        if self.centre is not None:
            arrays["centre"] = self.centre
        for name, kind in self.kinds.items():
            arrays |= {f"{name}_{part}": array for part, array in kind.arrays().items()}
        np.savez_compressed(folder / ARRAYS, **arrays)
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        kinds = {name: kind.moves for name, kind in self.kinds.items()}
        names = {"version": _VERSION, "sha256": digest, "kinds": kinds} | self.features.as_dict()
        (folder / NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

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
                {name: _Kind.from_arrays(arrays, name, moves) for name, moves in names["kinds"].items()},
            )


# Below this a move is as good as not read.
_LEAST = 0.15


class _Kind:
    """The moves of one kind of thing: weights of columns and, where there are vectors, of a vector below them."""

    def __init__(self, moves: Sequence[str], columns: Ints, weights: Floats, bias: Floats) -> None:
        self.moves = list(moves)
        self.columns = columns
        self.weights = weights
        self.bias = bias
        # The place of each column of the features, -1 for one that does not count; the last stands for all behind.
        last = int(columns.max()) + 1 if len(columns) else 0
        self._places = np.full(last + 1, -1, dtype=np.int32)
        self._places[columns] = np.arange(len(columns), dtype=np.int32)

    @classmethod
    def fit(cls, matrix: Any, dense: Floats | None, moves: Sequence[str]) -> _Kind:
        from scipy.sparse import csr_matrix, hstack

        names = sorted(set(moves))
        labels = np.asarray([names.index(move) for move in moves], dtype=np.int64)
        columns = np.flatnonzero(matrix.getnnz(axis=0) >= _FEWEST).astype(np.int32)
        rows = matrix[:, columns]
        if dense is not None:
            rows = hstack([rows, csr_matrix(_VECTOR * dense)], format="csr")
        weights, bias = _fitted(rows, labels)
        return cls(names, columns, weights, bias)

    def shares(self, columns: Ints, values: Floats, vector: Floats | None) -> Floats:
        """Give the probability of each move, from a message's columns and its vector."""
        places = self._places[np.minimum(columns, len(self._places) - 1)]
        known = places >= 0
        scores = values[known] @ self.weights[places[known]] + self.bias
        if vector is not None:
            scores = scores + _VECTOR * vector @ self.weights[len(self.columns) :]
        return softmax(np.asarray(scores, dtype=np.float32))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The weights as named arrays, in half precision."""
        return {"columns": self.columns, "weights": self.weights.astype(np.float16), "bias": self.bias}

    @classmethod
    def from_arrays(cls, arrays: Any, name: str, moves: Sequence[str]) -> _Kind:
        """Rebuild from named arrays."""
        weights, bias = (
            np.ascontiguousarray(arrays[f"{name}_{part}"], dtype=np.float32) for part in ("weights", "bias")
        )
        return cls(moves, np.asarray(arrays[f"{name}_columns"], dtype=np.int32), weights, bias)


_Weights = tuple[Floats, Floats]


def _fitted(matrix: Any, labels: npt.NDArray[np.int64]) -> _Weights:
    """Train a logistic regression: weights (columns x moves) and biases."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    from engine.nlu.support import spread

    with warnings.catch_warnings():
        # Stopped early on purpose: later steps fit these messages closer and read new ones no better.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=_C, max_iter=30).fit(matrix, labels)
    return spread(model, matrix.shape[1], int(labels.max()) + 1)
