"""The encoder from sentences to vectors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import onnxruntime

from engine.nlu.e5.graph import INPUT, graph_of
from engine.nlu.e5.pieces import Pieces
from engine.nlu.e5.weights import Weights, unpacked
from engine.nlu.features import Floats

# E5 was taught to tell what is asked from what is told by these words.
_ASKED = "query: "
_ERRORS_ONLY = 3
# Texts of one length that are read together: with more of them memory, not multiplying, takes the time.
_TOGETHER = 32


class Encoder:
    """The network with its weights, on one thread: a second one gains little and takes from others what it gains."""

    def __init__(self, weights: Weights | None = None, *, fine: bool = False) -> None:
        weights = weights or Weights.packaged()
        self.width = weights.sizes.width
        self._pieces = Pieces(weights.pieces)
        self._tokens = weights.tokens()
        self._positions = weights.floats("emb.pos").reshape(-1, self.width) + weights.floats("emb.type")[: self.width]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        graph, constants = graph_of(weights, fine=fine)
        # Copied or packed while the session is made (held to by a test): nothing of them is needed afterwards.
        values = map(onnxruntime.OrtValue.ortvalue_from_numpy, constants.values())
        options.add_external_initializers(list(constants), list(values))
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def query(self, text: str) -> Floats:
        """The vector of what somebody asks, of unit length; of a text too long for the network its beginning."""
        return self._run([self._numbers(text)])[0]

    def queries(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Floats]]:
        """Give places in `texts` and their vectors, [places, width]: many texts in three fifths of the time.

        Those of one length are read together. Their numbers are then rounded by one scale: unless `fine`, a vector
        differs from that of `query` by as much as that one does from the package's own (cosine 0.997).
        """
        by_length: dict[int, list[int]] = defaultdict(list)
        numbers = [self._numbers(text) for text in texts]
        for place, each in enumerate(numbers):
            by_length[len(each)].append(place)
        for length in sorted(by_length):
            for start in range(0, len(by_length[length]), _TOGETHER):
                places = by_length[length][start : start + _TOGETHER]
                yield places, self._run([numbers[place] for place in places])

    def _numbers(self, text: str) -> list[int]:
        numbers = self._pieces.numbers(_ASKED + text)
        if len(numbers) > len(self._positions):
            numbers = [*numbers[: len(self._positions) - 1], numbers[-1]]
        return numbers

    def _run(self, numbers: list[list[int]]) -> Floats:
        shape = (len(numbers), len(numbers[0]), self.width)
        tokens = unpacked(self._tokens[np.asarray(numbers).ravel()]).reshape(shape) + self._positions[: shape[1]]
        made = self._session.run(None, {INPUT: tokens})[0]
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)
