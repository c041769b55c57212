"""The encoder from sentences to vectors."""

from __future__ import annotations

import numpy as np
import onnxruntime

from engine.nlu.e5.graph import INPUT, graph_of
from engine.nlu.e5.pieces import Pieces
from engine.nlu.e5.weights import Weights, unpacked
from engine.nlu.features import Floats

# E5 was taught to tell what is asked from what is told by these words.
_ASKED = "query: "
_ERRORS_ONLY = 3


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
        numbers = self._pieces.numbers(_ASKED + text)
        if len(numbers) > len(self._positions):
            numbers = [*numbers[: len(self._positions) - 1], numbers[-1]]
        tokens = unpacked(self._tokens[numbers]).reshape(len(numbers), self.width) + self._positions[: len(numbers)]
        made = self._session.run(None, {INPUT: tokens[None]})[0][0]
        return np.asarray(made / np.linalg.norm(made), dtype=np.float32)
