"""Sentences as vectors."""

from __future__ import annotations

import numpy as np
import onnxruntime

from engine.nlu.e5.graph import INPUT, graph_of
from engine.nlu.e5.pieces import Pieces
from engine.nlu.e5.weights import Floats, Weights, unpacked

# E5 was taught to tell what is asked from what is told by these words.
_ASKED = "query: "
# Positions that the network knows.
_LONGEST = 512
_ERRORS_ONLY = 3


class Encoder:
    """Makes a vector of a sentence on one thread: a second one gains little and takes from others what it gains."""

    def __init__(self, weights: Weights | None = None) -> None:
        weights = weights or Weights.packaged()
        self.width = weights.sizes.width
        self._pieces = Pieces(weights.pieces)
        self._tokens = weights.tokens
        self._positions = weights.floats("emb.pos").reshape(-1, self.width) + weights.floats("emb.type")[: self.width]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        graph, constants = graph_of(weights)
        values = map(onnxruntime.OrtValue.ortvalue_from_numpy, constants.values())
        options.add_external_initializers(list(constants), list(values))
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def query(self, text: str) -> Floats:
        """The vector of what somebody asks, of unit length; text beyond 512 pieces is not read."""
        numbers = self._pieces.numbers(_ASKED + text)[:_LONGEST]
        tokens = unpacked(self._tokens[numbers]).reshape(len(numbers), self.width) + self._positions[: len(numbers)]
        made = self._session.run(None, {INPUT: tokens[None]})[0][0]
        return np.asarray(made / np.linalg.norm(made), dtype=np.float32)
