"""E5's network as an ONNX graph: each layer is attention and a feed-forward part, each added and normalised.

Matrices are multiplied in whole numbers. ONNX Runtime's operators beyond the standard (`com.microsoft`) do in one step
what takes many of the standard ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper

from engine.nlu.e5.weights import IN_BLOCK, Weights

INPUT, HIDDEN, OUTPUT = "tokens", "hidden", "sentence"
_MICROSOFT = "com.microsoft"
_OPSET, _IR_VERSION = 17, 9
# Processors without VNNI add two products in 16 bits. Beyond 64 they could overflow, and at 127 they do: vectors are
# nearest to those of floats at 90.
_LARGEST = 90.0
# What `accuracy_level` calls the reading of rows in 8 bits.
_EIGHT_BITS = 4


Arrays = Mapping[str, npt.NDArray[Any]]


def graph_of(
    weights: Weights, *, fine: bool, layers: range | None = None, added: Arrays | None = None
) -> tuple[bytes, dict[str, npt.NDArray[Any]]]:
    """Build the graph of some layers (all by default) and its constants.

    The first layers take tokens, [texts, length, width], later ones what those before them made; the last ones give the
    mean, [texts, width], earlier ones what the next take. `added`: what is added to matrices, by their names.
    Fine, its numbers are those of the package's own program; else they are rounded more, in two thirds of the time.
    The constants are handed over beside it: inside, they would be copied four times on their way.
    """
    builder = _Builder(weights, fine, added or {})
    return builder.build(layers or range(weights.sizes.layers)), builder.constants


class _Builder:
    def __init__(self, weights: Weights, fine: bool, added: Arrays) -> None:
        self._weights = weights
        self._fine = fine
        self._matrices_added = added
        self._nodes: list[Any] = []
        self.constants: dict[str, npt.NDArray[Any]] = {}

    def build(self, layers: range) -> bytes:
        sizes = self._weights.sizes
        given, made = (INPUT if layers.start == 0 else HIDDEN), (OUTPUT if layers.stop == sizes.layers else HIDDEN)
        hidden = given
        if given == INPUT:
            norm = [self._constant("emb.ln.w"), self._constant("emb.ln.b")]
            hidden = self._node("LayerNormalization", [INPUT, *norm], "begun", epsilon=sizes.epsilon)
        for number in layers:
            last = number == layers[-1] and made == HIDDEN
            hidden = self._layer(f"l{number}.", hidden, HIDDEN if last else None)
        if made == OUTPUT:
            self._node("ReduceMean", [hidden], OUTPUT, axes=[1], keepdims=0)
        rows = ["texts", "length", sizes.width]
        shapes = ((given, rows), (made, ["texts", sizes.width] if made == OUTPUT else rows))
        taken, told = ([helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)] for name, shape in shapes)
        declared = [_named(name, array) for name, array in self.constants.items()]
        graph = helper.make_graph(self._nodes, "e5", taken, told, declared)
        versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        return bytes(helper.make_model(graph, opset_imports=versions, ir_version=_IR_VERSION).SerializeToString())

    def _layer(self, name: str, hidden: str, made: str | None = None) -> str:
        width, heads = self._weights.sizes.width, self._weights.sizes.heads
        asked = [self._product(hidden, name + part, width) for part in ("q", "k", "v")]
        attended = self._node("MultiHeadAttention", asked, name + "attended", _MICROSOFT, num_heads=heads)
        joined = self._product(attended, name + "ao", width)
        hidden = self._added(joined, hidden, name + "aln")
        inner = self._product(hidden, name + "fi", width)
        bent = self._node("Gelu", [inner], name + "bent", _MICROSOFT)
        joined = self._product(bent, name + "fo", self._weights.sizes.inner)
        return self._added(joined, hidden, name + "oln", made)

    def _product(self, rows: str, name: str, columns: int) -> str:
        """Multiply rows by a matrix and add its offsets; a matrix with something added fits no 4 bits any more."""
        in_blocks = self._fine and name + ".w" not in self._matrices_added
        return self._in_blocks(rows, name, columns) if in_blocks else self._in_rows(rows, name, columns)

    def _in_blocks(self, rows: str, name: str, columns: int) -> str:
        """The matrix as it was kept, in 4 bits with a scale for thirty-two; so are the rows, in 8 bits."""
        numbers, scales = self._weights.four_bits(name + ".w", columns)
        constants = [self._keep(name + ".numbers", numbers), self._keep(name + ".scales", scales)]
        return self._node(
            "MatMulNBits", [rows, *constants, "", "", self._constant(name + ".b")], name, _MICROSOFT,
            K=columns, N=len(numbers), bits=4, block_size=IN_BLOCK, accuracy_level=_EIGHT_BITS,
        )  # fmt: skip

    def _in_rows(self, rows: str, name: str, columns: int) -> str:
        """The matrix in 8 bits with a scale for each of its results; one scale for all rows."""
        matrix = self._weights.unpacked(name + ".w", columns)
        if name + ".w" in self._matrices_added:
            matrix = matrix + self._matrices_added[name + ".w"]
        scale = np.maximum(np.abs(matrix).max(axis=1), 1e-9) / _LARGEST
        whole = np.round(matrix / scale[:, None]).astype(np.int8)
        constants = [self._keep(name + ".whole", whole.T), self._keep(name + ".scale", scale)]
        return self._node(
            "DynamicQuantizeMatMul", [rows, *constants, "", self._constant(name + ".b")], name, _MICROSOFT
        )

    def _added(self, one: str, other: str, name: str, made: str | None = None) -> str:
        norm = [self._constant(name + ".w"), self._constant(name + ".b")]
        epsilon = self._weights.sizes.epsilon
        return self._node("SkipLayerNormalization", [one, other, *norm], made or name, _MICROSOFT, epsilon=epsilon)

    def _node(self, operator: str, given: list[str], made: str, domain: str = "", **options: Any) -> str:
        self._nodes.append(helper.make_node(operator, given, [made], domain=domain, **options))
        return made

    def _constant(self, name: str) -> str:
        return self._keep(name, self._weights.floats(name))

    def _keep(self, name: str, array: npt.NDArray[Any]) -> str:
        self.constants[name] = np.ascontiguousarray(array)
        return name


def _named(name: str, array: npt.NDArray[Any]) -> Any:
    """A constant of which the graph knows the kind and the shape alone."""
    tensor = TensorProto(name=name, dims=array.shape, data_location=TensorProto.EXTERNAL)
    tensor.data_type = helper.np_dtype_to_tensor_dtype(array.dtype)
    tensor.external_data.add(key="location", value="beside")
    return tensor
