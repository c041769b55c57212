"""Word and character TF-IDF of folded text, fitted with plain counting and read back without pickle."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_WORD = re.compile(r"[^\W_]+|[?!؟]")


def words(text: str) -> list[str]:
    """The words of a folded text, question and exclamation marks included."""
    return _WORD.findall(text)


def word_grams(tokens: Sequence[str]) -> list[str]:
    """Single words and pairs of neighbouring words."""
    return [*tokens, *(f"{a} {b}" for a, b in zip(tokens, tokens[1:], strict=False))]


def char_grams(tokens: Iterable[str], shortest: int = 2, longest: int = 4) -> list[str]:
    """Pieces of each word with its borders marked, from `shortest` to `longest` characters."""
    grams: list[str] = []
    for token in tokens:
        padded = f" {token} "
        size = len(padded)
        for length in range(shortest, longest + 1):
            if length >= size:
                grams.append(padded)
                break
            grams.extend([padded[i : i + length] for i in range(size - length + 1)])
    return grams


class Block:
    """One vocabulary with its weights: a gram becomes a column, a text a unit vector."""

    def __init__(self, vocabulary: Mapping[str, int], idf: Floats) -> None:
        self.vocabulary = dict(vocabulary)
        self.idf = idf

    @classmethod
    def fit(cls, documents: Sequence[Sequence[str]], rarest: int) -> Block:
        """Learn the vocabulary of grams that stand in at least `rarest` documents."""
        seen: Counter[str] = Counter()
        for grams in documents:
            seen.update(set(grams))
        kept = sorted(gram for gram, count in seen.items() if count >= rarest)
        idf = [math.log((1 + len(documents)) / (1 + seen[gram])) + 1 for gram in kept]
        return cls({gram: i for i, gram in enumerate(kept)}, np.asarray(idf, dtype=np.float32))

    def vector(self, grams: Sequence[str]) -> tuple[Ints, Floats]:
        """Columns and their values of one text: (1 + log count) x idf, scaled to unit length."""
        lookup = self.vocabulary
        counts: dict[int, int] = {}
        for gram in grams:
            column = lookup.get(gram)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        columns = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        values = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(values)) * self.idf[columns]
        length = float(np.sqrt(values @ values))
        return columns, (values / length if length else values).astype(np.float32)


class TextFeatures:
    """Words, word pairs and pieces of words of a folded text as one sparse vector."""

    def __init__(self, word_block: Block, char_block: Block) -> None:
        self.word_block = word_block
        self.char_block = char_block

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.word_block.idf) + len(self.char_block.idf)

    @classmethod
    def fit(cls, texts: Sequence[str]) -> TextFeatures:
        """Learn both vocabularies from folded texts."""
        tokens = [words(text) for text in texts]
        return cls(
            Block.fit([word_grams(each) for each in tokens], rarest=1),
            Block.fit([char_grams(each) for each in tokens], rarest=2),
        )

    def vector(self, text: str) -> tuple[Ints, Floats]:
        """Columns and values of one folded text."""
        tokens = words(text)
        word_columns, word_values = self.word_block.vector(word_grams(tokens))
        char_columns, char_values = self.char_block.vector(char_grams(tokens))
        offset = len(self.word_block.idf)
        return (
            np.concatenate([word_columns, char_columns + np.int32(offset)]),
            np.concatenate([word_values, char_values]),
        )

    def matrix(self, texts: Sequence[str]) -> Any:
        """A scipy CSR matrix of folded texts, for training."""
        from scipy.sparse import csr_matrix

        rows = [self.vector(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        return csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.concatenate([columns for columns, _ in rows]),
                ends,
            ),
            shape=(len(rows), self.width),
        )

    def as_dict(self) -> dict[str, list[str]]:
        """The vocabularies in column order, for JSON."""
        return {
            "words": list(self.word_block.vocabulary),
            "chars": list(self.char_block.vocabulary),
        }

    @classmethod
    def from_dict(cls, vocabularies: Mapping[str, Sequence[str]], word_idf: Floats, char_idf: Floats) -> TextFeatures:
        """Rebuild from the vocabularies and the two arrays of weights."""
        return cls(
            Block({gram: i for i, gram in enumerate(vocabularies["words"])}, word_idf),
            Block({gram: i for i, gram in enumerate(vocabularies["chars"])}, char_idf),
        )
