"""The encoder from sentences to vectors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import onnxruntime

from engine.nlu.e5.adaptation import SHARED, read_adaptation
from engine.nlu.e5.graph import HIDDEN, INPUT, Arrays, graph_of
from engine.nlu.e5.pieces import Pieces
from engine.nlu.e5.weights import Weights, unpacked
from engine.nlu.features import Floats
from process.memory import give_back

# E5 was taught to tell what is asked from what is told by these words.
_ASKED = "query: "
_ERRORS_ONLY = 3
# Marks of the beginning and the end of a text.
_MARKS = 2
# What the first layers make of so many texts is kept: where a message is cut, its vector is asked for next.
_LATEST = 8
# Texts of one length that are read together: with more of them memory, not multiplying, takes the time.
_TOGETHER = 32


class Encoder:
    """The network with its weights, on one thread: a second one gains little and takes from others what it gains."""

    def __init__(self, weights: Weights | None = None, *, fine: bool = False) -> None:
        weights, pieces = _packaged() if weights is None else (weights, Pieces(weights.pieces))
        self.width = weights.sizes.width
        self._weights = weights
        self._fine = fine
        self._pieces = pieces
        self._tokens = weights.tokens()
        self._positions = weights.floats("emb.pos").reshape(-1, self.width) + weights.floats("emb.type")[: self.width]
        # In two: the last layers are there once more for what a library is asked, and the first ones serve both.
        self._first = self._session(range(SHARED))
        self._last = self._session(range(SHARED, weights.sizes.layers))
        self._adapted: Any = None
        self._begun_text = lru_cache(_LATEST)(lambda text: self._begun([self._numbers(text)]))
        # What these were made from: some forty megabytes.
        give_back()

    def _session(self, layers: range, added: Arrays | None = None) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        graph, constants = graph_of(self._weights, fine=self._fine, layers=layers, added=added)
        # Copied or packed while the session is made (held to by a test): nothing of them is needed afterwards.
        values = list(map(onnxruntime.OrtValue.ortvalue_from_numpy, constants.values()))
        options.add_external_initializers(list(constants), values)
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def _later(self, adapted: bool) -> Any:
        if adapted and self._adapted is None:
            self.adapt(read_adaptation())
            give_back()
        return self._adapted if adapted else self._last

    def adapt(self, added: Arrays) -> None:
        """Have the last layers once more with what is added to their matrices, for texts that are read `adapted`."""
        self._adapted = self._session(range(SHARED, self._weights.sizes.layers), added)

    def query(self, text: str, *, adapted: bool = False) -> Floats:
        """The vector of what somebody asks, of unit length; of a text too long for the network its beginning.

        `adapted` to a library's questions, to be compared with others of that kind alone; raises OSError.
        """
        return _unit(self._later(adapted).run(None, {HIDDEN: self._begun_text(text)})[0])[0]

    def queries(self, texts: Sequence[str], *, adapted: bool = False) -> Iterator[tuple[list[int], Floats]]:
        """Give places in `texts` and their vectors, [places, width]: many texts in three fifths of the time.

        Those of one length are read together. Their numbers are then rounded by one scale: unless `fine`, a vector
        differs from that of `query` by as much as that one does from the package's own (cosine 0.997).
        """
        last = self._later(adapted)
        for places, hidden in self.hidden(texts):
            yield places, _unit(last.run(None, {HIDDEN: hidden})[0])

    def hidden(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Floats]]:
        """Give places in `texts` and what the first layers make of these, [places, length, width]."""
        by_length: dict[int, list[int]] = defaultdict(list)
        numbers = [self._numbers(text) for text in texts]
        for place, each in enumerate(numbers):
            by_length[len(each)].append(place)
        for length in sorted(by_length):
            for start in range(0, len(by_length[length]), _TOGETHER):
                places = by_length[length][start : start + _TOGETHER]
                yield places, self._begun([numbers[place] for place in places])

    def states(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """What the first layers make of words in their sentence: the mean of each one's pieces, and its first piece.

        Both are [words, width]; words too far back for the network, and empty ones, have the state of a neighbour. It
        is what `query` of the words, with spaces between them, begins with.
        """
        hidden = self._begun_text(" ".join(filter(None, words)))[0]
        last, end = len(hidden) - 1, len(self._pieces.numbers(_ASKED.strip())) - 1
        means, firsts = [], []
        for word in words:
            begin, end = end, end + (len(self._pieces.numbers(word)) - _MARKS if word else 0)
            first = min(begin, last)
            firsts.append(hidden[first])
            means.append(hidden[first : max(first + 1, min(end, last))].mean(0))
        return np.stack(means), np.stack(firsts)

    def _numbers(self, text: str) -> list[int]:
        numbers = self._pieces.numbers(_ASKED + text)
        if len(numbers) > len(self._positions):
            numbers = [*numbers[: len(self._positions) - 1], numbers[-1]]
        return numbers

    def _begun(self, numbers: list[list[int]]) -> Floats:
        shape = (len(numbers), len(numbers[0]), self.width)
        tokens = unpacked(self._tokens[np.asarray(numbers).ravel()]).reshape(shape) + self._positions[: shape[1]]
        return np.asarray(self._first.run(None, {INPUT: tokens})[0], dtype=np.float32)


@cache
def _packaged() -> tuple[Weights, Pieces]:
    # Both encoders cut texts alike; to list the pieces takes time.
    weights = Weights.packaged()
    return weights, Pieces(weights.pieces)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
