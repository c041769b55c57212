"""The last layers of multilingual-e5-small in TensorFlow, with low-rank differences to their matrices to be learned."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from engine.nlu.e5 import Weights

_PRODUCTS = ("q", "k", "v", "ao", "fi", "fo")


class Layers:
    """The layers from one on; `learned` are the factors of what is added to their matrices, nothing at first."""

    def __init__(self, first: int, rank: int) -> None:
        weights = Weights.packaged()
        self._sizes = weights.sizes
        self.width = weights.sizes.width
        self._numbers = range(first, weights.sizes.layers)
        self._constants: dict[str, Any] = {}
        self._factors: dict[str, tuple[Any, Any]] = {}
        for number in self._numbers:
            for place, part in enumerate(_PRODUCTS):
                name = f"l{number}.{part}"
                columns = weights.sizes.inner if part == "fo" else weights.sizes.width
                matrix = weights.unpacked(f"{name}.w", columns)
                self._constants[f"{name}.w"] = tf.constant(matrix.T.copy())
                self._constants[f"{name}.b"] = tf.constant(np.array(weights.floats(f"{name}.b")))
                begun = np.random.RandomState(number * 10 + place).randn(columns, rank) / np.sqrt(columns)
                self._factors[name] = (
                    tf.Variable(begun.astype(np.float32)),
                    tf.Variable(np.zeros((rank, len(matrix)), np.float32)),
                )
            for part in ("aln.w", "aln.b", "oln.w", "oln.b"):
                name = f"l{number}.{part}"
                self._constants[name] = tf.constant(np.array(weights.floats(name)))
        self.learned = [each for both in self._factors.values() for each in both]

    def vectors(self, hidden: Any, is_text: Any, left_out: float) -> Any:
        """Give vectors of unit length; while learning some of what the differences read is left out."""
        for number in self._numbers:
            hidden = self._layer(hidden, is_text, f"l{number}.", left_out)
        mean = tf.reduce_sum(hidden * is_text[:, :, None], 1) / tf.reduce_sum(is_text, 1)[:, None]
        return tf.math.l2_normalize(mean, -1)

    def differences(self, taken: float) -> dict[str, Any]:
        """Give the factors of so much of the differences in half precision, as engine.nlu.e5.adaptation reads them."""
        found = {}
        for name, (down, up) in self._factors.items():
            found[f"{name}.down"] = down.numpy().T.astype(np.float16)
            found[f"{name}.up"] = (taken * up.numpy().T).astype(np.float16)
        return found

    def _layer(self, hidden: Any, is_text: Any, name: str, left_out: float) -> Any:
        texts, length = tf.shape(hidden)[0], tf.shape(hidden)[1]
        heads, each = self._sizes.heads, self._sizes.width // self._sizes.heads
        query, key, value = (
            tf.transpose(
                tf.reshape(self._product(hidden, name + part, left_out), (texts, length, heads, each)), (0, 2, 1, 3)
            )
            for part in "qkv"
        )
        near = tf.matmul(query, key, transpose_b=True) / np.sqrt(each) + (1 - is_text)[:, None, None, :] * -1e9
        attended = tf.transpose(tf.matmul(tf.nn.softmax(near), value), (0, 2, 1, 3))
        joined = self._product(tf.reshape(attended, (texts, length, self.width)), f"{name}ao", left_out)
        hidden = self._normed(joined + hidden, f"{name}aln")
        inner = tf.nn.gelu(self._product(hidden, f"{name}fi", left_out))
        return self._normed(self._product(inner, f"{name}fo", left_out) + hidden, f"{name}oln")

    def _product(self, rows: Any, name: str, left_out: float) -> Any:
        down, up = self._factors[name]
        read = tf.nn.dropout(rows, left_out) if left_out else rows
        added = tf.einsum("btr,rd->btd", tf.einsum("btc,cr->btr", read, down), up)
        return tf.einsum("btc,cd->btd", rows, self._constants[f"{name}.w"]) + self._constants[f"{name}.b"] + added

    def _normed(self, rows: Any, name: str) -> Any:
        mean, spread = tf.nn.moments(rows, -1, keepdims=True)
        scaled = (rows - mean) * tf.math.rsqrt(spread + self._sizes.epsilon)
        return scaled * self._constants[f"{name}.w"] + self._constants[f"{name}.b"]
